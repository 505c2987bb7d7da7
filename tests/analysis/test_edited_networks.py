"""Networks that read side by side: against plain loops over one network after another."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn.analysis.edited_networks import EditedNetworks, TextScores
from rnn.analysis.edits import HoldUnit, SetNumber
from rnn.analysis.text_sample import TextSample, sample_of
from rnn.model.excerpts import read_window
from rnn.model.network import cross_entropy
from rnn.model.windows import TrainingWindows
from tests.support.networks import cases, random_case


def plain_scores(parameters, windows: TrainingWindows, hold=lambda step: {}) -> tuple[float, int]:
    """Return loss and number right of a text, number by number; hold(step of the window) is {unit: value}."""
    W, U, b, V, c = (array.tolist() for array in parameters)
    H, loss, right = len(b), 0.0, 0
    a = [0.0] * H
    for t, (x, target) in enumerate(zip(windows.inputs.tolist(), windows.targets.tolist(), strict=True)):
        if t % windows.length == 0 and not windows.carries:
            a = [0.0] * H
        a = [math.tanh(sum(W[i][j] * a[j] for j in range(H)) + U[i][x] + b[i]) for i in range(H)]
        for unit, value in hold(t % windows.length).items():
            a[unit] = value
        o = [sum(V[k][i] * a[i] for i in range(H)) + c[k] for k in range(len(c))]
        weights = [math.exp(logit - max(o)) for logit in o]
        loss -= math.log(weights[target] / sum(weights) + 1e-15)
        right += o.index(max(o)) == target
    return loss, right


def measured(networks: EditedNetworks, sample: TextSample) -> TextScores:
    """Return the scores when they are complete, measured in the smallest slices."""
    scores = TextScores(networks, sample)
    while not scores.is_complete:
        scores.go_on(0)
    return scores


carried = pytest.mark.parametrize("carries", [True, False])


@carried
@settings(max_examples=25, deadline=None)
@given(case=cases(60), length=st.integers(1, 25))
def test_the_losses_of_a_whole_text_are_those_of_a_plain_loop(carries, case, length):
    """Loss and characters right over all windows, the last of which may be shorter, with the states as in training."""
    windows = TrainingWindows(case.inputs, case.targets, length, carries)

    scores = measured(EditedNetworks.altered(case.parameters, ()), sample_of(windows))

    loss, right = plain_scores(case.parameters, windows)
    np.testing.assert_allclose(scores.losses, [loss], rtol=1e-12, atol=1e-12)
    assert scores.right.tolist() == [right]


@carried
def test_a_hold_counts_its_steps_in_each_window(carries):
    """Held from step 4 to 6, a unit is held there in every window; a set number holds all along."""
    case = random_case(T=110, H=5)
    windows = TrainingWindows(case.inputs, case.targets, 20, carries)
    edits = (HoldUnit(1, 0.7, 4, 6), HoldUnit(3), SetNumber("W", 2.0, 0, 1))
    changed = case.parameters.copy()
    changed.W[0, 1] = 2.0

    scores = measured(EditedNetworks.altered(case.parameters, edits), sample_of(windows))

    loss, right = plain_scores(changed, windows, lambda step: {3: 0.0} | ({1: 0.7} if 4 <= step <= 6 else {}))
    np.testing.assert_allclose(scores.losses, [loss], rtol=1e-12)
    assert scores.right.tolist() == [right]


@carried
@settings(max_examples=25, deadline=None)
@given(case=cases(60), length=st.integers(1, 25))
def test_ablating_all_units_side_by_side_is_ablating_them_one_by_one(carries, case, length):
    """The loss without each unit, of a network of one unit too, is that of the network in which it is held at 0."""
    windows = TrainingWindows(case.inputs, case.targets, length, carries)

    scores = measured(EditedNetworks.ablated(case.parameters), sample_of(windows))

    alone = [plain_scores(case.parameters, windows, lambda _, unit=i: {unit: 0.0}) for i in range(len(scores.losses))]
    np.testing.assert_allclose(scores.losses, [loss for loss, _ in alone], rtol=1e-12, atol=1e-12)
    assert scores.right.tolist() == [right for _, right in alone]


@carried
def test_a_sample_is_read_as_its_windows_are(carries):
    """A passage's windows cost what `read_window` reads of them, after the steps before the passage."""
    case = random_case(T=3000, H=4, scale=0.4)
    windows = TrainingWindows(case.inputs, case.targets, 25, carries)
    chosen = (3, 60, 110)

    scores = measured(
        EditedNetworks.altered(case.parameters, ()), TextSample(windows, tuple(range(n, n + 1) for n in chosen))
    )

    nats = [
        cross_entropy(read_window(case.parameters, windows, n).y_pred, windows.targets[windows.window_span(n)])
        for n in chosen
    ]
    np.testing.assert_allclose(scores.losses, [sum(nats)], rtol=1e-12)


def test_a_slice_measures_a_part_and_says_how_much():
    """The smallest slice reads a few steps; what was read then is what the scores are of."""
    case = random_case(T=100)
    windows = TrainingWindows(case.inputs, case.targets, 40)
    scores = TextScores(EditedNetworks.altered(case.parameters, ()), sample_of(windows))

    scores.go_on(0)

    assert not scores.is_complete
    assert 0 < scores.read < 100
    part = TrainingWindows(case.inputs[: scores.read], case.targets[: scores.read], 40)
    np.testing.assert_allclose(scores.losses, [plain_scores(case.parameters, part)[0]], rtol=1e-12)
    scores.go_on(10)
    assert scores.is_complete
