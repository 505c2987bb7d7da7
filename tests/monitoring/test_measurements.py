"""What the health of a run rests on, by hand: lengths, shares, and losses of the same characters."""

import math

import numpy as np
import pytest

from rnn.model.excerpts import read_window, window_excerpt
from rnn.model.network import Trace
from rnn.model.parameters import Parameters
from rnn.monitoring.held_out import NOT_RISEN, OVERFITTING, Verdict
from rnn.monitoring.measurements import (
    Measurements,
    measure_health,
    norms,
    saturated_share,
    unigram_loss,
    update_ratios,
    with_verdict,
)
from rnn.runs.run import Run
from rnn.runs.settings import Settings


def measured(run: Run, update: int, window: int = 0) -> Measurements:
    """Return what is measured of a run at an update, looked at in one of its windows."""
    trace = read_window(run.parameters_at(update), run.windows, window)
    return measure_health(run, update, trace, window_excerpt(run.windows, window).targets, window)


def trained(updates: int, **changes) -> Run:
    """Return a run, trained so far."""
    run = Run(Settings(**changes))
    run.advance(updates=updates)
    return run


def test_norms_by_hand():
    """The length of each array is that of Pythagoras."""
    parameters = Parameters.zeros(2, 1)
    parameters.W[:] = [[1, 2], [2, 4]]
    parameters.b[:] = [3, 4]

    assert norms(parameters) == {"W": 5, "U": 0, "b": 5, "V": 0, "c": 0}


def test_update_ratios_by_hand():
    """An update of length 0.5 on weights of length 5 is 0.1; on weights of 0, infinite or, without one, 0."""
    parameters, changes = Parameters.zeros(2, 1), Parameters.zeros(2, 1)
    parameters.W[:] = [[1, 2], [2, 4]]
    changes.W[:] = [[0, -0.3], [-0.4, 0]]
    changes.b[:] = -0.1

    ratios = update_ratios(parameters, changes)

    assert ratios == {"W": pytest.approx(0.1), "U": 0, "b": math.inf, "V": 0, "c": 0}


def test_the_saturated_share_counts_both_ends():
    """Of four activations two lie beyond ±0.97."""
    a = np.array([[0.98, -0.99], [0.97, 0.0]])

    assert saturated_share(Trace(a, a, a, a, a[0])) == 0.5


def test_the_unigram_loss_is_an_entropy():
    """Equally frequent characters cost ln K, a single one costs nothing (not minus nothing)."""
    assert unigram_loss(np.arange(26)) == pytest.approx(math.log(26))
    assert str(unigram_loss(np.array([3, 3, 3]))) == "0.0"
    assert unigram_loss(np.array([0, 0, 0, 1])) == pytest.approx(-0.75 * math.log(0.75) - 0.25 * math.log(0.25))


def test_loss_and_accuracy_of_a_whole_text_are_those_of_its_characters():
    """Both come from one forward pass over all of it; history is a character's, with the loss now as its last."""
    run = trained(40, text="hello", target="next", learning_rate=0.1, epochs=40)
    now, y_pred = measured(run, 40), run.trace().y_pred

    assert now.of == "Whole text"
    assert now.loss == pytest.approx(-np.log(y_pred[np.arange(4), run.targets]).mean())
    assert (now.right, now.steps, now.most_frequent) == ((y_pred.argmax(axis=1) == run.targets).sum(), 4, 2)
    assert now.middle == pytest.approx(run.losses[20] / 4) and now.middle_at == 20
    assert (now.lowest, now.lowest_at) == (now.loss, 40)
    assert now.is_at_end and not measured(run, 39).is_at_end


def test_a_certain_network_has_no_loss_below_0():
    """A text of one character is predicted with certainty; what rounding takes off 0 is put back."""
    assert str(measured(trained(1, text="aaa"), 1).loss) == "0.0"


def test_in_windows_the_loss_is_a_mean_and_nothing_is_said_of_accuracy():
    """The mean over the last updates is of other characters than the window shown, whatever window that is."""
    run = trained(60, text="the cat sat on the mat. " * 4, target="next", window=24, epochs=50)
    first, last = measured(run, 60, window=0), measured(run, 60, window=3)

    assert first.of == "Mean of the last 4 updates"
    assert (first.right, first.steps, first.most_frequent) == (None, None, None)
    assert first.loss == last.loss == pytest.approx(run.losses[56:].sum() / 95)
    assert (first.middle, first.middle_at) == (pytest.approx(run.losses[24:28].sum() / 95), 28)


def test_before_the_first_update_the_loss_is_that_of_the_first_window():
    """A network with large weights is far worse than ln K there, and is not given that loss."""
    run = trained(8, text="the cat sat on the mat. " * 4, target="next", window=24, initial_scale=5)
    now = measured(run, 0)

    assert now.of == "First window"
    assert now.loss == pytest.approx(run.losses[0] / 24)
    assert now.loss > 2 * now.uniform


def test_the_first_weights_are_looked_at_only_where_it_is_saturated():
    """What was saturated from the start did not become so by training."""
    assert measured(trained(1, text="hello"), 1).saturated_at_first is None
    assert measured(trained(1, text="hello", initial_scale=100), 1).saturated_at_first > 0.8


def test_a_verdict_on_the_text_held_out_is_taken_over():
    """Only where the network overfits is there an update since which it does."""
    now = measured(trained(1, text="hello"), 1)

    assert with_verdict(now, Verdict(OVERFITTING, 30, 2.0, 1.0, 7)).overfits_since == 7
    assert with_verdict(now, Verdict(NOT_RISEN, 30, 2.0, 1.0, 7)).overfits_since is None
