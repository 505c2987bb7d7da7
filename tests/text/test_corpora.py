"""The texts that come with the project are what they say they are."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.errors import InvalidInput
from rnn.text.corpora import ALICE, ARITHMETIC, BRACKETS, NAMES, POEM, brackets, remember
from rnn.text.intake import take_in

distances = st.integers(1, 30)


@pytest.mark.parametrize(
    "text",
    [NAMES, ARITHMETIC, BRACKETS, POEM, ALICE, remember(1), remember(30)],
    ids=["names", "arithmetic", "brackets", "poem", "Alice", "remember 1", "remember 30"],
)
def test_every_text_is_plain_and_taken_in_as_it_is(text):
    """Each is ASCII, has nothing to clean but what a visitor may ask for, and ends as its lines do."""
    assert text.isascii()
    assert take_in(text, collapse_spaces=True).text == text
    assert text.endswith(("\n", ";"))


def test_the_names_are_all_different():
    """Between 200 and 300 names, one a line, a capital and small letters, with many endings, in no order."""
    names = NAMES.splitlines()

    assert 200 <= len(names) == len(set(names)) <= 300
    assert all(re.fullmatch("[A-Z][a-z]+", name) for name in names)
    assert len({name[-1] for name in names}) > 12
    assert names != sorted(names)


def test_every_sum_is_right_and_comes_once_a_turn():
    """All 100 pairs of digits are added ten times, each turn in another order."""
    sums = [re.fullmatch(r"(\d)\+(\d)=(\d+)", sum_).groups() for sum_ in ARITHMETIC.removesuffix(";").split(";")]
    turns = [tuple((int(x), int(y)) for x, y, _ in sums[start : start + 100]) for start in range(0, len(sums), 100)]

    assert all(int(x) + int(y) == int(total) for x, y, total in sums)
    assert all(sorted(turn) == [(x, y) for x in range(10) for y in range(10)] for turn in turns)
    assert len(turns) == len(set(turns)) == 10


@given(st.integers(0, 2**32 - 1))
def test_brackets_are_well_nested(random_seed):
    """Taking out "()", "[]" and "{}" over and over leaves nothing of any line; each has 1 to 10 pairs."""
    lines = brackets(20, random_seed).splitlines()

    assert len(lines) == 20
    for line in lines:
        assert 2 <= len(line) <= 20
        while line:
            shorter = re.sub(r"\(\)|\[\]|\{\}", "", line)
            assert shorter != line
            line = shorter


def test_brackets_are_of_varied_depth():
    """The bundled lines go from one bracket deep to six, and no deeper."""
    assert {deepest(line) for line in BRACKETS.splitlines()} == {1, 2, 3, 4, 5, 6}


def deepest(line: str) -> int:
    """Return how many brackets are open at once, at most."""
    return max(sum(1 if sign in "([{" else -1 for sign in line[:end]) for end in range(1, len(line) + 1))


@given(distances)
def test_the_first_letter_comes_back_after_the_distance(distance):
    """Every line is a letter, so many dots, and the letter again; eight letters come equally often, in one order."""
    lines = remember(distance).removesuffix(";").split(";")

    assert all(line == line[0] + "." * distance + line[0] for line in lines)
    letters = [line[0] for line in lines]
    assert {letter: letters.count(letter) for letter in letters} == dict.fromkeys("abcdefgh", 125)
    assert letters == [line[0] for line in remember(1).removesuffix(";").split(";")]


def test_a_lines_letter_tells_nothing_of_the_next():
    """After each letter, every letter comes about as often as by chance, in 125 / 8 or some 16 of 125 lines."""
    letters = [line[0] for line in remember(1).removesuffix(";").split(";")]
    followers = {letter: [] for letter in letters}
    for before, after in pairwise(letters):
        followers[before].append(after)

    assert all(4 <= after.count(letter) <= 31 for after in followers.values() for letter in "abcdefgh")


@pytest.mark.parametrize("distance", [0, 31, -1, 2.5, 2.0])
def test_a_distance_out_of_reach_is_refused(distance):
    """The sentence says which distances there are."""
    with pytest.raises(InvalidInput, match="whole number from 1 to 30") as error:
        remember(distance)

    assert error.value.field == "distance"


def test_the_poem_is_the_walrus_and_jabberwocky():
    """Eighteen stanzas of six lines and seven of four, from the first line of the one to the last of the other."""
    stanzas = [stanza.splitlines() for stanza in POEM.rstrip("\n").split("\n\n")]

    assert [len(stanza) for stanza in stanzas] == [6] * 18 + [4] * 7
    assert stanzas[0][0] == "The sun was shining on the sea,"
    assert stanzas[17][-1] == "They'd eaten every one."
    assert stanzas[18] == stanzas[24]
    assert stanzas[24][-1] == "And the mome raths outgrabe."


def test_alice_is_some_50_000_characters_of_prose():
    """It goes from the first sentence of the book into the fifth chapter, without titles, at most 75 signs a line."""
    assert 49_000 <= len(ALICE) <= 51_000
    assert ALICE.startswith("Alice was beginning to get very tired of sitting by her sister\n")
    assert ALICE.endswith("'Are you content now?' said the Caterpillar.\n")
    assert "CHAPTER" not in ALICE and "`" not in ALICE
    assert max(map(len, ALICE.splitlines())) <= 75
