"""Where a run in windows ends: at the text that is held out, and at the last finite frame."""

from dataclasses import replace

import numpy as np
import pytest

from rnn.model import backend
from rnn.runs.run import Run
from rnn.runs.settings import Settings
from tests.support.runs import PLAIN, RICH, flats, one_by_one, sources, stopping_at


@pytest.mark.parametrize("held_out", [0.04, 0.1, 0.25, 0.5])
@pytest.mark.parametrize("target", ["copy", "next"])
def test_the_end_of_the_text_is_held_out(target, held_out):
    """Both parts together are the text; each has its own targets, none from the other; the vocabulary is of both."""
    text = "abcdefghij" * 4 + "klmnopqrst"
    run = Run(Settings(text=text, target=target, held_out=held_out, epochs=1, window=5))

    count = {0.04: 2, 0.1: 5, 0.25: 12, 0.5: 25}[held_out]
    inputs, targets = run.held_out_steps()
    shift = 1 if target == "next" else 0
    decode = run.vocabulary.decode
    assert len(run.vocabulary) == 20
    assert (decode(run.inputs), decode(run.targets)) == (text[: 50 - count - shift], text[shift : 50 - count])
    assert (decode(inputs), decode(targets)) == (text[50 - count : 50 - shift], text[50 - count + shift :])


def test_nothing_is_held_out_unless_asked_for():
    """Without a share there are no steps held out, and the whole text is trained on."""
    inputs, targets = Run(PLAIN).held_out_steps()

    assert (len(inputs), len(targets), Run(PLAIN).settings.steps) == (0, 0, 25)


@pytest.mark.parametrize("pieces", [[420], [7] * 60, [1] * 420], ids=["at once", "by sevens", "one by one"])
@pytest.mark.parametrize("last", [0, 3, 137, 340])
def test_a_run_that_diverges_stops_at_its_last_finite_frame(last, pieces):
    """Whatever the pieces, the update is named, and every frame up to it stands, with what the optimiser kept."""
    run = Run(RICH, stopping_at(last))
    for updates in pieces:
        run.advance(updates=updates)

    frames = [int(number) for number in Run(RICH).film.updates if number <= last]
    made = [state.flat for state in one_by_one(RICH, backend.train)]
    assert (run.diverged_at, run.update, run.last_update, run.is_finished) == (last, frames[-1], frames[-1], True)
    assert len(run.losses) == frames[-1]
    np.testing.assert_array_equal(flats(run), [made[number] for number in frames])
    assert run.advance(updates=10) == 0


@sources
@pytest.mark.parametrize("optimiser", ["sgd", "momentum", "adagrad", "rmsprop", "adam"])
def test_an_absurd_rate_stops_a_run_in_windows(optimiser, train):
    """Its update is named, and what it rests at is finite, losses and forward pass too."""
    run = Run(replace(PLAIN, optimiser=optimiser, learning_rate=1e308), train)

    with np.errstate(over="ignore"):
        run.advance(epochs=60)
        shown = [run.parameters.theta, run.losses, run.trace().y_pred]

    assert run.diverged_at is not None and run.diverged_at < 7
    assert run.update == run.film.last_update <= run.diverged_at
    assert all(np.isfinite(array).all() for array in shown)
