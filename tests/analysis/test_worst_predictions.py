"""The worst predictions, by hand."""

import math

import numpy as np
import pytest
from hypothesis import given

from rnn.analysis.worst_predictions import worst_predictions
from tests.support.networks import cases


def test_the_worst_come_first_and_say_what_was_expected_instead():
    """Loss in nats and bits, target and favourite with their probabilities, all as they can be worked out by hand."""
    y_pred = np.array([[0.5, 0.25, 0.25], [0.125, 0.75, 0.125], [0.1, 0.2, 0.7]])
    worst, second = worst_predictions(y_pred, np.array([0, 2, 2]), count=2)

    assert (worst.step, worst.target, worst.top_prediction) == (1, 2, 1)
    assert (worst.target_probability, worst.favourite_probability) == (0.125, 0.75)
    assert worst.loss == pytest.approx(3 * math.log(2))
    assert worst.bits == pytest.approx(3)
    assert not worst.is_right
    assert (second.step, second.is_right) == (0, True)
    assert second.bits == pytest.approx(1)


@given(cases())
def test_the_ten_worst_hold_every_loss_that_is_larger_than_theirs(case):
    """No step that is left out has a larger loss; there are ten, or as many as the text has steps."""
    y_pred = case.trace.y_pred
    worst = worst_predictions(y_pred, case.targets)
    losses = -np.log(y_pred[np.arange(len(case.targets)), case.targets])

    assert len(worst) == min(10, len(losses))
    assert [surprise.loss for surprise in worst] == pytest.approx(sorted(losses, reverse=True)[:10])


def test_equals_stand_in_the_order_of_the_text():
    """A network that knows nothing is as wrong everywhere: the first steps are named first."""
    assert [surprise.step for surprise in worst_predictions(np.full((4, 2), 0.5), np.zeros(4, int))] == [0, 1, 2, 3]
