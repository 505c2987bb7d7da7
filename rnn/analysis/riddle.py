"""The riddle: what a network writes after the first seven characters of its alphabet. Numbers only, no sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rnn.errors import InvalidInput
from rnn.generation.continuation import generate
from rnn.model.network import forward
from rnn.model.parameters import Parameters
from rnn.text.vocabulary import Vocabulary

SEED_LENGTH = 7
FIRST = 4  # how many characters a guess is about
MOST_WRITTEN = 19
SHORTEST_TEXT = SEED_LENGTH + FIRST + 1


@dataclass(frozen=True)
class Alphabet:
    """A text of 12 characters or more, none of them twice: character and place are the same information in it.

    characters  (T,) in the order of the text, a str each
    Raises InvalidInput for a text that is shorter or has a character twice.
    """

    characters: tuple[str, ...]

    def __post_init__(self):
        if not is_alphabet(self.characters):
            raise InvalidInput(
                "text", f"The riddle needs a text of {SHORTEST_TEXT} characters or more, none of them twice."
            )

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(self.characters)

    @cached_property
    def order(self) -> np.ndarray:
        """The text as indices, (T,): order[t] is the character of place t, from 0."""
        return self.vocabulary.encode(self.characters)

    @cached_property
    def labels(self) -> list[str]:
        """The characters made visible, by index."""
        return self.vocabulary.visible

    @property
    def seed(self) -> tuple[str, ...]:
        return self.characters[:SEED_LENGTH]

    @cached_property
    def next_in_text(self) -> np.ndarray:
        """The character that follows each character in the text, (K,) by index; -1 after the last."""
        following = np.full(len(self.order), -1)
        following[self.order[:-1]] = self.order[1:]
        return following

    def word(self, indices: Iterable[int]) -> str:
        """Return the characters of these indices made visible, in one str."""
        return "".join(self.labels[index] for index in indices)


@dataclass(frozen=True)
class Written:
    """What a network writes after the seed in one of the two ways to prime.

    alphabet         the text
    fed, predicted   (n,) indices: what each step was shown, and its most likely character
    seed_steps       the steps that read the seed: 7, or 8 with its last character twice
    """

    alphabet: Alphabet
    fed: np.ndarray
    predicted: np.ndarray
    seed_steps: int

    @property
    def indices(self) -> np.ndarray:
        """The characters written, (length,)."""
        return self.predicted[self.seed_steps - 1 :]

    @property
    def length(self) -> int:
        return len(self.indices)

    @property
    def right(self) -> int:
        """How many characters, from the first on, are those that follow the seed in the text."""
        return _leading(self.indices, self.alphabet.order[SEED_LENGTH:])

    @property
    def one_further(self) -> int:
        """How many, from the first on, are those that follow in the text after one that is left out."""
        return _leading(self.indices, self.alphabet.order[SEED_LENGTH + 1 :])

    @property
    def repeats(self) -> int:
        """How many, from the first on, are the seed's last character."""
        return _leading(self.indices, np.full(self.length, self.alphabet.order[SEED_LENGTH - 1]))


@dataclass(frozen=True)
class WrittenBothWays:
    """What a network writes with the seed's last character fed twice, as in the notebook, and with each fed once.

    correct, steps  how many of its targets on its own text the network predicts, and of how many
    """

    twice: Written
    once: Written
    correct: int
    steps: int

    @property
    def agree(self) -> bool:
        """Whether what comes after the first character, each fed once, is what comes first with the last one twice."""
        return bool(np.array_equal(self.once.indices[1:], self.twice.indices[:-1]))


def is_alphabet(characters: tuple[str, ...]) -> bool:
    """Return whether the riddle can be posed of a text with these characters."""
    return len(characters) >= SHORTEST_TEXT and len(set(characters)) == len(characters)


def write_both_ways(parameters: Parameters, alphabet: Alphabet, target: str) -> WrittenBothWays:
    """Let a network go on from the seed in both ways to prime.

    target  "copy" or "next": what the network is trained on, to be counted on the text itself
    """
    inputs, targets = alphabet.order, alphabet.order
    if target == "next":
        inputs, targets = inputs[:-1], targets[1:]
    correct = int((predict(parameters, inputs) == targets).sum())
    return WrittenBothWays(
        _write(parameters, alphabet, "refeed"), _write(parameters, alphabet, "standard"), correct, len(targets)
    )


def predict(parameters: Parameters, inputs: np.ndarray) -> np.ndarray:
    """Return the most likely character at each step, (T,), of a network that reads these inputs (T,) from zeros."""
    with np.errstate(over="ignore", invalid="ignore"):  # the last frame of a run that diverged
        return forward(parameters, inputs).o.argmax(axis=1)


def _write(parameters: Parameters, alphabet: Alphabet, priming: str) -> Written:
    vocabulary, seed = alphabet.vocabulary, alphabet.seed
    length = min(len(alphabet.characters) - SEED_LENGTH, MOST_WRITTEN)
    steps = list(generate(parameters, vocabulary, seed, length, priming))
    read = vocabulary.encode(seed if priming == "refeed" else seed[:-1])
    fed = np.r_[read, vocabulary.encode([step.input for step in steps])]
    predicted = np.r_[predict(parameters, read), vocabulary.encode([step.character for step in steps])]
    return Written(alphabet, fed, predicted, len(read) + 1)


def _leading(own: np.ndarray, expected: np.ndarray) -> int:
    """Return how many numbers, from the first on, are the same in both."""
    n = min(len(own), len(expected))
    is_same = own[:n] == expected[:n]
    return n if is_same.all() else int(is_same.argmin())
