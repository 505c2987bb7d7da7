"""Sampling: what a temperature makes of the logits, and what the dice make of a distribution."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.errors import InvalidInput
from rnn.generation import distribution_at, draw

logits = st.lists(st.floats(-100, 100), min_size=1, max_size=8).map(np.array)


@given(logits, st.floats(1e-3, 1e3))
def test_a_temperature_keeps_the_order_and_gives_a_distribution(o, temperature):
    """Whatever the temperature, probabilities sum to 1 and no larger logit has a smaller one."""
    distribution = distribution_at(o, temperature)

    assert distribution.sum() == pytest.approx(1, rel=1e-12)
    assert (np.diff(distribution[np.argsort(o)]) >= 0).all()


def test_temperature_1_is_the_networks_own_distribution():
    """At temperature 1, logits ln 1, ln 2 and ln 5 are 1, 2 and 5 eighths; at 1/2, as their squares, of 30."""
    o = np.log([1, 2, 5])

    np.testing.assert_allclose(distribution_at(o, 1), [1 / 8, 2 / 8, 5 / 8], rtol=1e-12)
    np.testing.assert_allclose(distribution_at(o, 0.5), [1 / 30, 4 / 30, 25 / 30], rtol=1e-12)


@given(logits)
def test_a_huge_temperature_makes_all_alike(o):
    """Towards infinity every character becomes as likely as any other."""
    np.testing.assert_allclose(distribution_at(o, 1e300), np.full(len(o), 1 / len(o)), rtol=1e-12)


@pytest.mark.parametrize("temperature", [0.0, 5e-324, 1e-300, 1e-6])
def test_a_tiny_temperature_takes_the_largest(temperature):
    """Towards 0, and at 0, all the probability is on the largest logit; nothing overflows."""
    rows = np.array([[1.0, 3.0, 2.0], [-5.0, -700.0, -6.0]])

    np.testing.assert_array_equal(distribution_at(rows, temperature), [[0, 1, 0], [1, 0, 0]])


@pytest.mark.parametrize("temperature", [-1e-9, float("nan"), float("inf")])
def test_a_distribution_at_no_temperature_is_refused(temperature):
    """Negative, NaN and infinite temperatures are named."""
    with pytest.raises(InvalidInput, match="The temperature is 0 or more") as error:
        distribution_at(np.zeros(3), temperature)

    assert error.value.field == "temperature"


@pytest.mark.parametrize(
    ("distribution", "dice", "chosen"),
    [
        ([0.25, 0.5, 0.25], 0.0, 0),
        ([0.25, 0.5, 0.25], 0.2499, 0),
        ([0.25, 0.5, 0.25], 0.25, 1),
        ([0.25, 0.5, 0.25], 0.75, 2),
        ([0.25, 0.5, 0.25], 1 - 2**-53, 2),
        ([0.0, 1.0, 0.0], 0.0, 1),
        ([0.0, 1.0, 0.0], 1 - 2**-53, 1),
        ([1.0], 0.5, 0),
    ],
)
def test_a_draw_at_the_edges(distribution, dice, chosen):
    """A stretch holds its lower end and not its upper one; what has no stretch is never drawn."""
    assert draw(np.array(distribution), dice) == chosen


@given(
    st.lists(st.one_of(st.just(0.0), st.floats(1e-12, 1)), min_size=1, max_size=10).filter(any),
    st.one_of(st.floats(0, 1, exclude_max=True), st.just(1 - 2**-53), st.just(0.0)),
)
def test_nothing_is_drawn_that_has_no_probability(weights, dice):
    """However the probabilities round, the one drawn is above 0."""
    distribution = np.array(weights) / sum(weights)

    assert distribution[draw(distribution, dice)] > 0
