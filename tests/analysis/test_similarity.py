"""Similarity: cosines against angles known by hand."""

import math

import numpy as np
import pytest

from rnn.analysis.similarity import Pair, cosines, input_similarities, nearest_pairs, output_similarities
from rnn.model.parameters import Parameters


def test_cosines_of_known_angles():
    """Vectors at 45, 90 and 180 degrees have the cosines of those angles, whatever their lengths."""
    vectors = np.array([[1.0, 0.0], [3.0, 3.0], [0.0, 0.5], [-2.0, 0.0]])

    similarities = cosines(vectors)

    assert similarities[0] == pytest.approx([1, math.sqrt(0.5), 0, -1])
    assert np.array_equal(similarities, similarities.T)


def test_a_vector_of_zeros_is_like_nothing():
    """What has no direction has the cosine 0 with everything."""
    assert cosines(np.array([[0.0, 0.0], [1.0, 0.0]])).tolist() == [[0, 0], [0, 1]]


def test_characters_are_columns_of_U_and_rows_of_V():
    """Inputs are compared by columns of U, outputs by rows of V."""
    parameters = Parameters.random(4, 3, scale=1.0)
    U, V = parameters.U, parameters.V

    heard, written = input_similarities(parameters), output_similarities(parameters)

    assert heard.shape == written.shape == (3, 3)
    assert heard[0, 2] == pytest.approx(U[:, 0] @ U[:, 2] / math.hypot(*U[:, 0]) / math.hypot(*U[:, 2]))
    assert written[0, 2] == pytest.approx(V[0] @ V[2] / math.hypot(*V[0]) / math.hypot(*V[2]))


def test_the_nearest_pairs_come_first():
    """Each pair is named once, the most similar first, and never a character with itself."""
    similarities = np.array([[1.0, 0.1, 0.9], [0.1, 1.0, -0.5], [0.9, -0.5, 1.0]])

    assert nearest_pairs(similarities, count=2) == (Pair(0, 2, 0.9), Pair(0, 1, 0.1))
    assert len(nearest_pairs(similarities)) == 3
    assert nearest_pairs(np.ones((1, 1))) == ()
