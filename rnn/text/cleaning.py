"""What is dropped or changed in a text before it is learnt, each said in a sentence with its count."""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from rnn.text.characters import split

MOST_PARTS = 40  # code points of one character; a family of emoji has 7, Unicode's stream-safe texts have 31 at most


@dataclass(frozen=True)
class Cleaned:
    """A text, and what was dropped or changed in it: a sentence each, none where nothing was."""

    text: str
    changes: tuple[str, ...] = ()


def clean(text: str, lower_case: bool = False, collapse_spaces: bool = False) -> Cleaned:
    """Return the text without what no reader sees, and what was changed; cleaned once more, it stays as it is.

    Line ends become "\\n"; byte-order marks, control characters but "\\n" and "\\t", and lone surrogates are dropped;
    letters and their accents become one code point where there is one (Unicode's form NFC), if there are not over 40.
    lower_case       also make capital letters small
    collapse_spaces  also leave one space of several or of a tab, one blank line of several, no space at line ends
    """
    changes = []
    for change in _changes(lower_case, collapse_spaces):
        cleaned = change(text)
        text = cleaned.text
        changes += cleaned.changes
    return Cleaned(text, tuple(changes))


def _changes(lower_case: bool, collapse_spaces: bool) -> list[Callable[[str], Cleaned]]:
    """Return what is done to a text, in order: none of it undoes what one before it did."""
    return [
        *(rule.apply for rule in _UNSEEN),
        *([_in_lower_case] if lower_case else []),
        _composed,
        *(rule.apply for rule in _SPACES if collapse_spaces),
    ]


@dataclass(frozen=True)
class _Rule:
    """What is replaced in a text by what, and how a sentence says it: of one, of several, and what became of them."""

    pattern: str
    replacement: str
    one: str
    several: str
    done: str

    def apply(self, text: str) -> Cleaned:
        text, count = re.subn(self.pattern, self.replacement, text)
        return Cleaned(text, _count_of(count, self.one, self.several, self.done))


_UNSEEN = (
    _Rule("\ufeff", "", "byte-order mark was", "byte-order marks were", "dropped"),
    _Rule("\r\n?|[\x85\u2028\u2029]", "\n", "line end was", "line ends were", "replaced by a plain one"),
    _Rule("[\x00-\x08\x0b-\x1f\x7f-\x9f]", "", "control character was", "control characters were", "dropped"),
    _Rule("[\ud800-\udfff]", "", "half of a character (a lone surrogate) was", "halves of characters were", "dropped"),
)
_SPACES = (
    _Rule(r"[^\S\n]{2,}|[^\S\n ]", " ", "run of spaces or tabs was", "runs of spaces or tabs were", "made one space"),
    _Rule(r" (?=\n|\Z)", "", "space at a line's end was", "spaces at line ends were", "dropped"),
    _Rule(r"\n{3,}", "\n\n", "run of blank lines was", "runs of blank lines were", "made one blank line"),
)


def _in_lower_case(text: str) -> Cleaned:
    count = sum(character != character.lower() for character in text)
    return Cleaned(
        text.lower(), _count_of(count, "capital letter was", "capital letters were", "changed to lower case")
    )


def _composed(text: str) -> Cleaned:
    """Return the text in Unicode's form NFC, in which the same character is always written the same way.

    A character of more than MOST_PARTS stays as it is: to put thousands of accents in order would take minutes.
    """
    if unicodedata.is_normalized("NFC", text):
        return Cleaned(text)
    before = split(text)
    after = [unicodedata.normalize("NFC", sign) if len(sign) <= MOST_PARTS else sign for sign in before]
    count = sum(map(operator.ne, before, after))
    change = _count_of(count, "character was", "characters were", "normalised (Unicode NFC), looking the same")
    return Cleaned("".join(after), change)


def _count_of(count: int, one: str, several: str, done: str) -> tuple[str, ...]:
    """Return the sentence for what was done `count` times, or none for 0."""
    return (f"{count:,} {one if count == 1 else several} {done}.",) if count else ()
