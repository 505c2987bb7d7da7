"""The gradient check: it agrees with the right backward pass and finds each broken one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn.analysis.backward_bugs import BACKWARD_BUGS, broken_backward
from rnn.analysis.gradient_check import (
    SAMPLE_OF_EACH,
    TOLERANCE,
    GradientCheck,
    compare_gradients,
    nudged_losses,
    numerical_gradients,
    parameter_labels,
)
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

    check = compare_gradients(gradients, numerical_gradients(case.parameters, case.inputs, case.targets, case.a_start))

    assert check.passes
    assert check.largest_error < 1e-4
    assert len(check.labels) == check.parameter_count == len(case.parameters.theta)
    assert f"agree: over all {check.parameter_count} numbers" in check.sentence


@pytest.mark.parametrize("bug", BACKWARD_BUGS[1:])
def test_each_broken_backward_pass_is_found(bug):
    """On the notebook's network each mistake shows as an error far above the tolerance."""
    case = alphabet()
    gradients = broken_backward(case.parameters, case.trace, case.inputs, case.targets, bug)

    check = compare_gradients(gradients, numerical_gradients(case.parameters, case.inputs, case.targets))

    assert not check.passes
    assert check.largest_error > 20 * TOLERANCE
    assert "disagree" in check.sentence


def test_a_large_network_is_checked_by_a_sample_of_each_parameter():
    """A network too large to check whole has the same few numbers of each of W, U, b, V and c checked every time."""
    case = random_case(T=60, H=30, K=20, scale=0.1)
    first = numerical_gradients(case.parameters, case.inputs, case.targets, case.a_start)

    check = compare_gradients(backward(case.parameters, case.trace, case.inputs, case.targets), first)

    letters = [label[0] for label in check.labels]
    again = numerical_gradients(case.parameters, case.inputs, case.targets, case.a_start)
    assert {letter: letters.count(letter) for letter in "WUbVc"} == dict.fromkeys("WUbVc", SAMPLE_OF_EACH)
    assert np.array_equal(first.indices, again.indices)
    assert f"over 100 of {len(case.parameters.theta)} numbers" in check.sentence
    assert check.passes


def test_a_probability_that_has_vanished_does_not_hide_the_gradient():
    """Where the right character has almost no probability, the check still agrees with the backward pass."""
    case = random_case(T=3)
    case.parameters.c[:] = [0, 0, 0, 0, 60]
    targets = np.array([0, 1, 2])
    gradients = backward(case.parameters, case.trace, case.inputs, targets)

    assert compare_gradients(gradients, numerical_gradients(case.parameters, case.inputs, targets, case.a_start)).passes


def test_labels_name_the_numbers_of_theta():
    """A label says where a number of theta stands: the row and the column in W, U or V, the place in b or c."""
    parameters = Parameters.random(2, 3)
    labels = parameter_labels(parameters, np.arange(len(parameters.theta)))

    arrays = dict(parameters.items())
    for label, number in zip(labels, parameters.theta, strict=True):
        name, place = label[0], tuple(int(index) for index in label[2:-1].split(","))
        assert arrays[name][place] == number
    assert (labels[0], labels[-1], len(set(labels))) == ("W[0,0]", "c[2]", len(labels))


def broken_checks() -> dict[str, GradientCheck]:
    """Return the check of each broken backward pass on the notebook's network."""
    case = alphabet()
    numerical = numerical_gradients(case.parameters, case.inputs, case.targets)
    arguments = case.parameters, case.trace, case.inputs, case.targets
    return {bug: compare_gradients(broken_backward(*arguments, bug), numerical) for bug in BACKWARD_BUGS}


def test_the_relative_error_of_a_parameter_is_its_own():
    """‖g - n‖ / (‖g‖ + ‖n‖) of that parameter; it stays the same when the gradient of another one is wrong."""
    case = alphabet()
    numerical = numerical_gradients(case.parameters, case.inputs, case.targets)
    gradients = backward(case.parameters, case.trace, case.inputs, case.targets)
    gradients.V[:] *= 1.5
    one = compare_gradients(gradients, numerical)
    gradients.W[:] += 1e6
    both = compare_gradients(gradients, numerical)

    assert one.errors["V"] == pytest.approx(0.5 / 2.5, rel=1e-6)
    assert both.errors["V"] == one.errors["V"]
    assert one.wrong == ("V",) and both.wrong == ("W", "V")
    assert both.errors["W"] == pytest.approx(1, abs=1e-3)


def test_each_mistake_has_a_sentence_of_its_own():
    """Which parameters are wrong, by how much, and the angle: 180 degrees for the wrong sign, less for the others."""
    checks = broken_checks()

    assert checks["wrong sign"].errors == {name: pytest.approx(1, abs=1e-6) for name in "WUbVc"}
    assert checks["wrong sign"].sentence.endswith("is off by 180° and has 1 times the right length.")
    for bug in ("drop the recurrent term", "forget tanh'"):
        assert checks[bug].wrong == ("W", "U", "b")
        assert "; V and c agree." in checks[bug].sentence
        assert 0 < checks[bug].angle < 90
    assert len({check.sentence for check in checks.values()}) == 4


def test_the_angle_is_that_of_the_arc_cosine():
    """It is exact for small angles too, where an arc cosine is not."""
    checks = broken_checks()
    dropped = checks["drop the recurrent term"]
    cosine = dropped.analytic @ dropped.numerical / np.linalg.norm(dropped.analytic) / np.linalg.norm(dropped.numerical)

    assert dropped.angle == pytest.approx(np.degrees(np.arccos(cosine)))
    assert checks["none"].angle < 1e-4


def test_a_gradient_of_0_agrees_with_what_rounding_leaves_of_it():
    """Where all weights are 0 nothing but c has a gradient, and in a uniform text not even that: no angle, no error."""
    letters, parameters = np.arange(26), Parameters.zeros(10, 26)
    gradients = backward(parameters, forward(parameters, letters), letters, letters)

    check = compare_gradients(gradients, numerical_gradients(parameters, letters, letters))

    assert check.passes
    assert np.abs(check.numerical).max() > 0
    assert compare_gradients(Parameters.zeros(1, 1), numerical_gradients(Parameters.zeros(1, 1), [0], [0])).passes


def test_gradients_that_are_no_numbers_do_not_pass():
    """NaN is above every tolerance, and has no angle."""
    case = alphabet()
    check = compare_gradients(
        Parameters(np.full(len(case.parameters.theta), np.nan), 10, 26),
        numerical_gradients(case.parameters, case.inputs, case.targets),
    )

    assert check.wrong == ("W", "U", "b", "V", "c")
    assert check.sentence.endswith("Relative error: W nan, U nan, b nan, V nan and c nan.")
