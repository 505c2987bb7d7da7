"""Generation: the network goes on from a seed, one character after another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from time import monotonic

import numpy as np

from rnn.errors import InvalidInput, check_choice, check_kind, check_text, check_whole
from rnn.generation.sampling import GREEDY, Sampling, distribution_at, draw, truncate
from rnn.model.network import forward, forward_step, softmax
from rnn.model.parameters import MAXIMUM_RANDOM_SEED, Parameters
from rnn.text.vocabulary import Vocabulary, characters_of

PRIMINGS = ("refeed", "standard")
PRIMING_OF = {"copy": "refeed", "next": "standard"}  # by what the network was trained on
MAXIMUM_LENGTH = 2000
FEW_SEEDS = 16  # whose random numbers are kept: each network of a playing film is asked for the same ones
KEPT_EVERY = 16  # the activation before every 16th step is kept, so that any step is computed anew in no time


@dataclass(frozen=True, repr=False)
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

    def __repr__(self) -> str:
        return f"<Step {self.number}: reads {self.input!r}, writes {self.character!r}>"


def generate(
    parameters: Parameters,
    vocabulary: Vocabulary,
    seed: str | Sequence[str],
    length: int,
    priming: str | None = None,
    temperature: float = 0.0,
    random_seed: int = 0,
    user_chosen: Mapping[int, str] | None = None,
    top_k: int = 0,
    top_p: float = 1.0,
    target: str = "copy",
) -> Iterator[Step]:
    """Go on from the seed for `length` characters, yielding a Step for each (the notebook's autoregressive_generation).

    length       0 to 2,000
    priming      "refeed", the notebook's: the last letter of the seed is fed twice; "standard": every letter once;
                 None: what suits the target
    temperature, top_k, top_p  how a character is chosen, as in `Sampling`: 0 takes the most likely one (greedy)
    random_seed  of the random numbers: step n draws the n-th, so that another temperature meets the same ones
    user_chosen  characters to take at some steps instead of the network's choice, {number: character}
    target       what the network was trained on: "copy", primed by refeeding, or "next", primed the standard way
    Raises InvalidInput, which names the argument, for anything else: before the first step, by the call itself.
    """
    length = check_whole("length", "The length", length, 0, MAXIMUM_LENGTH)
    target = check_choice("target", "The target", target, PRIMING_OF)
    sampling = Sampling(temperature, top_k, top_p)
    priming = PRIMING_OF[target] if priming is None else priming
    continuation = Continuation(parameters, vocabulary, seed, priming, sampling, random_seed, user_chosen)
    if late := [number for number in continuation.user_chosen if number >= length]:
        raise InvalidInput("user_chosen", f"Step {late[0]} is not among the {length:,} that are generated, from 0 on.")
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
        _check_network(parameters, vocabulary)
        self.parameters, self.vocabulary, self.seed = parameters, vocabulary, _checked_seed(seed)
        self.priming = check_choice("priming", "The priming", priming, PRIMINGS)
        random_seed = check_whole("random_seed", "The random seed", random_seed, 0, MAXIMUM_RANDOM_SEED)
        self.sampling, self.random_seed, self.user_chosen = sampling, random_seed, _checked_choices(user_chosen)
        self.characters: list[str] = []
        self._taken = {number: _encode_chosen(vocabulary, character) for number, character in self.user_chosen.items()}
        self._dice = _dice(random_seed)
        self._next = _prime(parameters, vocabulary.encode(seed, field="seed"), priming)  # what goes in, and meets what
        self._kept = [self._next]

    def write(self, length: int, seconds: float = float("inf")) -> None:
        """Write on until there are `length` characters, or about this many seconds are over."""
        end = monotonic() + seconds
        for number in range(len(self.characters), min(length, MAXIMUM_LENGTH)):
            if number == KEPT_EVERY * len(self._kept):
                self._kept.append(self._next)
            self._next = self._go_on(number, *self._next)
            self.characters.append(self.vocabulary.characters[self._next[0]])
            if monotonic() > end:
                break

    def step(self, number: int) -> Step:
        """Return the step that wrote, or would write, the character of this number; it is computed anew."""
        return next(self.steps_from(number))

    def steps_from(self, number: int) -> Iterator[Step]:
        """Yield the steps from this number on, up to the longest text that there may be."""
        x, a_previous = self._before(number)
        for n in range(number, MAXIMUM_LENGTH):
            step, chosen = self._step(n, x, a_previous)
            yield step
            x, a_previous = chosen, step.a

    def with_choices(self, user_chosen: Mapping[int, str]) -> Continuation:
        """Return this continuation with other characters chosen; what is written before the first of them is kept."""
        other = Continuation(
            self.parameters, self.vocabulary, self.seed, self.priming, self.sampling, self.random_seed, user_chosen
        )
        numbers = self.user_chosen.keys() | user_chosen.keys()
        first = min((n for n in numbers if self.user_chosen.get(n) != user_chosen.get(n)), default=MAXIMUM_LENGTH)
        other.characters = self.characters[:first]
        other._kept = self._kept[: 1 + first // KEPT_EVERY]
        other._next = other._before(len(other.characters))
        return other

    def _before(self, number: int) -> tuple[int, np.ndarray]:
        """Return what the step of this number reads: a character's index, and the activation (H,) that it meets."""
        kept = min(number // KEPT_EVERY, len(self._kept) - 1)
        x, a_previous = self._kept[kept]
        for n in range(KEPT_EVERY * kept, number):
            x, a_previous = self._go_on(n, x, a_previous)
        return x, a_previous

    def _go_on(self, number: int, x: int, a_previous: np.ndarray) -> tuple[int, np.ndarray]:
        """Return what the step after this one reads."""
        _, a, o = forward_step(self.parameters, x, a_previous)
        return self._chosen(number, o), a

    def _chosen(self, number: int, o: np.ndarray) -> int:
        """Return the index that a step chooses by its logits (K,), or that the visitor chose."""
        if number in self._taken:
            return self._taken[number]
        if self.sampling.is_greedy:
            return int(o.argmax())
        return draw(self._distributions(o)[1], self._dice[number])

    def _distributions(self, o: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the distribution (K,) at the temperature, and what truncation leaves of it."""
        before_truncation = distribution_at(o, self.sampling.temperature)
        return before_truncation, truncate(before_truncation, self.sampling.top_k, self.sampling.top_p)

    def _step(self, number: int, x: int, a_previous: np.ndarray) -> tuple[Step, int]:
        """Return the step that reads character index x after a_previous (H,), and the index that it chooses."""
        s, a, o = forward_step(self.parameters, x, a_previous)
        before_truncation, distribution = self._distributions(o)
        characters, chosen = self.vocabulary.characters, self._chosen(number, o)
        step = Step(
            number,
            characters[x],
            a_previous,
            s,
            a,
            o,
            softmax(o),
            before_truncation,
            distribution,
            float(self._dice[number]),
            characters[chosen],
            number in self._taken,
        )
        return step, chosen


@lru_cache(FEW_SEEDS)
def _dice(random_seed: int) -> np.ndarray:
    """Return the random numbers of all steps that there may be, (2000,), not to be changed."""
    numbers = np.random.RandomState(random_seed).random_sample(MAXIMUM_LENGTH)
    numbers.setflags(write=False)
    return numbers


def _prime(parameters: Parameters, indices: np.ndarray, priming: str) -> tuple[int, np.ndarray]:
    """Read the seed: return the character index that goes in next, and the activation (H,) that it meets."""
    read = indices if priming == "refeed" else indices[:-1]
    a = forward(parameters, read).a[-1] if len(read) else np.zeros(parameters.hidden_size)
    return int(indices[-1]), a


def _encode_chosen(vocabulary: Vocabulary, character: str) -> int:
    characters = characters_of(character, "user_chosen")
    if len(characters) != 1:
        raise InvalidInput("user_chosen", f"A step takes one character, not {len(characters)}.")
    return int(vocabulary.encode(characters, field="user_chosen")[0])


def _checked_choices(user_chosen) -> dict[int, str]:
    """Return what is chosen at which step, with plain ints. Raises InvalidInput for a step that there cannot be."""
    if user_chosen is None:
        return {}
    check_kind("user_chosen", "What is chosen", user_chosen, Mapping, "Give {number of a step: character}.")
    label = "The number of a step in user_chosen"
    return {
        check_whole("user_chosen", label, number, 0, MAXIMUM_LENGTH - 1): character
        for number, character in user_chosen.items()
    }


def _checked_seed(seed) -> str | Sequence[str]:
    if isinstance(seed, list | tuple) and len(seed):
        return seed
    if isinstance(seed, list | tuple) or (isinstance(seed, str) and not seed):
        raise InvalidInput("seed", "The seed is empty. Type at least one character to start from.")
    return check_text("seed", "The seed", seed)


def _check_network(parameters, vocabulary) -> None:
    check_kind("parameters", "The network", parameters, Parameters)
    check_kind("vocabulary", "The vocabulary", vocabulary, Vocabulary)
    if len(vocabulary) != parameters.vocabulary_size:
        raise InvalidInput(
            "vocabulary",
            f"The vocabulary has {len(vocabulary):,} characters, but the network {parameters.vocabulary_size:,}.",
        )
