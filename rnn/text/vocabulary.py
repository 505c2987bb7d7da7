"""Characters, their indices, and their one-hot rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rnn.errors import InvalidInput
from rnn.text.characters import split

SHOWN_CHARACTERS = 40


def visible(character: str) -> str:
    """Return the character as a reader can see it: a space as ␣, a line end as ↵, a tab as ⇥, others as they are."""
    return {" ": "␣", "\n": "↵", "\t": "⇥", "\r": "↵", "\r\n": "↵"}.get(character, character)


def characters_of(text: str | Sequence[str]) -> Sequence[str]:
    """Return the characters of a text that is given as a str, or as its characters already."""
    return split(text) if isinstance(text, str) else text


class Vocabulary:
    """The distinct characters of a text, in code point order; a character's index is its place in that order.

    A character is what a reader sees as one (`characters.split`). Texts are given as a str or as their characters.
    Example: Vocabulary("hello").characters == ("e", "h", "l", "o")
    Raises InvalidInput if the text is empty.
    """

    def __init__(self, text: str | Sequence[str]):
        if not text:
            raise InvalidInput("text", "The text is empty. Give at least one character.")
        self.characters: tuple[str, ...] = tuple(sorted(set(characters_of(text))))
        self._index = {character: index for index, character in enumerate(self.characters)}

    def __len__(self) -> int:
        return len(self.characters)

    def __contains__(self, character: str) -> bool:
        return character in self._index

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Vocabulary) and self.characters == other.characters

    def __hash__(self) -> int:
        return hash(self.characters)

    def __repr__(self) -> str:
        return f"Vocabulary({''.join(self.characters)!r})"

    @property
    def visible(self) -> list[str]:
        """The characters as a reader can see them, one label each."""
        return [visible(character) for character in self.characters]

    def encode(self, text: str | Sequence[str], field: str = "text") -> np.ndarray:
        """Return the indices of the text's characters, (T,) int64.

        field  the name of the control the text came from, for the error
        Raises InvalidInput for a character that is not in the vocabulary; the sentence names it and its position.
        """
        characters = characters_of(text)
        for position, character in enumerate(characters, start=1):
            if character not in self._index:
                raise InvalidInput(field, self._unknown(character, position))
        return np.array([self._index[character] for character in characters], dtype=np.int64)

    def decode(self, indices) -> str:
        """Return the text that the indices (T,) stand for. Raises InvalidInput for an index outside 0..K-1."""
        for index in indices:
            if not 0 <= index < len(self):
                raise InvalidInput(
                    "indices", f"Index {index} stands for no character: they go from 0 to {len(self) - 1}."
                )
        return "".join(self.characters[index] for index in indices)

    def one_hot(self, text: str | Sequence[str]) -> np.ndarray:
        """Return the one-hot rows of the text, (T, K) float64; each row is 0 but for one 1."""
        return np.eye(len(self))[self.encode(text)]

    def _unknown(self, character: str, position: int) -> str:
        known = "".join(self.visible[:SHOWN_CHARACTERS]) + ("…" if len(self) > SHOWN_CHARACTERS else "")
        other_case = next((c for c in (character.upper(), character.lower()) if c in self._index), None)
        hint = f" Did you mean “{visible(other_case)}”?" if other_case else ""
        return (
            f"“{visible(character)}” (character {position}) is not among the {len(self)} characters "
            f"that this network knows: {known}.{hint}"
        )
