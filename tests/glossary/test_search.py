"""The search of the glossary: what words find, in which order, and that anything may be typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.ui.glossary import entries
from rnn.ui.glossary_page.search import LONGEST_QUERY, find


def found(query: str) -> list[str]:
    """Return the terms that a query finds."""
    return [entry.term for entry in find(entries(), query)]


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.term)
def test_each_term_finds_itself(entry):
    """By its name, in any case, with or without its hyphens, and by the beginning of it."""
    for query in (entry.term, entry.term.upper(), entry.term.replace("-", " "), entry.term[:4]):
        assert entry.term in found(query)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("top k", "Top-k"),
        ("prop", "Backpropagation through time"),
        ("e to the power", "Perplexity"),
        ("log₂", "Entropy"),
    ],
)
def test_parts_and_sentences_find_a_term(query, first):
    """A part of a term will do, and so do words of its sentences."""
    assert found(query)[0] == first


def test_a_word_in_a_sentence_is_found_from_its_beginning():
    """“rate” finds no sentence with “generates”; in a term, any part counts."""
    assert "Free-running" not in found("rate")
    assert "Saturated" in found("rate")


@pytest.mark.parametrize("query", ["", " ", "\t\n", "\u3000"])
def test_a_blank_query_finds_all(query):
    """Nothing typed leaves nothing out."""
    assert find(entries(), query) == list(entries())


@pytest.mark.parametrize("query", ["$", "???", "xyzzy", "gradient xyzzy"])
def test_what_is_nowhere_finds_nothing(query):
    """Signs alone, and words of which one is in no entry."""
    assert found(query) == []


def test_of_a_long_query_the_beginning_counts():
    """What is beyond the limit changes nothing."""
    assert found("softmax".ljust(LONGEST_QUERY) + "xyzzy" * 100_000) == found("softmax")


@given(st.text())
def test_anything_may_be_typed(query):
    """Any text finds some of the entries, each once."""
    terms = found(query)

    assert len(set(terms)) == len(terms)
    assert set(terms) <= {entry.term for entry in entries()}
