"""One update taken apart: its errors against finite differences, its losses and its change by hand."""

import numpy as np
import pytest

from rnn.analysis.one_update import take_apart
from rnn.model.excerpts import Excerpt
from rnn.model.optimisers import Clipping
from tests.support.networks import random_case

NUDGE = 1e-6
UNCLIPPED = Clipping()


def loss_with(case, step: int, unit: int, nudge: float) -> float:
    """Return the loss of a case where one pre-activation is nudged, from loops of their own."""
    W, U, b, V, c = case.parameters
    a, loss = case.a_start, 0.0
    for t, (x, target) in enumerate(zip(case.inputs, case.targets, strict=True)):
        s = W @ a + U[:, x] + b
        if t == step:
            s[unit] += nudge
        a = np.tanh(s)
        e = np.exp(V @ a + c)
        loss -= np.log(e[target] / e.sum())
    return loss


def apart(case, after=None, clipping=UNCLIPPED, rate=0.1):
    """Return the update of a case, which goes to these parameters."""
    window = Excerpt(3, case.inputs, case.targets)
    return take_apart(case.parameters, after, window, case.a_start, clipping, rate)


@pytest.mark.parametrize("T", [1, 2, 6])
def test_the_errors_are_how_the_loss_changes_with_each_pre_activation(T):
    """At every step and unit, from the state that the window begins in."""
    case = random_case(T=T)
    ds = apart(case).steps.ds
    by_nudges = [
        [(loss_with(case, t, i, NUDGE) - loss_with(case, t, i, -NUDGE)) / (2 * NUDGE) for i in range(4)]
        for t in range(T)
    ]

    np.testing.assert_allclose(ds, by_nudges, rtol=1e-6, atol=1e-8)


def test_the_losses_are_those_of_the_same_window_before_and_after():
    """From the same state too; and the change is the difference of the parameters, number by number."""
    case, other = random_case(), random_case(seed=1)
    other = type(other)(other.parameters, case.inputs, case.targets, case.a_start)
    one = apart(case, other.parameters)

    assert one.is_made
    assert one.losses.sum() == pytest.approx(loss_with(case, 0, 0, 0.0), rel=1e-12)
    assert one.losses_after.sum() == pytest.approx(loss_with(other, 0, 0, 0.0), rel=1e-12)
    np.testing.assert_array_equal(one.change.theta, other.parameters.theta - case.parameters.theta)


def test_the_gradient_is_clipped_as_the_bounds_say():
    """By norm it keeps its direction, and has that norm; without bounds it stays as it is."""
    bounded, free = apart(random_case(), clipping=Clipping(norm=0.5)), apart(random_case())

    assert np.linalg.norm(bounded.clipped) == pytest.approx(0.5)
    np.testing.assert_allclose(bounded.clipped / 0.5, free.gradient / np.linalg.norm(free.gradient))
    np.testing.assert_array_equal(free.clipped, free.gradient)


def test_where_no_update_is_made_nothing_changes():
    """The losses after are those before, and all changes are 0."""
    one = apart(random_case())

    assert not one.is_made
    assert not one.change.theta.any()
    np.testing.assert_array_equal(one.losses_after, one.losses)
