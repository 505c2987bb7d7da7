"""Characters, their indices, and their one-hot rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from rnn.errors import InvalidInput, check_index, check_text, shown
from rnn.text.characters import split

SHOWN_CHARACTERS = 40
LARGEST_TABLE = 60_000_000  # numbers of one-hot rows, 480 MB: the longest text with the largest vocabulary of a run


def visible(character: str) -> str:
    """Return the character made visible: a space as ␣, a line end as ↵, a tab as ⇥, others as they are."""
    return {" ": "␣", "\n": "↵", "\t": "⇥", "\r": "↵", "\r\n": "↵"}.get(character, character)


def characters_of(text: str | Sequence[str], field: str = "text") -> Sequence[str]:
    """Return the characters of a text that is given as a str, or as its characters already; those are not looked at.

    field  the name of the argument, for the error
    Raises InvalidInput if it is neither, such as bytes, a number or None.
    """
    if isinstance(text, str):
        return split(text)
    if isinstance(text, list | tuple):
        return text
    if isinstance(text, np.ndarray) and text.dtype.kind == "U" and text.ndim == 1:
        return text.tolist()
    return split(check_text(field, f"The {field.replace('_', ' ')}", text))  # which says what is wrong with it


class Vocabulary:
    """The distinct characters of a text, in code point order; a character's index is its place in that order.

    A character is what a reader sees as one (`characters.split`). Texts are given as a str or as their characters.
    Example: Vocabulary("hello").characters == ("e", "h", "l", "o")
    Raises InvalidInput if the text is empty, or neither a str nor a list, tuple or array of its characters.
    """

    def __init__(self, text: str | Sequence[str]):
        characters = characters_of(text)
        if not len(characters):
            raise InvalidInput("text", "The text is empty. Give at least one character.")
        self.characters: tuple[str, ...] = tuple(sorted(_distinct(characters)))
        self._index = {character: index for index, character in enumerate(self.characters)}

    def __len__(self) -> int:
        return len(self.characters)

    def __contains__(self, character: str) -> bool:
        return isinstance(character, str) and character in self._index

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Vocabulary) and self.characters == other.characters

    def __hash__(self) -> int:
        return hash(self.characters)

    def __repr__(self) -> str:
        shown_characters = "".join(self.characters[:SHOWN_CHARACTERS])
        more = f"… ({len(self):,} characters)" if len(self) > SHOWN_CHARACTERS else ""
        return f"Vocabulary({shown_characters!r}{more})"

    @property
    def visible(self) -> list[str]:
        """The characters made visible, one label each."""
        return [visible(character) for character in self.characters]

    def encode(self, text: str | Sequence[str], field: str = "text") -> np.ndarray:
        """Return the indices of the text's characters, (T,) int64.

        field  the name of the control the text came from, for the error
        Raises InvalidInput for a character that is not in the vocabulary; the sentence names it and its position.
        """
        characters = characters_of(text, field)
        try:
            return np.array([self._index[character] for character in characters], dtype=np.int64)
        except (KeyError, TypeError):  # a character that is unknown, or what cannot even be looked up
            pass
        for position, character in enumerate(characters, start=1):
            if character not in self:
                raise InvalidInput(field, self._unknown(character, position))
        raise InvalidInput(field, f"The {field} is a str, or a list of its characters.")

    def decode(self, indices: Iterable[int]) -> str:
        """Return the text of the indices (T,), an iterable of whole numbers.

        Raises InvalidInput for one that is not from 0 to K - 1.
        """
        try:
            indices = list(indices)
        except TypeError:
            raise InvalidInput("indices", f"The indices are an array or a list, not {shown(indices)}.") from None
        return "".join(self.characters[self._checked_index(index)] for index in indices)

    def one_hot(self, text: str | Sequence[str]) -> np.ndarray:
        """Return the one-hot rows of the text, (T, K) float64; each row is 0 but for one 1.

        Raises InvalidInput as `encode` does, and for a text whose table would have more than 60,000,000 numbers.
        """
        indices = self.encode(text)
        if len(indices) * len(self) > LARGEST_TABLE:
            raise InvalidInput(
                "text", f"The text is too long for one-hot rows: at most {LARGEST_TABLE // len(self):,} characters."
            )
        rows = np.zeros((len(indices), len(self)))
        rows[np.arange(len(indices)), indices] = 1
        return rows

    def _checked_index(self, index) -> int:
        try:
            return check_index("indices", index, len(self))
        except InvalidInput:
            sentence = f"Index {shown(index)} is no character: they go from 0 to {len(self) - 1}."
            raise InvalidInput("indices", sentence) from None

    def _unknown(self, character, position: int) -> str:
        if not isinstance(character, str):
            return f"Character {position} of the text is a str, not {shown(character)}."
        known = "".join(self.visible[:SHOWN_CHARACTERS]) + ("…" if len(self) > SHOWN_CHARACTERS else "")
        other_case = next((c for c in (character.upper(), character.lower()) if c in self._index), None)
        hint = f" Did you mean “{visible(other_case)}”?" if other_case else ""
        return (
            f"“{visible(character)}” (character {position}) is not among the {len(self)} characters "
            f"that this network knows: {known}.{hint}"
        )


def _distinct(characters: Sequence[str]) -> set[str]:
    """Return the different characters. Raises InvalidInput for what is no str of one code point at least."""
    found = _set_of(characters)
    if "" in found or {*map(type, found)} != {str}:
        for character in found:
            check_text("text", "Each character of the text", character)
    return found


def _set_of(characters: Sequence[str]) -> set[str]:
    try:
        return set(characters)
    except TypeError:  # such as a list of lists
        raise InvalidInput("text", "The text is a str, or a list of its characters, each a str.") from None
