"""The broken backward passes: each is broken in the way it says, and the loss curves show it."""

import numpy as np
import pytest
from hypothesis import given, settings

from rnn.analysis.backward_bugs import BACKWARD_BUGS, Comparison, Descent, broken_backward
from rnn.model.network import backward
from rnn.model.parameters import Parameters
from tests.analysis.test_gradient_check import alphabet
from tests.support.networks import Case, cases, random_case


def broken_losses(case: Case, learning_rate: float, bug: str, epochs: int) -> np.ndarray:
    """Return the loss before every update of a descent with this mistake, and after the last of `epochs`."""
    descent = Descent(case.parameters, case.inputs, case.targets, learning_rate, bug)
    for _ in range(epochs + 1):
        descent.step()
    return np.array(descent.losses)


@settings(max_examples=25, deadline=None)
@given(cases())
def test_without_a_breakage_nothing_is_broken(case):
    """The bug "none" gives what `network.backward` gives."""
    expected = backward(case.parameters, case.trace, case.inputs, case.targets)

    unbroken = broken_backward(case.parameters, case.trace, case.inputs, case.targets, "none")

    np.testing.assert_allclose(unbroken.theta, expected.theta, rtol=1e-12, atol=1e-14)


def test_the_broken_gradients_are_wrong_in_the_way_they_say():
    """Each mistake is the one named: on a text of one step only tanh' can be forgotten, and a wrong sign flips all."""
    case = random_case(T=1)
    right, dropped, forgotten, flipped = (
        broken_backward(case.parameters, case.trace, case.inputs, case.targets, bug) for bug in BACKWARD_BUGS
    )

    assert np.allclose(dropped.theta, right.theta)
    assert np.allclose(forgotten.b * (1 - case.trace.a[0] ** 2), right.b)
    assert np.allclose(flipped.theta, -right.theta)


def test_dropping_the_recurrent_term_leaves_the_output_alone():
    """V and c do not need the way back through time; W, U and b do."""
    case = random_case()
    right, dropped = (
        broken_backward(case.parameters, case.trace, case.inputs, case.targets, bug) for bug in BACKWARD_BUGS[:2]
    )

    assert np.allclose(dropped.V, right.V)
    assert not np.allclose(dropped.W, right.W)


def test_an_unknown_breakage_is_refused():
    """A bug that does not exist is named in the error."""
    case = random_case()

    with pytest.raises(ValueError, match="upside down"):
        broken_backward(case.parameters, case.trace, case.inputs, case.targets, "upside down")


def test_the_loss_curves_show_the_mistakes():
    """The right gradient lowers the loss, the wrong sign raises it; nothing else is changed."""
    case = alphabet()
    before = case.parameters.theta.copy()

    right, flipped = (broken_losses(case, 0.01, bug, epochs=50) for bug in ("none", "wrong sign"))

    assert len(right) == len(flipped) == 51
    assert right[0] == flipped[0] == case.loss
    assert right[-1] < right[0] < flipped[-1]
    assert np.array_equal(case.parameters.theta, before)


def test_a_loss_curve_ends_where_the_numbers_do():
    """With updates that leave the finite numbers the curve stops at the last finite loss."""
    case = random_case()

    losses = broken_losses(case, 1e308, "wrong sign", epochs=20)

    assert 1 <= len(losses) < 21
    assert np.isfinite(losses).all()


def test_a_race_is_each_descent_on_its_own():
    """However it is advanced, each curve of a comparison is the loss curve of its bug alone."""
    case = random_case(T=4)
    comparison = Comparison(case.parameters, case.inputs, case.targets, 0.1)
    before = case.parameters.theta.copy()

    for _ in range(5):
        comparison.advance(seconds=0)

    for bug, descent in comparison.descents.items():
        expected = broken_losses(case, 0.1, bug, epochs=4)
        assert descent.losses == pytest.approx(expected)
    assert not comparison.is_finished
    assert np.array_equal(case.parameters.theta, before)


def test_a_race_ends():
    """It ends at its last epoch, sooner for a larger network; a runner that left the numbers holds nobody up."""
    small, large = alphabet(hidden_size=10), alphabet(hidden_size=60)
    comparison = Comparison(small.parameters, small.inputs, small.targets, 1e307)
    comparison.advance(seconds=60)

    assert comparison.is_finished
    assert comparison.descents["wrong sign"].is_stopped
    assert Comparison(large.parameters, large.inputs, large.targets, 0.1).epochs < comparison.epochs

    comparison = Comparison(small.parameters, small.inputs, small.targets, 0.01)
    comparison.epochs = 3
    comparison.advance(seconds=60)
    assert [len(descent.losses) for descent in comparison.descents.values()] == [4, 4, 4, 4]


def gradients_with_a_mistake(case: Case, bug: str) -> Parameters:
    """Go back step by step, as the notebook does, with one mistake."""
    W, _, _, V, _ = case.parameters
    gradients = Parameters.zeros(case.parameters.hidden_size, case.parameters.vocabulary_size)
    da_next = np.zeros_like(case.a_start)
    for t in reversed(range(len(case.inputs))):
        a, y_true = case.trace.a[t], np.eye(len(V))[case.targets[t]]
        do = (case.trace.y_pred[t] - y_true) * (-1 if bug == "wrong sign" else 1)
        ds = (V.T @ do + da_next) * (1 if bug == "forget tanh'" else 1 - a**2)
        da_next = 0 * ds if bug == "drop the recurrent term" else W.T @ ds
        gradients.W[:] += np.outer(ds, case.trace.a[t - 1] if t else case.a_start)
        gradients.U[:, case.inputs[t]] += ds
        gradients.b[:] += ds
        gradients.V[:] += np.outer(do, a)
        gradients.c[:] += do
    return gradients


@pytest.mark.parametrize("bug", BACKWARD_BUGS)
@settings(max_examples=25, deadline=None)
@given(case=cases())
def test_each_mistake_is_the_one_it_is_called_after(bug, case):
    """Every gradient is that of a way back, written out step by step, with the same mistake."""
    broken = broken_backward(case.parameters, case.trace, case.inputs, case.targets, bug)

    np.testing.assert_allclose(broken.theta, gradients_with_a_mistake(case, bug).theta, rtol=1e-9, atol=1e-12)
