"""Which characters are similar to the network: as inputs (columns of U) and as outputs (rows of V)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.model.parameters import Parameters


@dataclass(frozen=True)
class Pair:
    """Two characters, by index, first < second, and the cosine between their vectors, -1 to 1."""

    first: int
    second: int
    similarity: float


def input_similarities(parameters: Parameters) -> np.ndarray:
    """Return the cosines (K, K) between the columns of U: 1 means that two characters push the state the same way."""
    return cosines(parameters.U.T)


def output_similarities(parameters: Parameters) -> np.ndarray:
    """Return the cosines (K, K) between the rows of V: 1 means that the same states speak for two characters."""
    return cosines(parameters.V)


def cosines(vectors: np.ndarray) -> np.ndarray:
    """Return the cosine of the angle between every two of the vectors (n, H): (n, n), symmetric, 1 on the diagonal.

    A vector of zeros has no direction: its cosine with every vector is 0, with itself too.
    """
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    directions = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return np.clip(directions @ directions.T, -1, 1)


def nearest_pairs(similarities: np.ndarray, count: int = 10) -> tuple[Pair, ...]:
    """Return the `count` most similar pairs, or all there are, the most similar first.

    similarities  (K, K), symmetric
    """
    first, second = np.triu_indices(len(similarities), k=1)
    values = similarities[first, second]
    order = np.argsort(-values, kind="stable")[:count]
    return tuple(Pair(int(first[n]), int(second[n]), float(values[n])) for n in order)
