"""What can be said of a character in its text: a vowel, the first letter of a word, so far into its line.

A character is what a reader takes for one: its first code point decides what it is, marks and joiners follow it.
What is said of a step is said of the character that the network has just read there, and of those before it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

VOWELS = frozenset("aeiouæøœı" + "αεηιουω" + "аеиоуыэюяє")  # without their accents: Latin, Greek, Cyrillic
OPENING, CLOSING, STRAIGHT = frozenset("“«„"), frozenset("”»"), '"'


@dataclass(frozen=True)
class Feature:
    """Something that is so of a character or not, or a number that it has.

    name       for the choice, and in sentences           is_number  whether it is a number, as a position is
    measure    from the characters (n,) of a text, as strings, to (n,) of bool, or of float where it is a number
    """

    name: str
    measure: Callable[[Sequence[str]], np.ndarray]
    is_number: bool = False


def is_vowel(characters: Sequence[str]) -> np.ndarray:
    """Return for each character whether it is a, e, i, o, u or one like them, accents aside; y is none."""
    return _each(characters, lambda character: unicodedata.normalize("NFD", character.casefold())[:1] in VOWELS)


def is_capital(characters: Sequence[str]) -> np.ndarray:
    """Return for each character whether it is a capital letter."""
    return _each(characters, lambda character: character[0].isupper())


def is_letter(characters: Sequence[str]) -> np.ndarray:
    """Return for each character whether it is a letter, of whatever script."""
    return _each(characters, lambda character: character[0].isalpha())


def is_digit(characters: Sequence[str]) -> np.ndarray:
    """Return for each character whether it is a digit."""
    return _each(characters, lambda character: character[0].isdigit())


def is_punctuation(characters: Sequence[str]) -> np.ndarray:
    """Return for each character whether Unicode counts it as punctuation: stops, dashes, quotation marks, brackets."""
    return _each(characters, lambda character: unicodedata.category(character[0]).startswith("P"))


def is_white_space(characters: Sequence[str]) -> np.ndarray:
    """Return for each character whether it is a space, a tab, a line end or the like."""
    return _each(characters, str.isspace)


def is_line_end(characters: Sequence[str]) -> np.ndarray:
    """Return for each character whether a line ends with it."""
    return _each(characters, lambda character: character.splitlines() == [""])


def is_first_letter(characters: Sequence[str]) -> np.ndarray:
    """Return for each character whether it is a letter with none before it."""
    letter = is_letter(characters)
    return letter & ~_delayed(letter)


def is_inside_word(characters: Sequence[str]) -> np.ndarray:
    """Return for each character whether it is a letter right after another."""
    letter = is_letter(characters)
    return letter & _delayed(letter)


def is_inside_quotation(characters: Sequence[str]) -> np.ndarray:
    """Return for each character whether a quotation mark has been opened before it and not been closed up to it.

    “, « and „ open, ” and » close, and " does the one and the other in turn. Apostrophes are none.
    """
    inside, is_open = np.zeros(len(characters), bool), False
    for place, character in enumerate(characters):
        was_open = is_open
        is_open = not is_open if character == STRAIGHT else (is_open or character in OPENING)
        is_open = is_open and character not in CLOSING
        inside[place] = was_open and is_open
    return inside


def position_in_line(characters: Sequence[str]) -> np.ndarray:
    """Return how many characters lie between each and the start of its line: 0 for the first. A line end is its last.

    The text is taken to begin with a line.
    """
    return _since(_delayed(is_line_end(characters)))


def position_in_word(characters: Sequence[str]) -> np.ndarray:
    """Return the number of each letter in its word, 1 for the first; 0 for all that is no letter."""
    letter = is_letter(characters)
    return np.where(letter, _since(is_first_letter(characters)) + 1, 0.0)


def position_in_text(characters: Sequence[str]) -> np.ndarray:
    """Return how many characters come before each."""
    return np.arange(len(characters), dtype=float)


def is_one(character: str) -> Feature:
    """Return the feature of being this character."""
    return Feature("this character", lambda characters: _each(characters, character.__eq__))


def follows(character: str) -> Feature:
    """Return the feature of standing right after this character."""
    return Feature("right after it", lambda characters: _delayed(_each(characters, character.__eq__)))


FEATURES = (
    Feature("vowel", is_vowel),
    Feature("capital letter", is_capital),
    Feature("white space", is_white_space),
    Feature("line end", is_line_end),
    Feature("first letter of a word", is_first_letter),
    Feature("letter inside a word", is_inside_word),
    Feature("digit", is_digit),
    Feature("punctuation", is_punctuation),
    Feature("inside a quotation", is_inside_quotation),
    Feature("position in the word", position_in_word, is_number=True),
    Feature("position in the line", position_in_line, is_number=True),
    Feature("position in the text", position_in_text, is_number=True),
)


def _each(characters: Sequence[str], says: Callable[[str], bool]) -> np.ndarray:
    return np.array([says(character) for character in characters], bool)


def _delayed(flags: np.ndarray) -> np.ndarray:
    """Return the flags one place later; the first is not set."""
    return np.concatenate([np.zeros(1, bool), flags])[: len(flags)]


def _since(starts: np.ndarray) -> np.ndarray:
    """Return the distance from each place back to the latest start, or to place 0 before there is any."""
    places = np.arange(len(starts))
    return (places - np.maximum.accumulate(np.where(starts, places, 0))).astype(float)
