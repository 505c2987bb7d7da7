"""Gradient flow: credit assignment, held against finite differences, and the slope against a known one."""

import numpy as np
import pytest
from hypothesis import given, settings

from rnn.analysis.gradient_flow import credit_assignment_matrix, gradients_so_far, measure_gradient_decay, split_flow
from rnn.model.network import backward, forward, step_losses
from tests.support.networks import Case, cases, random_case


def nudged_step_losses(case: Case, t: int, a: np.ndarray) -> np.ndarray:
    """Return the losses of steps t+1, t+2, ... when the activation of step t is a, and that of step t itself, first."""
    logits = case.parameters.V @ a + case.parameters.c
    own = np.logaddexp.reduce(logits) - logits[case.targets[t]]
    rest = forward(case.parameters, case.inputs[t + 1 :], a_start=a)
    return np.array([own, *step_losses(rest.y_pred, case.targets[t + 1 :])])


def blame_by_differences(case: Case, t: int, h: float = 1e-5) -> np.ndarray:
    """Return the norms of dL_k/da_t for k = t, t+1, ... by moving a_t and running the rest of the text again."""
    nudges = np.eye(case.parameters.hidden_size) * h
    a = case.trace.a[t]
    rows = [nudged_step_losses(case, t, a + nudge) - nudged_step_losses(case, t, a - nudge) for nudge in nudges]
    return np.linalg.norm(np.array(rows) / (2 * h), axis=0)


@settings(max_examples=25, deadline=None)
@given(cases())
def test_blame_is_what_moving_an_activation_does_to_each_loss(case):
    """Entry (t, k) is the norm of dL_k/da_t as finite differences of a_t give it."""
    norms = credit_assignment_matrix(case.parameters, case.trace, case.targets)

    for t in range(len(case.inputs)):
        np.testing.assert_allclose(norms[t, t:], blame_by_differences(case, t), rtol=1e-4, atol=1e-7)


def test_no_loss_blames_a_later_step():
    """Below the diagonal, where k < t, there is nothing; on it and above, everything is a number."""
    case = random_case(T=5)

    norms = credit_assignment_matrix(case.parameters, case.trace, case.targets)

    assert np.array_equal(np.isnan(norms), np.tril(np.ones((5, 5), dtype=bool), k=-1))


def test_the_split_adds_up_as_vectors_do():
    """No norm is longer than the two parts together, and what a step passes on is the future of the one before."""
    case = random_case(T=7)

    flow = split_flow(case.parameters, case.steps)

    assert np.all(flow.total <= flow.local + flow.future + 1e-12)
    assert np.all(flow.total >= np.abs(flow.local - flow.future) - 1e-12)
    np.testing.assert_allclose(flow.future, [*flow.sent_back[1:], 0])


def test_the_split_of_a_step_is_its_own_column_and_the_rest():
    """This step's error is the diagonal of the matrix; at the last step it is all there is."""
    case = random_case(T=7)

    flow = split_flow(case.parameters, case.steps)

    norms = credit_assignment_matrix(case.parameters, case.trace, case.targets)
    np.testing.assert_allclose(flow.local, np.diagonal(norms))
    assert flow.total[-1] == pytest.approx(norms[-1, -1])


def test_the_running_sums_grow_by_one_outer_product_a_step():
    """Going back by one more step adds ds_t a_{t-1}.T to dW, and nothing else."""
    case = random_case(T=4)
    trace, steps = case.trace, case.steps

    sums = [gradients_so_far(trace, steps, case.inputs, t).W for t in range(4)]

    assert np.allclose(sums[3], np.outer(steps.ds[3], trace.a[2]))
    assert np.allclose(sums[1] - sums[2], np.outer(steps.ds[1], trace.a[0]))
    assert np.allclose(sums[0] - sums[1], np.outer(steps.ds[0], case.a_start))


@settings(max_examples=25, deadline=None)
@given(cases())
def test_the_whole_way_back_gives_the_gradients(case):
    """At step 0 the running sums are what `network.backward` returns."""
    whole = gradients_so_far(case.trace, case.steps, case.inputs, t=0)

    expected = backward(case.parameters, case.trace, case.inputs, case.targets)
    assert whole.theta.tobytes() == expected.theta.tobytes()


def norms_that_shrink(factor: float, T: int, heights: np.ndarray | float = 1.0) -> np.ndarray:
    """Return a matrix of credit assignment in which every loss decays by the factor with each character."""
    t, k = np.indices((T, T))
    return np.where(k >= t, heights * factor ** np.maximum(k - t, 0), np.nan)


@pytest.mark.parametrize(
    ("factor", "half_life", "words"),
    [
        (0.5, 1, "halves every 1.0 characters"),
        (0.5**0.25, 4, "halves every 4.0 characters"),
        (2**0.5, 2, "doubles every 2.0 characters"),
        (0.1, np.log(2) / np.log(10), "10.0 % is left"),
        (0.0001, np.log(2) / np.log(1e4), "less than 0.1 % is left"),
        (3, np.log(2) / np.log(3), "3.0 times as large"),
        (0.999, np.log(2) / -np.log(0.999), "Over 19 characters the error changes by less than a factor of two"),
    ],
)
def test_a_known_decay_is_found_again(factor, half_life, words):
    """From errors that decay by a known factor come its slope, its half-life and the right words."""
    decay = measure_gradient_decay(norms_that_shrink(factor, T=20))

    assert decay.slope == pytest.approx(np.log(factor))
    assert decay.start == pytest.approx(1)
    assert decay.half_life == pytest.approx(half_life)
    assert words in decay.sentence
    np.testing.assert_allclose(decay.means, factor**decay.distances)


def test_the_mean_is_geometric():
    """At each distance the mean is the geometric one of the diagonal: of 1 and 4 it is 2."""
    norms = np.array([[1.0, 1.0, 8.0], [np.nan, 1.0, 4.0], [np.nan, np.nan, 8.0]])

    assert measure_gradient_decay(norms).means == pytest.approx([2, 2, 8])


def test_a_loss_without_an_error_is_left_out():
    """A step that is already perfectly right does not spoil the mean of the others."""
    norms = norms_that_shrink(0.5, T=6, heights=np.array([1.0, 1, 1, 0, 1, 1]))

    assert measure_gradient_decay(norms).slope == pytest.approx(np.log(0.5))


def test_an_error_too_small_to_measure_ends_the_line():
    """Where norms fall below what a float64 can square, the mean is not a number and the slope is fitted before."""
    decay = measure_gradient_decay(norms_that_shrink(1e-30, T=10))

    assert np.isnan(decay.means[6:]).all()
    assert decay.slope == pytest.approx(np.log(1e-30))


@pytest.mark.parametrize(
    ("norms", "words"),
    [
        (np.ones((2, 2)), "too short"),
        (np.zeros((5, 5)), "no error"),
        (np.full((5, 5), np.inf), "no longer finite"),
        (np.full((5, 5), np.nan), "no longer finite"),
        (np.eye(5), "lost altogether"),
        (np.ones((1, 1)), "too short"),
    ],
)
def test_what_cannot_be_told_is_said(norms, words):
    """Without three distances to fit there is a sentence and no number."""
    decay = measure_gradient_decay(norms)

    assert words in decay.sentence
    assert np.isnan([decay.slope, decay.start, decay.half_life]).all()


def test_silent_weights_let_nothing_through():
    """With W = 0 a real network's error reaches no earlier step."""
    case = random_case()
    case.parameters.W[:] = 0

    decay = measure_gradient_decay(credit_assignment_matrix(case.parameters, case.trace, case.targets))

    assert "lost altogether" in decay.sentence
