"""Whether a text leaves anything to remember: what is said is true of the text."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.analysis.baselines import bigram
from rnn.analysis.predictability import explain_pairs
from rnn.text.corpora import ALICE
from rnn.text.vocabulary import Vocabulary


def explained(text: str) -> str | None:
    """Return what is said of a text that is learnt to be continued."""
    indices = np.array([ord(character) - ord("a") for character in text])
    return explain_pairs(indices[:-1], indices[1:], 26)


@given(st.text("abcd", min_size=2, max_size=12))
def test_no_memory_is_needed_where_each_character_has_one_successor(text):
    """It is said exactly where no character is followed by two different ones."""
    followers = {
        before: {text[place + 1] for place in range(len(text) - 1) if text[place] == before} for before in text
    }
    is_determined = all(len(after) <= 1 for after in followers.values())

    assert ("no memory is needed" in (explained(text) or "")) == is_determined


def test_where_a_table_hardly_errs_its_bits_are_said():
    """One exception in 50 repetitions costs the table few bits; they are those of the bigram baseline."""
    text = "abcd" * 50 + "abdc"
    indices = np.array([ord(character) - ord("a") for character in text])
    bits = bigram(indices[:-1], indices[1:], 26, added=0).loss(indices[:-1], indices[1:]) / np.log(2)

    assert f"needs only {bits:.2f} bits per character" in explained(text)


@pytest.mark.parametrize("text", ["hello", "abac", "mississippi"])
def test_where_memory_helps_nothing_is_said(text):
    """Where a character is followed by several, a network can beat the table, so there is no reason why not."""
    assert explained(text) is None


@pytest.mark.parametrize(("length", "is_said"), [(30_000, True), (3_000, False)])
def test_a_long_text_of_random_characters_is_called_so(length, is_said):
    """Of 30,000 random letters pairs of one half say nothing of the other; 3,000 can be learnt by heart."""
    letters = np.random.RandomState(0).randint(26, size=length)

    assert ("neighbours look independent" in (explain_pairs(letters[:-1], letters[1:], 26) or "")) == is_said


def test_english_is_not_called_random():
    """Of 50,000 characters of prose, pairs of one half predict the other."""
    vocabulary = Vocabulary(ALICE)
    indices = vocabulary.encode(ALICE)

    assert explain_pairs(indices[:-1], indices[1:], len(vocabulary)) is None
