"""What counting alone would reach: the losses that a network has to beat, and texts drawn from the counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.errors import check_index
from rnn.generation.continuation import draw


@dataclass(frozen=True)
class Baseline:
    """A model without memory: the distribution of the target, given nothing but the input.

    probabilities  (K, K); row k is the distribution of the target where the input has index k; rows sum to 1
    """

    probabilities: np.ndarray

    def loss(self, inputs: np.ndarray, targets: np.ndarray) -> float:
        """Return the mean of -log p(target | input) over indices inputs (T,) and targets (T,), in nats per character.

        They may be those it was counted on, or others; infinite if a target was given no probability at all.
        """
        with np.errstate(divide="ignore"):
            losses = -np.log(self.probabilities)
        return float(losses[inputs, targets].mean()) + 0.0  # never -0.0

    def sample(self, start: int, length: int, random_seed: int = 0) -> np.ndarray:
        """Return `length` indices, (length,) int64, each drawn given the one before it, the first one given `start`.

        The random numbers are those of `generate` at the same random seed.
        Raises InvalidInput if `start` is not an index of a character.
        """
        current = check_index("start", start, len(self.probabilities))
        drawn = np.empty(length, dtype=np.int64)
        for step, u in enumerate(np.random.RandomState(random_seed).random_sample(length)):
            drawn[step] = current = draw(self.probabilities[current], u)
        return drawn


def uniform(K: int) -> float:
    """Return the loss of a model that gives each of K characters the same probability: ln K nats per character."""
    return float(np.log(K))


def unigram(targets: np.ndarray, K: int, added: float = 1.0) -> Baseline:
    """Count how often each character is the target, whatever the input: p(j) = (n_j + added) / (T + added K).

    targets  (T,) indices in 0..K-1
    added    to each count, so that nothing is impossible; 1 is Laplace's rule of succession
    The equation is Lidstone's; see Manning and Schütze, "Foundations of Statistical Natural Language Processing"
    (1999), section 6.2.2.
    """
    counts = np.bincount(targets, minlength=K).astype(float)
    return Baseline(np.broadcast_to(_shares(counts, added), (K, K)))


def bigram(inputs: np.ndarray, targets: np.ndarray, K: int, added: float = 1.0) -> Baseline:
    """Count how often each target goes with each input: p(j | k) = (n_kj + added) / (n_k + added K).

    inputs, targets  (T,) indices in 0..K-1; for target "next" these are the pairs of neighbours, or bigrams
    added            to each count, as in `unigram`
    """
    counts = np.bincount(np.asarray(inputs) * K + targets, minlength=K * K).astype(float)
    return Baseline(_shares(counts.reshape(K, K), added))


def _shares(counts: np.ndarray, added: float) -> np.ndarray:
    """Return counts (..., K) plus `added` as shares of their sum along the last axis; all equal where all are 0."""
    raised = counts + added
    total = raised.sum(axis=-1, keepdims=True)
    return np.divide(raised, total, out=np.full_like(raised, 1 / counts.shape[-1]), where=total > 0)
