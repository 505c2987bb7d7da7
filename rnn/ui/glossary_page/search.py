"""Which entries of the glossary a visitor's words find."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from rnn.ui.glossary import Entry

LONGEST_QUERY = 60


def find(entries: Sequence[Entry], query: str) -> list[Entry]:
    """Return the entries with all words of the query in the term; then those that have them in their sentences.

    query  anything that was typed: of one that is longer than LONGEST_QUERY the beginning counts, a blank one finds
           all; capitals, hyphens and other signs make no difference. A word may be any part of a term, but in a
           sentence it is the beginning of a word: it may still be growing.
    """
    typed = query[:LONGEST_QUERY]
    words = _plain(typed).split()
    if not words:
        return [] if typed.strip() else list(entries)
    in_term = [entry for entry in entries if all(word in _plain(entry.term) for word in words)]
    return in_term + [entry for entry in entries if entry not in in_term and _says(entry, words)]


def _says(entry: Entry, words: list[str]) -> bool:
    text = f" {_plain(f'{entry.term} {entry.definition}')}"
    return all(f" {word}" in text for word in words)


def _plain(text: str) -> str:
    """Return a text in small letters, its signs as spaces."""
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold())
