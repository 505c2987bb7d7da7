"""The gradient check: it agrees with the right backward pass and finds each broken one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn.analysis.backward_bugs import BACKWARD_BUGS, Comparison, broken_backward, broken_losses
from rnn.analysis.gradient_check import SAMPLE_OF_EACH, compare, nudged_losses, numerical_gradients, parameter_labels
from rnn.model.network import backward, cross_entropy, forward
from rnn.model.parameters import Parameters
from tests.support.networks import Case, cases, random_case


def alphabet(hidden_size: int = 10) -> Case:
    """Return the notebook's network before its first epoch, with the next letter for a target."""
    letters = np.arange(26)
    parameters = Parameters.random(hidden_size, 26, scale=0.1)
    return Case(parameters, letters[:-1], letters[1:], np.zeros(hidden_size))


@settings(max_examples=25, deadline=None)
@given(cases(), st.floats(-0.5, 0.5))
def test_networks_side_by_side_are_networks_one_by_one(case, nudge):
    """The loss of each nudged network is that of a forward pass with that one number of theta changed."""
    indices = np.arange(len(case.parameters.theta))

    losses = nudged_losses(case.parameters, case.inputs, case.targets, indices, nudge, case.a_start)

    for index, loss in zip(indices, losses, strict=True):
        nudged = case.parameters.copy()
        nudged.theta[index] += nudge
        trace = forward(nudged, case.inputs, case.a_start)
        assert loss == pytest.approx(cross_entropy(trace.y_pred, case.targets), rel=1e-9, abs=1e-12)


def test_many_networks_are_run_in_chunks(monkeypatch):
    """However many run at once, the losses are the same and in the same order."""
    case = random_case()
    indices = np.arange(len(case.parameters.theta))[::-1]
    total = nudged_losses(case.parameters, case.inputs, case.targets, indices, 0.1)

    monkeypatch.setattr("rnn.analysis.gradient_check.NETWORKS_AT_ONCE", 7)

    np.testing.assert_allclose(nudged_losses(case.parameters, case.inputs, case.targets, indices, 0.1), total)


@settings(max_examples=25, deadline=None)
@given(cases())
def test_the_right_backward_pass_passes(case):
    """Of any small network every gradient agrees with its central difference, far below the tolerance."""
    gradients = backward(case.parameters, case.trace, case.inputs, case.targets)

    check = compare(gradients, numerical_gradients(case.parameters, case.inputs, case.targets, case.a_start))

    assert check.passes
    assert check.largest_error < 1e-4
    assert len(check.labels) == check.parameter_count == len(case.parameters.theta)
    assert f"agree: of all {check.parameter_count}" in check.sentence


@pytest.mark.parametrize("breakage", BACKWARD_BUGS[1:])
def test_each_broken_backward_pass_is_found(breakage):
    """On the notebook's network each mistake shows as an error far above the tolerance."""
    case = alphabet()
    gradients = broken_backward(case.parameters, case.trace, case.inputs, case.targets, breakage)

    check = compare(gradients, numerical_gradients(case.parameters, case.inputs, case.targets))

    assert not check.passes
    assert check.largest_error > 0.1
    assert "disagree" in check.sentence


def test_a_large_network_is_checked_by_a_sample_of_each_parameter():
    """A network too large to check whole has the same few numbers of each of W, U, b, V and c checked every time."""
    case = random_case(T=60, H=30, K=20, scale=0.1)
    first = numerical_gradients(case.parameters, case.inputs, case.targets, case.a_start)

    check = compare(backward(case.parameters, case.trace, case.inputs, case.targets), first)

    letters = [label[0] for label in check.labels]
    again = numerical_gradients(case.parameters, case.inputs, case.targets, case.a_start)
    assert {letter: letters.count(letter) for letter in "WUbVc"} == dict.fromkeys("WUbVc", SAMPLE_OF_EACH)
    assert np.array_equal(first.indices, again.indices)
    assert f"of 100 of {len(case.parameters.theta)} parameters" in check.sentence
    assert check.passes


def test_a_probability_that_has_vanished_does_not_hide_the_gradient():
    """Where the right character has almost no probability, the check still agrees with the backward pass."""
    case = random_case(T=3)
    case.parameters.c[:] = [0, 0, 0, 0, 60]
    targets = np.array([0, 1, 2])
    gradients = backward(case.parameters, case.trace, case.inputs, targets)

    assert compare(gradients, numerical_gradients(case.parameters, case.inputs, targets, case.a_start)).passes


def test_labels_name_the_numbers_of_theta():
    """A label says where a number of theta stands: the row and the column in W, U or V, the place in b or c."""
    parameters = Parameters.random(2, 3)
    labels = parameter_labels(parameters, np.arange(len(parameters.theta)))

    arrays = dict(parameters.items())
    for label, number in zip(labels, parameters.theta, strict=True):
        name, place = label[0], tuple(int(index) for index in label[2:-1].split(","))
        assert arrays[name][place] == number
    assert (labels[0], labels[-1], len(set(labels))) == ("W[0,0]", "c[2]", len(labels))


@settings(max_examples=25, deadline=None)
@given(cases())
def test_without_a_breakage_nothing_is_broken(case):
    """The breakage "none" gives what `network.backward` gives."""
    expected = backward(case.parameters, case.trace, case.inputs, case.targets)

    unbroken = broken_backward(case.parameters, case.trace, case.inputs, case.targets, "none")

    assert unbroken.theta.tobytes() == expected.theta.tobytes()


def gradients_with_a_mistake(case: Case, breakage: str) -> Parameters:
    """Go back step by step, as the notebook does, with one mistake."""
    W, _, _, V, _ = case.parameters
    gradients = Parameters.zeros(case.parameters.hidden_size, case.parameters.vocabulary_size)
    da_next = np.zeros_like(case.a_start)
    for t in reversed(range(len(case.inputs))):
        a, y_true = case.trace.a[t], np.eye(len(V))[case.targets[t]]
        do = (case.trace.y_pred[t] - y_true) * (-1 if breakage == "wrong sign" else 1)
        ds = (V.T @ do + da_next) * (1 if breakage == "forget tanh'" else 1 - a**2)
        da_next = 0 * ds if breakage == "drop the recurrent term" else W.T @ ds
        gradients.W[:] += np.outer(ds, case.trace.a[t - 1] if t else case.a_start)
        gradients.U[:, case.inputs[t]] += ds
        gradients.b[:] += ds
        gradients.V[:] += np.outer(do, a)
        gradients.c[:] += do
    return gradients


@pytest.mark.parametrize("breakage", BACKWARD_BUGS)
@settings(max_examples=25, deadline=None)
@given(case=cases())
def test_each_mistake_is_the_one_it_is_called_after(breakage, case):
    """Every gradient is that of a way back, written out step by step, with the same mistake."""
    broken = broken_backward(case.parameters, case.trace, case.inputs, case.targets, breakage)

    np.testing.assert_allclose(broken.theta, gradients_with_a_mistake(case, breakage).theta, rtol=1e-9, atol=1e-12)


def test_the_broken_gradients_are_wrong_in_the_way_they_say():
    """Each mistake is the one named: on a text of one step only tanh' can be forgotten, and a wrong sign flips all."""
    case = random_case(T=1)
    right, dropped, forgotten, flipped = (
        broken_backward(case.parameters, case.trace, case.inputs, case.targets, breakage) for breakage in BACKWARD_BUGS
    )

    assert np.allclose(dropped.theta, right.theta)
    assert np.allclose(forgotten.b * (1 - case.trace.a[0] ** 2), right.b)
    assert np.allclose(flipped.theta, -right.theta)


def test_dropping_the_recurrent_term_leaves_the_output_alone():
    """V and c do not need the way back through time; W, U and b do."""
    case = random_case()
    right, dropped = (
        broken_backward(case.parameters, case.trace, case.inputs, case.targets, breakage)
        for breakage in BACKWARD_BUGS[:2]
    )

    assert np.allclose(dropped.V, right.V)
    assert not np.allclose(dropped.W, right.W)


def test_an_unknown_breakage_is_refused():
    """A breakage that does not exist is named in the error."""
    case = random_case()

    with pytest.raises(ValueError, match="upside down"):
        broken_backward(case.parameters, case.trace, case.inputs, case.targets, "upside down")


def test_the_loss_curves_show_the_mistakes():
    """The right gradient lowers the loss, the wrong sign raises it; nothing else is changed."""
    case = alphabet()
    before = case.parameters.theta.copy()

    right, flipped = (
        broken_losses(case.parameters, case.inputs, case.targets, 0.01, breakage, epochs=50)
        for breakage in ("none", "wrong sign")
    )

    assert len(right) == len(flipped) == 51
    assert right[0] == flipped[0] == case.loss
    assert right[-1] < right[0] < flipped[-1]
    assert np.array_equal(case.parameters.theta, before)


def test_a_loss_curve_ends_where_the_numbers_do():
    """With updates that leave the finite numbers the curve stops at the last finite loss."""
    case = random_case()

    losses = broken_losses(case.parameters, case.inputs, case.targets, 1e308, "wrong sign", epochs=20)

    assert 1 <= len(losses) < 21
    assert np.isfinite(losses).all()


def test_a_race_is_each_descent_on_its_own():
    """However it is advanced, each curve of a race is the loss curve of its breakage alone."""
    case = random_case(T=4)
    race = Comparison(case.parameters, case.inputs, case.targets, 0.1)
    before = case.parameters.theta.copy()

    for _ in range(5):
        race.advance(seconds=0)

    for breakage, descent in race.descents.items():
        expected = broken_losses(case.parameters, case.inputs, case.targets, 0.1, breakage, epochs=4)
        assert descent.losses == pytest.approx(expected)
    assert not race.is_finished
    assert np.array_equal(case.parameters.theta, before)


def test_a_race_ends():
    """It ends at its last epoch, sooner for a larger network; a runner that left the numbers holds nobody up."""
    small, large = alphabet(hidden_size=10), alphabet(hidden_size=60)
    race = Comparison(small.parameters, small.inputs, small.targets, 1e307)
    race.advance(seconds=60)

    assert race.is_finished
    assert race.descents["wrong sign"].is_stopped
    assert Comparison(large.parameters, large.inputs, large.targets, 0.1).epochs < race.epochs

    race = Comparison(small.parameters, small.inputs, small.targets, 0.01)
    race.epochs = 3
    race.advance(seconds=60)
    assert [len(descent.losses) for descent in race.descents.values()] == [4, 4, 4, 4]


def test_the_largest_error_is_told_plainly():
    """A wrong sign is an error of 1, and the sentence says 1."""
    case = alphabet()
    flipped = broken_backward(case.parameters, case.trace, case.inputs, case.targets, "wrong sign")

    check = compare(flipped, numerical_gradients(case.parameters, case.inputs, case.targets))

    assert check.sentence.endswith("the largest relative error is 1.")
