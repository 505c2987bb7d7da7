"""The worst predictions, by hand."""

import math

import numpy as np
import pytest
from hypothesis import given

from rnn.analysis.worst_predictions import worst_predictions
from tests.support.networks import cases


def test_the_worst_come_first_and_say_what_was_expected_instead():
    """Loss in nats and bits, target and top prediction with their probabilities, all worked out by hand."""
    y_pred = np.array([[0.5, 0.25, 0.25], [0.125, 0.75, 0.125], [0.1, 0.2, 0.7]])
    worst, second = worst_predictions(y_pred, np.array([0, 2, 2]), count=2)

    assert (worst.step, worst.target, worst.top_prediction) == (1, 2, 1)
    assert (worst.target_probability, worst.top_probability) == (0.125, 0.75)
    assert worst.loss == pytest.approx(3 * math.log(2))
    assert worst.bits == pytest.approx(3)
    assert not worst.is_right
    assert (second.step, second.is_right) == (0, True)
    assert second.bits == pytest.approx(1)


@given(cases())
def test_the_ten_worst_hold_every_loss_that_is_larger_than_theirs(case):
    """No step that is left out has a larger loss; there are ten, or as many as the text has steps."""
    y_pred = case.trace.y_pred
    found = worst_predictions(y_pred, case.targets)
    losses = -np.log(y_pred[np.arange(len(case.targets)), case.targets])

    assert len(found) == min(10, len(losses))
    assert [worst.loss for worst in found] == pytest.approx(sorted(losses, reverse=True)[:10])


def test_what_is_predicted_well_is_none_of_the_worst():
    """A smaller loss than `least` is left out, and a certain prediction never costs less than nothing."""
    y_pred = np.array([[1.0, 0.0], [0.999, 0.001], [0.5, 0.5]])
    targets = np.zeros(3, int)

    assert [worst.step for worst in worst_predictions(y_pred, targets, least=0.01)] == [2]
    assert worst_predictions(y_pred[:2], targets[:2], least=0.01) == ()
    assert [str(worst.loss) for worst in worst_predictions(y_pred[:1], targets[:1])] == ["0.0"]


def test_equals_stand_in_the_order_of_the_text():
    """A network that knows nothing is as wrong everywhere: the first steps are named first."""
    assert [worst.step for worst in worst_predictions(np.full((4, 2), 0.5), np.zeros(4, int))] == [0, 1, 2, 3]
