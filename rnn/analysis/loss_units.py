"""The units that a loss can be given in: nats over a window, nats or bits a character, perplexity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class LossUnit:
    """One of them.

    name      for a control
    axis      the title of an axis
    sentence  a format for a number in a sentence, and for how many steps a window has
    convert   takes nats a character (…,) and the steps of a window to this unit
    """

    name: str
    axis: str
    sentence: str
    convert: Callable[[np.ndarray, int], np.ndarray]

    def say(self, nats: float, steps: int) -> str:
        """Return a loss, given in nats a character, as a number with its unit; what rounding left below 0 is 0."""
        number = float(self.convert(np.float64(max(nats, 0.0)), steps))
        return self.sentence.format(number, steps=f"{steps:,} step{'s' if steps > 1 else ''}")


def perplexity(nats: np.ndarray) -> np.ndarray:
    """Return e^nats: among how many equally likely characters a guess would cost as much; infinite from 709 nats on."""
    with np.errstate(over="ignore"):
        return np.exp(nats)


NATS = LossUnit(
    "nats", "loss (nats, summed over the steps)", "{:.4g} nats over {steps}", lambda nats, steps: nats * steps
)
NATS_PER_CHARACTER = LossUnit(
    "nats a character", "loss (nats a character)", "{:.3g} nats a character", lambda nats, steps: nats
)
BITS_PER_CHARACTER = LossUnit(
    "bits a character", "loss (bits a character)", "{:.3g} bits a character", lambda nats, steps: nats / np.log(2)
)
PERPLEXITY = LossUnit(
    "perplexity",
    "perplexity (equally likely characters)",
    "a perplexity of {:.3g}",
    lambda nats, steps: perplexity(nats),
)
UNITS = (NATS, NATS_PER_CHARACTER, BITS_PER_CHARACTER, PERPLEXITY)
