"""Generation: the network goes on from a seed, one character after another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from time import monotonic

import numpy as np

from rnn.errors import InvalidInput
from rnn.generation.sampling import GREEDY, Sampling, distribution_at, draw, truncate
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
    before_truncation  (K,) softmax(o / temperature); all on the largest logit at temperature 0
    distribution (K,) what was chosen from: before_truncation, and of it only what top-k and top-p keep, shared out anew
    u         the number in [0, 1) that was drawn for this step
    character    what was chosen
    is_user_chosen  whether a visitor chose it instead
    """

    number: int
    input: str
    a_previous: np.ndarray
    s: np.ndarray
    a: np.ndarray
    o: np.ndarray
    y_pred: np.ndarray
    before_truncation: np.ndarray
    distribution: np.ndarray
    u: float
    character: str
    is_user_chosen: bool


def generate(
    parameters: Parameters,
    vocabulary: Vocabulary,
    seed: str | Sequence[str],
    length: int,
    priming: str = "refeed",
    temperature: float = 0.0,
    random_seed: int = 0,
    user_chosen: Mapping[int, str] | None = None,
    top_k: int = 0,
    top_p: float = 1.0,
) -> Iterator[Step]:
    """Go on from the seed for `length` characters, yielding a Step for each (the notebook's autoregressive_generation).

    priming      "refeed", the notebook's: the last letter of the seed is fed twice; "standard": every letter once
    temperature, top_k, top_p  how a character is chosen, as in `Sampling`: 0 takes the most likely one (greedy)
    random_seed  of the dice: step n draws the n-th number, so that another temperature meets the same dice
    user_chosen  characters to take at some steps instead of the network's choice, {number: character}
    Raises InvalidInput for an empty seed, an unknown character, priming, length, random seed, or way of choosing, and
    for a forced character that is not one.
    """
    if not isinstance(length, int) or not 0 <= length <= MAXIMUM_LENGTH:
        raise InvalidInput("length", f"The length is a whole number from 0 to {MAXIMUM_LENGTH:,}, not {length}.")
    sampling = Sampling(temperature, top_k, top_p)
    continuation = Continuation(parameters, vocabulary, seed, priming, sampling, random_seed, user_chosen)
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
        user_chosen: Mapping[int, str] | None = None,
    ):
        _check(seed, priming, random_seed)
        self.parameters, self.vocabulary, self.seed, self.priming = parameters, vocabulary, seed, priming
        self.sampling, self.random_seed, self.user_chosen = sampling, random_seed, dict(user_chosen or {})
        self.characters: list[str] = []
        self._taken = {number: _encode_chosen(vocabulary, character) for number, character in self.user_chosen.items()}
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

    def with_choices(self, user_chosen: Mapping[int, str]) -> Continuation:
        """Return this continuation with other forced characters; what is written before the first of them is kept."""
        other = Continuation(
            self.parameters, self.vocabulary, self.seed, self.priming, self.sampling, self.random_seed, user_chosen
        )
        numbers = self.user_chosen.keys() | user_chosen.keys()
        first = min((n for n in numbers if self.user_chosen.get(n) != user_chosen.get(n)), default=MAXIMUM_LENGTH)
        other.characters = self.characters[:first]
        other._kept = self._kept[: 1 + first // KEPT_EVERY]
        return other

    def _take(self, number: int, x: int, a_previous: np.ndarray) -> tuple[Step, int]:
        """Return the step that reads character index x after a_previous (H,), and the index that it chooses."""
        trace, characters = forward(self.parameters, [x], a_previous), self.vocabulary.characters
        s, a, o, y_pred = trace.s[0], trace.a[0], trace.o[0], trace.y_pred[0]
        before_truncation = distribution_at(o, self.sampling.temperature)
        distribution = truncate(before_truncation, self.sampling.top_k, self.sampling.top_p)
        u, is_user_chosen = float(self._dice[number]), number in self._taken
        chosen = self._taken[number] if is_user_chosen else draw(distribution, u)
        step = Step(
            number,
            characters[x],
            a_previous,
            s,
            a,
            o,
            y_pred,
            before_truncation,
            distribution,
            u,
            characters[chosen],
            is_user_chosen,
        )
        return step, chosen


def _prime(parameters: Parameters, indices: np.ndarray, priming: str) -> tuple[int, np.ndarray]:
    """Read the seed: return the character index that goes in next, and the activation (H,) that it meets."""
    read = indices if priming == "refeed" else indices[:-1]
    a = forward(parameters, read).a[-1] if len(read) else np.zeros(parameters.hidden_size)
    return int(indices[-1]), a


def _encode_chosen(vocabulary: Vocabulary, character: str) -> int:
    characters = characters_of(character)
    if len(characters) != 1:
        raise InvalidInput("user_chosen", f"A step takes one character, not {len(characters)}.")
    return int(vocabulary.encode(characters, field="user_chosen")[0])


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
