"""The mathematics: against hand arithmetic, the notebook's code, and finite differences."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn.model.network import backward, backward_steps, cross_entropy, forward, forward_step, softmax, step_losses
from rnn.model.parameters import Parameters
from tests.support import notebook
from tests.support.networks import Case, cases, random_case

logits = st.lists(st.floats(-1000, 1000), min_size=1, max_size=8).map(np.array)


def columns(indices, K: int) -> list[np.ndarray]:
    """Return the notebook's one-hot columns of indices."""
    return [notebook.one_hot(index, K) for index in indices]


def notebooks_pass(case: Case):
    """Return the notebook's s, a, o, y_pred and its five gradients dW, dU, db, dV, dc for a case."""
    W, U, b, V, c = case.parameters
    b, c, a_prev = b[:, None], c[:, None], case.a_start[:, None]
    X, y_true = columns(case.inputs, len(c)), columns(case.targets, len(c))
    s, a, o, y_pred = notebook.forward_pass(W, U, V, b, c, a_prev, X)
    dc, dV, dU, dW, db = notebook.BPTT(y_pred, y_true, X, a, c, V, U, W, b, s)
    return (s, a, o, y_pred), (dW, dU, db.ravel(), dV, dc.ravel()), notebook.cross_entropy_loss(y_pred, y_true)


def central_differences(case: Case, step: float = 1e-3) -> np.ndarray:
    """Return dL/dtheta by differences of the loss alone: (8 (L(+h) - L(-h)) - (L(+2h) - L(-2h))) / 12h."""
    theta, slopes = case.parameters.theta, np.empty(len(case.parameters.theta))
    for n, kept in enumerate(theta.copy()):
        losses = {}
        for shift in (-2, -1, 1, 2):
            theta[n] = kept + shift * step
            losses[shift] = case.loss
        theta[n] = kept
        slopes[n] = (8 * (losses[1] - losses[-1]) - (losses[2] - losses[-2])) / (12 * step)
    return slopes


def test_one_step_by_hand():
    """Two units and two characters, worked out on paper with tanh(1) = 0.7615942, tanh(0.5) = 0.4621172."""
    parameters = Parameters.zeros(2, 2)
    parameters.W[:] = [[0.5, 0], [0, -1]]
    parameters.U[:] = [[0.25, 9], [0.5, 9]]
    parameters.b[:] = [0.25, -1]
    parameters.V[:] = [[1, 0], [0, -1]]
    parameters.c[:] = [0, 0.5]

    trace = forward(parameters, np.array([0]), a_start=np.array([1.0, -1.0]))

    np.testing.assert_allclose(trace.s, [[0.5 * 1 + 0.25 + 0.25, -1 * -1 + 0.5 - 1]])
    np.testing.assert_allclose(trace.a, [[0.7615942, 0.4621172]], atol=5e-8)
    np.testing.assert_allclose(trace.o, [[0.7615942, 0.5 - 0.4621172]], atol=5e-8)
    # exp(0.7615942) = 2.1416879 and exp(0.0378828) = 1.0386095, together 3.1802974
    np.testing.assert_allclose(trace.y_pred, [[0.6734238, 0.3265762]], atol=5e-8)
    assert cross_entropy(trace.y_pred, np.array([0])) == pytest.approx(0.3953805, abs=5e-8)


@given(cases(longest=12))
def test_forward_is_the_notebooks_forward_pass(case):
    """s, a, o and y_pred of every step are those of the notebook's code, from any start of the state."""
    expected, _, loss = notebooks_pass(case)

    trace = case.trace
    for actual, by_step in zip((trace.s, trace.a, trace.o, trace.y_pred), expected, strict=True):
        rows = np.hstack([by_step[t] for t in range(len(case.inputs))]).T
        np.testing.assert_allclose(actual, rows, rtol=1e-12, atol=1e-14)
    assert case.loss == pytest.approx(loss, rel=1e-12, abs=1e-14)


@given(cases(longest=12))
def test_backward_is_the_notebooks_BPTT(case):
    """All five gradients are those of the notebook's code, from any start of the state."""
    _, expected, _ = notebooks_pass(case)

    gradients = backward(case.parameters, case.trace, case.inputs, case.targets)

    for actual, gradient in zip(gradients, expected, strict=True):
        np.testing.assert_allclose(actual, gradient, rtol=1e-12, atol=1e-13 * (1 + np.abs(gradient).max()))


@pytest.mark.parametrize(
    "case",
    [
        random_case(T=1, H=1, K=1, seed=1),
        random_case(T=1, H=4, K=5, seed=2),
        random_case(T=12, H=3, K=2, seed=3),
        random_case(T=7, H=6, K=4, seed=4),
        random_case(T=26, H=4, K=8, seed=5, scale=0.3),
        random_case(T=9, H=5, K=5, seed=6, scale=1.5),
    ],
    ids=["smallest", "one step", "two characters", "repeats", "long", "large weights"],
)
def test_gradients_are_central_differences(case):
    """Every number of W, U, b, V, c: the gradient and the differences of the loss agree to a relative 1e-6."""
    assert_gradients_are_differences(case)


@settings(max_examples=40)
@given(cases(longest=6))
def test_gradients_are_central_differences_for_any_network(case):
    """The same for networks and texts of random sizes, with characters that repeat."""
    assert_gradients_are_differences(case)


def assert_gradients_are_differences(case: Case) -> None:
    """Compare number by number; below 1e-4 of the largest, the differences have no digits left to compare."""
    gradient = backward(case.parameters, case.trace, case.inputs, case.targets).theta
    differences = central_differences(case)

    size = np.maximum(np.abs(gradient) + np.abs(differences), 1e-4 * max(1.0, np.abs(gradient).max()))
    assert (np.abs(gradient - differences) / size).max() < 1e-6


@given(cases())
def test_the_steps_of_the_way_back_add_up(case):
    """do is y_pred - y_true; nothing comes from after the last step; others receive the next one's error through W."""
    steps, trace = case.steps, case.trace
    W, V, K = case.parameters.W, case.parameters.V, len(case.parameters.c)

    np.testing.assert_array_equal(steps.do, trace.y_pred - np.eye(K)[case.targets])
    for t in range(len(case.inputs)):
        np.testing.assert_allclose(steps.da_output[t], V.T @ steps.do[t], rtol=1e-12, atol=1e-14)
        from_future = W.T @ steps.ds[t + 1] if t + 1 < len(case.inputs) else np.zeros(len(W))
        np.testing.assert_allclose(steps.da_future[t], from_future, rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(steps.da[t], steps.da_output[t] + steps.da_future[t], rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(steps.ds[t], steps.da[t] * (1 - np.tanh(trace.s[t]) ** 2), rtol=1e-9, atol=1e-13)


@given(cases(longest=8), st.integers(1, 8))
def test_a_text_may_be_read_in_two_parts(case, first):
    """Going on from the state in which the first part ended gives what reading it all at once gives."""
    whole = case.trace

    before = forward(case.parameters, case.inputs[:first], case.a_start)
    after = forward(case.parameters, case.inputs[first:], before.a[-1])

    np.testing.assert_allclose(np.vstack([before.y_pred, after.y_pred]), whole.y_pred, rtol=1e-12, atol=1e-15)


@given(cases(longest=8))
def test_steps_one_by_one_are_the_notebooks_forward_pass(case):
    """Each started from the activation of the one before, they give its s, a and o."""
    (s, a, o, _), _, _ = notebooks_pass(case)
    a_previous = case.a_start

    for t, x in enumerate(case.inputs):
        step = forward_step(case.parameters, x, a_previous)
        for own, wanted in zip(step, (s, a, o), strict=True):
            np.testing.assert_allclose(own, np.ravel(wanted[t]), rtol=1e-10, atol=1e-12)
        a_previous = step[1]


def test_the_state_starts_from_zeros_unless_told():
    """Without a_start the first step has nothing behind it, as every epoch of the notebook."""
    parameters = random_case(T=3, H=4, K=5).parameters

    trace = forward(parameters, np.array([1, 2, 0]))

    np.testing.assert_array_equal(trace.a_start, np.zeros(4))
    np.testing.assert_allclose(trace.s[0], parameters.U[:, 1] + parameters.b)
    np.testing.assert_array_equal(trace.a_previous, [np.zeros(4), trace.a[0], trace.a[1]])


def test_neither_way_changes_what_it_is_given():
    """forward, backward_steps and backward leave parameters, text, state and trace as they were."""
    case = random_case()
    trace = case.trace
    given = [case.parameters.theta, case.inputs, case.targets, case.a_start, trace.s, trace.a, trace.o, trace.y_pred]
    before = [array.copy() for array in given]

    forward(case.parameters, case.inputs, case.a_start)
    backward_steps(case.parameters, trace, case.targets)
    backward(case.parameters, trace, case.inputs, case.targets)

    for array, kept in zip(given, before, strict=True):
        np.testing.assert_array_equal(array, kept)


@given(logits)
def test_softmax_gives_a_distribution_in_the_order_of_its_logits(o):
    """Probabilities are finite, sum to 1, and no larger logit has a smaller one, up to logits of 1,000."""
    y_pred = softmax(o)

    assert np.isfinite(y_pred).all()
    assert y_pred.sum() == pytest.approx(1, rel=1e-12)
    assert (np.diff(y_pred[np.argsort(o)]) >= 0).all()


@given(logits, st.floats(-1000, 1000))
def test_softmax_does_not_feel_a_shift_of_all_logits(o, shift):
    """The same number added to every logit changes no probability."""
    np.testing.assert_allclose(softmax(o + shift), softmax(o), rtol=1e-9, atol=1e-12)


def test_softmax_by_hand():
    """Logits ln 1, ln 2 and ln 5 are 1, 2 and 5 eighths, and each row is for itself."""
    rows = np.log([[1, 2, 5], [2, 2, 4]])

    np.testing.assert_allclose(softmax(rows), [[0.125, 0.25, 0.625], [0.25, 0.25, 0.5]], rtol=1e-14)


def test_the_loss_by_hand():
    """-log of what each target got, summed; a probability of 0 costs -log(1e-15), not infinity."""
    y_pred = np.array([[0.5, 0.5], [0.25, 0.75], [1.0, 0.0]])
    targets = np.array([0, 0, 1])

    np.testing.assert_allclose(step_losses(y_pred, targets), [np.log(2), np.log(4), 15 * np.log(10)], rtol=1e-12)
    assert cross_entropy(y_pred, targets) == pytest.approx(np.log(8) + 15 * np.log(10), rel=1e-12)
