"""The parts of a pre-activation, and the line that the dice falls on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.composition import compose, stretches
from rnn.generation import draw
from tests.networks import cases


@given(cases())
def test_the_parts_add_up_to_the_pre_activation_of_every_step(case):
    """W a_{t-1}, the picked column of U, and b sum to the s that the forward pass computed."""
    for t, x in enumerate(case.inputs):
        parts = compose(case.parameters, x, case.trace.a_previous[t])
        np.testing.assert_allclose(parts.from_state + parts.from_input + parts.from_bias, case.trace.s[t], atol=1e-12)
        np.testing.assert_allclose(parts.s, case.trace.s[t], atol=1e-12)


def test_stretches_lie_side_by_side_and_are_as_long_as_the_probabilities():
    """Three probabilities cut the line from 0 to 1 at their running sums."""
    expected = [[0, 0.25], [0.25, 0.75], [0.75, 1]]
    np.testing.assert_allclose(stretches(np.array([0.25, 0.5, 0.25])), expected)


@given(st.integers(1, 9), st.floats(0, 1, exclude_max=True), st.integers(0, 1000))
def test_the_dice_falls_on_the_stretch_of_the_character_that_is_drawn(size, dice, seed):
    """What generation draws is the character whose stretch holds the dice."""
    weights = np.random.RandomState(seed).random_sample(size) + 1e-3
    distribution = weights / weights.sum()
    start, end = stretches(distribution)[draw(distribution, dice)]

    assert start - 1e-12 <= dice <= end + 1e-12


def test_the_last_stretch_ends_at_one_whatever_the_rounding():
    """Probabilities that add up to a little less than 1 leave no gap at the end."""
    assert stretches(np.full(10, 0.1 - 1e-9))[-1, 1] == pytest.approx(1, abs=0)
