"""How well the network does on its text: loss, accuracy, entropy, ranks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.model.network import Trace, step_losses


@dataclass(frozen=True)
class Scores:
    """loss in nats, summed over the steps; right: steps whose most likely character is the target, of `steps`."""

    loss: float
    right: int
    steps: int

    @property
    def bits_per_character(self) -> float:
        """The mean loss in bits: 0 where every target is certain, log2 K for the uniform baseline."""
        return self.loss / self.steps / np.log(2)


def score(trace: Trace, targets: np.ndarray) -> Scores:
    """Return the scores of a forward pass against its targets (T,)."""
    right = trace.o.argmax(axis=1) == targets
    loss = float(np.maximum(step_losses(trace.y_pred, targets).sum(), 0))  # of certain predictions it is -1e-15
    return Scores(loss, int(right.sum()), len(targets))


def entropy_bits(distribution: np.ndarray) -> np.ndarray:
    """Return the entropy in bits along the last axis of distributions (..., K): 0 if certain, log2 K if flat."""
    logarithms = np.log2(distribution, out=np.zeros_like(distribution), where=distribution > 0)
    return -(distribution * logarithms).sum(axis=-1)


def ranks(distribution: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Return the rank of each step's target, (T,), in its distribution (T, K): 1 for the most likely character."""
    own = distribution[np.arange(len(targets)), targets]
    return 1 + (distribution > own[:, None]).sum(axis=1)
