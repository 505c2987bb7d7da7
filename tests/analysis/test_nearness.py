"""Pairs of states that are close, in full and in a picture of them: by hand, and against a slow search."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.analysis.dynamics import fit_basis
from rnn.analysis.nearness import StatePair, measure_nearness


def test_two_states_that_lie_together_in_the_plane_can_be_far_apart():
    """Points above each other coincide when seen from above; the two that are really closest are others."""
    states = np.array([[0, 0, 0], [0, 0, 4], [5, 0, 0], [5, 1, 0], [-9, 0, 2]], float)

    nearness = measure_nearness(states, states[:, :2])

    assert nearness.misleading == StatePair(0, 1, 4, 0)
    assert nearness.closest == StatePair(2, 3, pytest.approx(1), pytest.approx(1))


def test_where_the_picture_leaves_nothing_out_nothing_misleads():
    """In full and in the picture all distances are the same, between equal states too."""
    states = np.array([[0.0, 0], [0.001, 0], [1, 0], [0, 0]])

    assert measure_nearness(states, states).misleading is None
    assert measure_nearness(states, states).closest.distance == 0
    assert measure_nearness(np.zeros((3, 2)), np.zeros((3, 2))).misleading is None


def test_of_a_single_state_there_is_no_pair():
    """A text of one character has one state."""
    assert measure_nearness(np.zeros((1, 2)), np.zeros((1, 2))) is None


@given(st.integers(0, 10_000), st.integers(2, 30), st.integers(1, 6), st.integers(1, 3))
def test_the_pairs_are_those_of_a_slow_search(seed, n, H, dimensions):
    """No pair is closer than the closest, and none that lies together in the picture is further apart in full."""
    states = np.random.RandomState(seed).uniform(-1, 1, (n, H))
    points = fit_basis(states).project(states)[:, :dimensions]
    pairs = [(i, j) for i in range(n) for j in range(i)]
    full = {(j, i): np.linalg.norm(states[i] - states[j]) for i, j in pairs}
    shown = {(j, i): np.linalg.norm(points[i] - points[j]) for i, j in pairs}

    nearness = measure_nearness(states, points)

    assert nearness.closest.distance == pytest.approx(min(full.values()), abs=1e-7)
    misleading = nearness.misleading
    if misleading:
        place = misleading.first, misleading.second
        assert (misleading.distance, misleading.shown) == pytest.approx((full[place], shown[place]), abs=1e-7)
        assert shown[place] <= 0.05 * max(shown.values()) + 1e-7
        assert all(full[p] <= full[place] + 1e-7 for p in full if shown[p] < 0.0499 * max(shown.values()))
