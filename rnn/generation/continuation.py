"""Generation: the network goes on from a seed, one character after another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from time import monotonic

import numpy as np

from rnn.errors import InvalidInput
from rnn.generation.sampling import GREEDY, Sampling, cut, distribution_at, draw
from rnn.model.network import forward
from rnn.model.parameters import MAXIMUM_RANDOM_SEED, Parameters
from rnn.text.vocabulary import Vocabulary, characters_of

PRIMINGS = ("refeed", "standard")
MAXIMUM_LENGTH = 2000
KEPT_EVERY = 16  # the activation before every 16th step is kept, so that any step is computed anew in no time


@dataclass(frozen=True)
class Step:
    """One generated character, and every number that led to it.

    number       0 for the first generated character
    input        the character that went in
    a_previous   (H,) the activation before this step
    s, a         (H,) pre-activation and activation      o (K,) logits
    y_pred       (K,) softmax(o), the network's own distribution
    before_cut   (K,) softmax(o / temperature); all on the largest logit at temperature 0
    distribution (K,) what was chosen from: before_cut, and of it only what top-k and top-p keep, shared out anew
    dice         the number in [0, 1) that was drawn for this step
    character    what was chosen
    was_forced   whether a visitor chose it instead
    """

    number: int
    input: str
    a_previous: np.ndarray
    s: np.ndarray
    a: np.ndarray
    o: np.ndarray
    y_pred: np.ndarray
    before_cut: np.ndarray
    distribution: np.ndarray
    dice: float
    character: str
    was_forced: bool


def generate(
    parameters: Parameters,
    vocabulary: Vocabulary,
    seed: str | Sequence[str],
    length: int,
    priming: str = "refeed",
    temperature: float = 0.0,
    random_seed: int = 0,
    forced: Mapping[int, str] | None = None,
    top_k: int = 0,
    top_p: float = 1.0,
) -> Iterator[Step]:
    """Go on from the seed for `length` characters, yielding a Step for each (the notebook's autoregressive_generation).

    priming      "refeed", the notebook's: the last letter of the seed is fed twice; "standard": every letter once
    temperature, top_k, top_p  how a character is chosen, as in `Sampling`: 0 takes the most likely one (greedy)
    random_seed  of the dice: step n draws the n-th number, so that another temperature meets the same dice
    forced       characters to take at some steps instead of the network's choice, {number: character}
    Raises InvalidInput for an empty seed, an unknown character, priming, length, random seed, or way of choosing, and
    for a forced character that is not one.
    """
    if not isinstance(length, int) or not 0 <= length <= MAXIMUM_LENGTH:
        raise InvalidInput("length", f"The length is a whole number from 0 to {MAXIMUM_LENGTH:,}, not {length}.")
    sampling = Sampling(temperature, top_k, top_p)
    continuation = Continuation(parameters, vocabulary, seed, priming, sampling, random_seed, forced)
    return islice(continuation.steps_from(0), length)


class Continuation:
    """What a network writes after a seed, as far as it was asked for. Any step of it can be looked at again.

    characters  what is written so far, a str each
    The arguments are those of `generate`, and so is what is raised. The parameters must not change meanwhile.
    """

    def __init__(
        self,
        parameters: Parameters,
        vocabulary: Vocabulary,
        seed: str | Sequence[str],
        priming: str = "refeed",
        sampling: Sampling = GREEDY,
        random_seed: int = 0,
        forced: Mapping[int, str] | None = None,
    ):
        _check(seed, priming, random_seed)
        self.parameters, self.vocabulary, self.seed, self.priming = parameters, vocabulary, seed, priming
        self.sampling, self.random_seed, self.forced = sampling, random_seed, dict(forced or {})
        self.characters: list[str] = []
        self._taken = {number: _encode_forced(vocabulary, character) for number, character in self.forced.items()}
        self._dice = np.random.RandomState(random_seed).random_sample(MAXIMUM_LENGTH)
        self._kept = [_prime(parameters, vocabulary.encode(seed, field="seed"), priming)]

    def write(self, length: int, seconds: float = float("inf")) -> None:
        """Write on until `length` characters stand there, or about so many seconds are over."""
        end = monotonic() + seconds
        written = len(self.characters)
        for step in islice(self.steps_from(written), max(0, length - written)):
            if step.number == KEPT_EVERY * len(self._kept):
                self._kept.append((int(self.vocabulary.encode([step.input])[0]), step.a_previous))
            self.characters.append(step.character)
            if monotonic() > end:
                break

    def step(self, number: int) -> Step:
        """Return the step that wrote, or would write, the character of this number; it is computed anew."""
        return next(self.steps_from(number))

    def steps_from(self, number: int) -> Iterator[Step]:
        """Yield the steps from this number on, up to the longest text that there may be."""
        kept = min(number // KEPT_EVERY, len(self._kept) - 1)
        x, a_previous = self._kept[kept]
        for n in range(KEPT_EVERY * kept, MAXIMUM_LENGTH):
            step, chosen = self._take(n, x, a_previous)
            if n >= number:
                yield step
            x, a_previous = chosen, step.a

    def forced_otherwise(self, forced: Mapping[int, str]) -> Continuation:
        """Return this continuation with other forced characters; what is written before the first of them is kept."""
        other = Continuation(
            self.parameters, self.vocabulary, self.seed, self.priming, self.sampling, self.random_seed, forced
        )
        numbers = self.forced.keys() | forced.keys()
        first = min((n for n in numbers if self.forced.get(n) != forced.get(n)), default=MAXIMUM_LENGTH)
        other.characters = self.characters[:first]
        other._kept = self._kept[: 1 + first // KEPT_EVERY]
        return other

    def _take(self, number: int, x: int, a_previous: np.ndarray) -> tuple[Step, int]:
        """Return the step that reads character index x after a_previous (H,), and the index that it chooses."""
        trace, characters = forward(self.parameters, [x], a_previous), self.vocabulary.characters
        s, a, o, y_pred = trace.s[0], trace.a[0], trace.o[0], trace.y_pred[0]
        before_cut = distribution_at(o, self.sampling.temperature)
        distribution = cut(before_cut, self.sampling.top_k, self.sampling.top_p)
        dice, was_forced = float(self._dice[number]), number in self._taken
        chosen = self._taken[number] if was_forced else draw(distribution, dice)
        step = Step(
            number, characters[x], a_previous, s, a, o, y_pred, before_cut, distribution, dice, characters[chosen],
            was_forced,
        )  # fmt: skip
        return step, chosen


def _prime(parameters: Parameters, indices: np.ndarray, priming: str) -> tuple[int, np.ndarray]:
    """Read the seed: return the character index that goes in next, and the activation (H,) that it meets."""
    read = indices if priming == "refeed" else indices[:-1]
    a = forward(parameters, read).a[-1] if len(read) else np.zeros(parameters.hidden_size)
    return int(indices[-1]), a


def _encode_forced(vocabulary: Vocabulary, character: str) -> int:
    characters = characters_of(character)
    if len(characters) != 1:
        raise InvalidInput("forced", f"A step takes one character, not {len(characters)}.")
    return int(vocabulary.encode(characters, field="forced")[0])


def _check(seed: str | Sequence[str], priming: str, random_seed: int) -> None:
    if not seed:
        raise InvalidInput("seed", "The seed is empty. Type at least one character to start from.")
    if priming not in PRIMINGS:
        raise InvalidInput("priming", f"The priming is “refeed” or “standard”, not “{priming}”.")
    if not isinstance(random_seed, int) or not 0 <= random_seed <= MAXIMUM_RANDOM_SEED:
        raise InvalidInput(
            "random_seed",
            f"The random seed is a whole number from 0 to {MAXIMUM_RANDOM_SEED:,}, not {random_seed}.",
        )
