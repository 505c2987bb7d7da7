"""Features of characters: texts small enough to be judged by eye."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.text.features import FEATURES, follows, is_one

BY_NAME = {feature.name: feature for feature in FEATURES}
CHARACTERS = st.lists(st.text(min_size=1, max_size=3), min_size=1, max_size=30)


def marks(name: str, text) -> str:
    """Return the feature of each character as a row of x and -."""
    return "".join("-x"[int(so)] for so in BY_NAME[name].measure(list(text)))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("vowel", "Hey, Éa ω!", "-x---xx-x-"),
        ("capital letter", "Hey, Éa Ω1", "x----x--x-"),
        ("white space", "a b\tc\nd\u00a0e", "-x-x-x-x-"),
        ("line end", "a b\tc\nd\u2028e", "-----x-x-"),
        ("first letter of a word", "He is 2nd, oh", "x--x---x---x-"),
        ("letter inside a word", "He is 2nd, oh", "-x--x---x---x"),
        ("digit", "a1²٣-", "-xxx-"),
        ("punctuation", "a.b, «c»-$", "-x-x-x-xx-"),
        ("inside a quotation", 'a "bc" d “e” f', "---xx-----x---"),
    ],
)
def test_what_is_so_of_which_character(name, text, expected):
    """Each feature is so of just the characters that a reader would name."""
    assert marks(name, text) == expected


def test_a_character_of_several_code_points_is_judged_by_its_first():
    """A letter with a mark of its own is the letter; two code points that end a line together are one line end."""
    assert marks("vowel", ["e\u0301", "n\u0303"]) == "x-"
    assert marks("letter inside a word", ["n\u0303", "e\u0301"]) == "-x"
    assert marks("line end", ["\r\n", "a"]) == "x-"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("position in the line", "ab\nc\n\nd", [0, 1, 2, 0, 1, 0, 0]),
        ("position in the word", "ab, cde", [1, 2, 0, 0, 1, 2, 3]),
        ("position in the text", "a b", [0, 1, 2]),
    ],
)
def test_positions_are_counted_from_the_start_of_what_they_are_in(name, text, expected):
    """A line's first character stands at 0, its line end last; a word's first letter is 1, what is no letter 0."""
    assert BY_NAME[name].measure(list(text)).tolist() == expected


def test_a_chosen_character_and_what_follows_it():
    """The one feature is so at the character itself, the other a place later, and never at the first place."""
    text = list("qaqq")

    assert is_one("q").measure(text).tolist() == [True, False, True, True]
    assert follows("q").measure(text).tolist() == [False, True, False, True]


@given(CHARACTERS, st.sampled_from([*FEATURES, follows("a"), is_one("a")]))
def test_every_feature_has_a_value_for_every_character(characters, feature):
    """Whatever the characters, there is one value each: True or False, or a number from 0 on."""
    values = feature.measure(characters)

    assert values.shape == (len(characters),)
    assert values.dtype == (float if feature.is_number else bool)
    assert np.isfinite(values).all() and (values >= 0).all()


@given(CHARACTERS)
def test_a_letter_begins_a_word_or_is_inside_one(characters):
    """No character is both; and a word has a letter inside it only after its first."""
    first, inside = (BY_NAME[name].measure(characters) for name in ("first letter of a word", "letter inside a word"))

    assert not (first & inside).any()
    assert (np.cumsum(first)[inside] > 0).all()
