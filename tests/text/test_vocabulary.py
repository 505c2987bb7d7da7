"""Vocabulary: characters, indices, one-hot rows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.errors import InvalidInput
from rnn.text.vocabulary import Vocabulary, visible
from tests.support import notebook

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
texts = st.text(min_size=1, max_size=60)


def test_the_alphabet_has_the_notebooks_indices():
    """A is 0 and Z is 25, as in the notebook's char_to_index."""
    vocabulary = Vocabulary(ALPHABET)

    assert vocabulary.encode("AZBM").tolist() == [0, 25, 1, 12]
    assert vocabulary.characters == tuple(ALPHABET)


def test_characters_come_once_and_in_code_point_order():
    """However often and in whatever order a text holds them, characters are distinct and sorted."""
    vocabulary = Vocabulary("hello, Ah")

    assert vocabulary.characters == (" ", ",", "A", "e", "h", "l", "o")
    assert len(vocabulary) == 7
    assert vocabulary == Vocabulary("Aehlo ,")
    assert hash(vocabulary) == hash(Vocabulary("Aehlo ,"))
    assert vocabulary != Vocabulary("Aehlo")


@given(texts)
def test_decoding_an_encoded_text_gives_it_back(text):
    """decode undoes encode for any text, of whatever script."""
    vocabulary = Vocabulary(text)

    indices = vocabulary.encode(text)

    assert indices.dtype == np.int64
    assert vocabulary.decode(indices) == text
    assert sorted(set(indices.tolist())) == list(range(len(vocabulary)))


@given(texts)
def test_one_hot_rows_are_the_notebooks_columns(text):
    """Each row holds a single 1, where the notebook's column holds it."""
    vocabulary = Vocabulary(text)

    rows = vocabulary.one_hot(text)

    columns = notebook.one_hot_encoded(text, sorted(set(text)))
    assert rows.shape == (len(text), len(set(text)))
    np.testing.assert_array_equal(rows, np.hstack(columns).T)


def test_an_empty_text_has_no_vocabulary():
    """An empty text is refused, and the sentence says what to give."""
    with pytest.raises(InvalidInput, match="Give at least one character") as error:
        Vocabulary("")

    assert error.value.field == "text"


def test_an_unknown_character_is_named_with_its_position():
    """Encoding names the character that is unknown, its place counted from 1, and the known ones."""
    with pytest.raises(InvalidInput) as error:
        Vocabulary("abc").encode("ab?c", field="seed")

    assert "“?” (character 3)" in str(error.value)
    assert "abc" in str(error.value)
    assert error.value.field == "seed"


@pytest.mark.parametrize(
    ("known", "typed", "hint"), [("ABC", "a", "“A”"), ("abc", "B", "“b”"), ("é", "É", "“é”")], ids=["up", "down", "é"]
)
def test_a_letter_of_the_other_case_is_suggested(known, typed, hint):
    """Who types a where only A is known is asked whether A was meant."""
    with pytest.raises(InvalidInput, match=f"Did you mean {hint}"):
        Vocabulary(known).encode(typed)


def test_nothing_is_suggested_where_neither_case_is_known():
    """A character without a sibling gets no suggestion."""
    with pytest.raises(InvalidInput) as error:
        Vocabulary("abc").encode("z")

    assert "Did you mean" not in str(error.value)


def test_a_long_vocabulary_is_not_listed_whole():
    """An error's sentence stays readable where a text has hundreds of characters."""
    with pytest.raises(InvalidInput) as error:
        Vocabulary("".join(map(chr, range(0x4E00, 0x4E00 + 300)))).encode("a")

    assert "300 characters" in str(error.value)
    assert len(str(error.value)) < 160


@pytest.mark.parametrize("index", [-1, 3])
def test_an_index_without_a_character_is_refused(index):
    """decode names an index outside 0..K-1, and does not count from the end."""
    with pytest.raises(InvalidInput, match=f"Index {index} .* from 0 to 2"):
        Vocabulary("abc").decode([0, index])


@pytest.mark.parametrize(("character", "shown"), [(" ", "␣"), ("\n", "↵"), ("\t", "⇥"), ("a", "a"), ("é", "é")])
def test_white_space_is_shown_by_a_sign(character, shown):
    """Spaces, line ends and tabs have a visible sign; others stay as they are."""
    assert visible(character) == shown
    assert Vocabulary(character).visible == [shown]


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("👩\u200d👩\u200d👧\u200d👦a👩", ("a", "👩", "👩\u200d👩\u200d👧\u200d👦")),
        ("🇩🇪🇫🇷🇩🇪", ("🇩🇪", "🇫🇷")),
        ("re\u0301e", ("e", "e\u0301", "r")),
        ("漢字漢", ("字", "漢")),
        ("سَلَام", ("ا", "سَ", "لَ", "م")),
        ("👍🏽👍", ("👍", "👍🏽")),
        ("a\r\nb", ("\r\n", "a", "b")),
    ],
    ids=["family", "flags", "accent", "Chinese", "Arabic", "skin", "line end"],
)
def test_a_character_is_one_as_a_reader_sees_it(text, characters):
    """A family, a flag, an accented letter, a letter with its vowel sign: each has one index, and comes back whole."""
    vocabulary = Vocabulary(text)

    assert vocabulary.characters == characters
    assert vocabulary.decode(vocabulary.encode(text)) == text
    assert [vocabulary.encode(character).tolist() for character in characters] == [[n] for n in range(len(characters))]


def test_texts_may_be_given_as_their_characters():
    """What was split once need not be split again, and so pieces that would join stay apart."""
    vocabulary = Vocabulary(["e", "\u0301", "e"])

    assert vocabulary.characters == ("e", "\u0301")
    assert vocabulary.encode(("\u0301", "e", "e")).tolist() == [1, 0, 0]


def test_a_character_within_another_is_unknown():
    """One person of a family, or the letter of an accented one, is another character; its position is the reader's."""
    with pytest.raises(InvalidInput, match=r"“e” \(character 3\) is not among the 2 characters"):
        Vocabulary("e\u0301x").encode("xe\u0301e")


def test_membership_and_representation_name_the_characters():
    """`in` asks for one character; repr shows them all."""
    vocabulary = Vocabulary("ba")

    assert "a" in vocabulary
    assert "c" not in vocabulary
    assert repr(vocabulary) == "Vocabulary('ab')"
