"""Generation: the network goes on from a seed, one character after another."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from rnn.errors import InvalidInput
from rnn.network import forward, softmax
from rnn.parameters import Parameters
from rnn.settings import MAXIMUM_RANDOM_SEED
from rnn.vocabulary import Vocabulary

PRIMINGS = ("refeed", "standard")
MAXIMUM_LENGTH = 2000


@dataclass(frozen=True)
class Step:
    """One generated character, and every number that led to it.

    number       0 for the first generated character
    input        the character that went in
    a_previous   (H,) the activation before this step
    s, a         (H,) pre-activation and activation      o (K,) logits
    y_pred       (K,) softmax(o), the network's own distribution
    distribution (K,) what was chosen from: softmax(o / temperature); all on the largest logit at temperature 0
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
    distribution: np.ndarray
    dice: float
    character: str
    was_forced: bool


def generate(
    parameters: Parameters,
    vocabulary: Vocabulary,
    seed: str,
    length: int,
    priming: str = "refeed",
    temperature: float = 0.0,
    random_seed: int = 0,
    forced: Mapping[int, str] | None = None,
) -> Iterator[Step]:
    """Go on from the seed for `length` characters, yielding a Step for each (the notebook's autoregressive_generation).

    priming      "refeed", the notebook's: the last letter of the seed is fed twice; "standard": every letter once
    temperature  0 takes the most likely character (greedy); above 0, characters are drawn from softmax(o / temperature)
    random_seed  of the dice: step n draws the n-th number, so that another temperature meets the same dice
    forced       characters to take at some steps instead of the network's choice, {number: character}
    Raises InvalidInput for an empty seed, an unknown character, priming, length, temperature or random seed, and
    for a forced character that is not one.
    """
    _check(seed, length, priming, temperature, random_seed)
    indices = vocabulary.encode(seed, field="seed")
    forced = {number: _encode_forced(vocabulary, character) for number, character in (forced or {}).items()}
    dice = np.random.RandomState(random_seed).random_sample(length)
    return _steps(parameters, vocabulary, indices, priming, temperature, dice, forced)


def distribution_at(o: np.ndarray, temperature: float) -> np.ndarray:
    """Return softmax(o / temperature) along the last axis; at temperature 0, its limit: 1 at the largest logit.

    Raises InvalidInput for a temperature that is negative or not finite.
    """
    _check_temperature(temperature)
    if temperature == 0:
        return np.eye(o.shape[-1])[o.argmax(axis=-1)]
    with np.errstate(over="ignore"):
        scaled = (o - o.max(axis=-1, keepdims=True)) / temperature  # at most 0, so a tiny temperature cannot overflow
    return softmax(scaled)


def draw(distribution: np.ndarray, dice: float) -> int:
    """Return the index whose stretch of the cumulative distribution (K,) the dice, in [0, 1), falls on."""
    cumulative = np.cumsum(distribution)
    return int(np.searchsorted(cumulative, dice * cumulative[-1], side="right"))  # the last may be 1 but for rounding


def _steps(parameters, vocabulary, indices, priming, temperature, dice, forced) -> Iterator[Step]:
    read = indices if priming == "refeed" else indices[:-1]
    a_previous = forward(parameters, read).a[-1] if len(read) else np.zeros(parameters.hidden_size)
    x = indices[-1]
    for number, thrown in enumerate(dice):
        trace = forward(parameters, [x], a_previous)
        distribution = distribution_at(trace.o[0], temperature)
        chosen = forced.get(number, draw(distribution, thrown))
        yield Step(
            number, vocabulary.characters[x], a_previous, trace.s[0], trace.a[0], trace.o[0], trace.y_pred[0],
            distribution, float(thrown), vocabulary.characters[chosen], number in forced,
        )  # fmt: skip
        a_previous, x = trace.a[0], chosen


def _encode_forced(vocabulary: Vocabulary, character: str) -> int:
    if len(character) != 1:
        raise InvalidInput("forced", f"A step takes one character, not {len(character)}.")
    return int(vocabulary.encode(character, field="forced")[0])


def _check(seed: str, length: int, priming: str, temperature: float, random_seed: int) -> None:
    if not seed:
        raise InvalidInput("seed", "The seed is empty. Type at least one character to start from.")
    if priming not in PRIMINGS:
        raise InvalidInput("priming", f"The priming is “refeed” or “standard”, not “{priming}”.")
    if not isinstance(length, int) or not 0 <= length <= MAXIMUM_LENGTH:
        raise InvalidInput("length", f"The length is a whole number from 0 to {MAXIMUM_LENGTH:,}, not {length}.")
    if not isinstance(random_seed, int) or not 0 <= random_seed <= MAXIMUM_RANDOM_SEED:
        raise InvalidInput(
            "random_seed",
            f"The random seed is a whole number from 0 to {MAXIMUM_RANDOM_SEED:,}, not {random_seed}.",
        )
    _check_temperature(temperature)


def _check_temperature(temperature: float) -> None:
    if not (math.isfinite(temperature) and temperature >= 0):
        raise InvalidInput("temperature", f"The temperature is 0 or more, not {temperature}.")
