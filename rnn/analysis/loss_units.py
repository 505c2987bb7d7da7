"""The units that a loss can be given in: nats over a window, nats or bits per character, perplexity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rnn.text.numbers import counted, significant


@dataclass(frozen=True)
class LossUnit:
    """One of them.

    name      for a control
    axis      the title of an axis
    sentence  how a loss is put in a sentence: {loss} is its number, {steps} the steps of a window
    digits    with how many that number is written
    convert   takes nats per character (…,) and the steps of a window to this unit
    """

    name: str
    axis: str
    sentence: str
    convert: Callable[[np.ndarray, int], np.ndarray]
    digits: int = 3

    def say(self, nats: float, steps: int) -> str:
        """Return a loss, given in nats per character, as a number with its unit; what rounding left below 0 is 0."""
        loss = float(self.convert(np.float64(max(nats, 0.0)), steps))
        return self.sentence.format(loss=significant(loss, self.digits), steps=counted(steps, "step"))


def perplexity(nats: np.ndarray) -> np.ndarray:
    """Return e^nats: among how many equally likely characters a guess would cost as much; infinite from 709 nats on."""
    with np.errstate(over="ignore"):
        return np.exp(nats)


NATS = LossUnit(
    "nats", "loss (nats, summed over the steps)", "{loss} nats over {steps}", lambda nats, steps: nats * steps, 4
)
NATS_PER_CHARACTER = LossUnit(
    "nats per character", "loss (nats per character)", "{loss} nats per character", lambda nats, steps: nats
)
BITS_PER_CHARACTER = LossUnit(
    "bits per character", "loss (bits per character)", "{loss} bits per character", lambda nats, steps: nats / np.log(2)
)
PERPLEXITY = LossUnit(
    "perplexity",
    "perplexity (equally likely characters)",
    "a perplexity of {loss}",
    lambda nats, steps: perplexity(nats),
)
UNITS = (NATS, NATS_PER_CHARACTER, BITS_PER_CHARACTER, PERPLEXITY)
