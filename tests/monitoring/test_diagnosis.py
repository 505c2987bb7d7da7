"""Health: the numbers by hand, and each state for a network that is in it."""

import math

import numpy as np
import pytest

from rnn.model.excerpts import excerpt, read_excerpt
from rnn.model.network import Trace, backward, cross_entropy, forward
from rnn.model.parameters import Parameters
from rnn.monitoring.diagnosis import (
    diagnose,
    diagnose_run,
    norms,
    read_signs,
    saturated_share,
    unigram_loss,
    update_ratios,
)
from rnn.runs.change import Change
from rnn.runs.run import Run
from rnn.runs.settings import Settings

LETTERS = np.arange(4)


def trace_with(right: float, activation: float = 0.0) -> Trace:
    """Return a trace over LETTERS whose y_pred gives `right` to the target and shares out the rest; all a are equal."""
    y_pred = np.full((4, 4), (1 - right) / 3)
    y_pred[LETTERS, LETTERS] = right
    a = np.full((4, 3), activation)
    return Trace(np.arctanh(a), a, np.log(y_pred), y_pred, np.zeros(3))


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


def test_the_guessing_loss_is_an_entropy():
    """Guessing among equally frequent characters costs ln K, knowing that there is only one costs nothing."""
    assert unigram_loss(np.arange(26)) == pytest.approx(math.log(26))
    assert unigram_loss(np.array([3, 3, 3])) == 0
    assert unigram_loss(np.array([0, 0, 0, 1])) == pytest.approx(-0.75 * math.log(0.75) - 0.25 * math.log(0.25))


@pytest.mark.parametrize(
    ("trace", "losses", "state", "words"),
    [
        (trace_with(0.25), (), "stuck at guessing", "guessing by how often each character occurs (1.39): loss 1.39"),
        (trace_with(0.5), (), "learning", "loss 0.69 a character, 100% of the characters right"),
        (trace_with(0.99), (), "learnt", "It knows the text"),
        (trace_with(0.99, activation=0.999), (), "learnt", "It knows the text"),
        (trace_with(0.5, activation=0.999), (), "saturated", "100% of the activations are pinned"),
        (trace_with(0.001), (), "exploding", "worse than a blind guess (1.39): loss 6.91"),
        (trace_with(math.nan), (), "exploding", "range of numbers"),
        (trace_with(0.5), (5.0, 0.4, 2.77), "unstable", "at epoch 1 the loss was 0.10"),
        (trace_with(0.5), (5.5, 2.78, 2.775), "stalled", "second half"),
        (trace_with(0.5), (5.5, 3.5, 2.775), "learning", "between guessing (1.39) and knowing"),
    ],
)
def test_each_state_is_recognised(trace, losses, state, words):
    """A network in a state is told so, with the numbers that show it and something to try."""
    diagnosis = diagnose(trace, LETTERS, losses)

    assert diagnosis.state == state
    assert words in diagnosis.sentence
    assert diagnosis.what_to_try.endswith(".")


def test_a_text_of_one_character_is_no_guess():
    """Where guessing would cost nothing, a network on its way is learning, not guessing."""
    diagnosis = diagnose(trace_with(0.5), np.array([1, 1, 1, 1]))

    assert diagnosis.state == "learning"


def test_the_signs_are_a_character_s():
    """Losses of the whole text are divided by its length: 8 nats over 4 characters are 2."""
    measurements = read_signs(trace_with(0.5), LETTERS, [8, 4, 6])

    assert (measurements.lowest, measurements.lowest_at, measurements.middle) == (1, 1, 1)
    assert measurements.loss == pytest.approx(math.log(2))


def test_the_notebook_s_run_goes_from_guessing_to_learnt():
    """The notebook's alphabet starts by guessing, learns, and has learnt after 1,500 epochs."""
    letters, parameters, losses, states = np.arange(26), Parameters.random(10, 26), [], []
    for epoch in range(1501):
        trace = forward(parameters, letters)
        losses.append(cross_entropy(trace.y_pred, letters))
        if epoch in (0, 300, 1500):
            states.append(diagnose(trace, letters, losses).state)
        parameters.theta -= 0.01 * backward(parameters, trace, letters, letters).theta

    assert states == ["stuck at guessing", "learning", "learnt"]


TEXT = "the cat sat on the mat. " * 20
LONG = {"text": TEXT, "target": "next", "hidden_size": 24, "window": 24, "initialisation": "scaled"}


def diagnosis_of(run: Run):
    """Return the health of a run at its last update, looked at in its first window."""
    trace, targets = read_excerpt(run.parameters, run.windows, 0), excerpt(run.windows, 0).targets
    return diagnose_run(run, run.update, trace, targets)


def test_a_run_in_windows_goes_from_guessing_to_learnt():
    """Its losses are means over a pass: one window alone is easy or hard, and says nothing of the text."""
    run = Run(Settings(**LONG, optimiser="adagrad", learning_rate=0.1, epochs=200))
    states = [diagnosis_of(run).state]
    run.advance(epochs=1)
    states.append(diagnosis_of(run).state)
    run.advance(epochs=199)
    states.append(diagnosis_of(run).state)

    assert states == ["stuck at guessing", "learning", "learnt"]
    assert f"loss {run.losses[-20:].sum() / len(run.inputs):.2f} a character" in diagnosis_of(run).sentence


def test_a_run_in_windows_that_knew_the_text_better_is_unstable():
    """When the rate is turned up a hundredfold the mean loss leaps, and the update where it was lowest is named."""
    turn = Change(2000, "learning_rate", 10)
    run = Run(Settings(**LONG, optimiser="adagrad", learning_rate=0.1, epochs=110, changes=(turn,)))
    run.advance(updates=2000)
    assert diagnosis_of(run).state == "learnt"
    run.advance(updates=20)

    assert diagnosis_of(run).state in ("unstable", "exploding")
    run.losses[2000:] = run.losses[:20] / 2  # worse than it was, but better than a blind guess
    diagnosis = diagnosis_of(run)
    assert diagnosis.state == "unstable"
    assert "at update 2,000 the loss was 0.0" in diagnosis.sentence


def test_a_run_that_diverged_is_exploding():
    """At its last frame the numbers may look well, but it is told that they did not stay so."""
    run = Run(Settings(text="abc", learning_rate=1e308, epochs=100))
    run.advance(epochs=100)
    diagnosis = diagnosis_of(run)

    assert diagnosis.state == "exploding"
    assert f"diverged at epoch {run.diverged_at}" in diagnosis.sentence
