"""What the network expects at one step, at any temperature, and how well that meets the target."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rnn.analysis.scores import entropy_bits, ranks
from rnn.generation.sampling import distribution_at


@dataclass(frozen=True)
class Expectation:
    """The logits o (K,) of one step, the index of its target, and the temperature of the softmax.

    Raises InvalidInput, where the probabilities are asked for, if the temperature is negative or not finite.
    """

    o: np.ndarray
    target: int
    temperature: float = 1.0

    @cached_property
    def probabilities(self) -> np.ndarray:
        """softmax(o / temperature), (K,), which sum to 1; at temperature 0 all on the largest logit."""
        return distribution_at(self.o, self.temperature)

    @property
    def top_prediction(self) -> int:
        """The index of the most likely character, at any temperature."""
        return int(self.o.argmax())

    @property
    def target_probability(self) -> float:
        return float(self.probabilities[self.target])

    @property
    def target_rank(self) -> int:
        """The target's rank, 1 for the most likely character; a temperature does not change it."""
        return int(ranks(self.o[None], np.array([self.target]))[0])

    @property
    def entropy_bits(self) -> float:
        """How unsure the network is, in bits: 0 if certain, log2 K if every character is as likely as any other."""
        return float(entropy_bits(self.probabilities)) + 0.0  # never -0.0
