"""How long each frame of the film is shown."""

import numpy as np
import pytest

from rnn.runs.run import Run
from rnn.runs.settings import Settings
from rnn.session.film.opening import FIRST_SECONDS, OPENING_SECONDS, opening_frames, opening_haste
from rnn.session.film.pace import BY_CHANGE, PACES, SECONDS_A_BIT, frame_seconds


@pytest.fixture(scope="module")
def run():
    """A word that is learnt within its film."""
    run = Run(Settings(text="hello", target="next", learning_rate=0.1, epochs=2000))
    run.advance(epochs=2000)
    return run


@pytest.mark.parametrize("pace", ["slow", "normal", "fast"])
def test_an_even_pace_shows_every_frame_as_long(run, pace):
    """So many frames a second are shown, whatever the loss does."""
    assert {frame_seconds(run, pace, frame) for frame in range(150)} == {1 / PACES[pace]}


def test_by_change_a_frame_is_shown_the_longer_the_more_the_loss_changes(run):
    """Each bit per character by which the loss differs from the frame before adds its share of a second."""
    updates = run.film.updates
    losses = np.array([run.losses[update] for update in updates[:100]]) / 4 / np.log(2)
    for frame in (1, 20, 50, 99):
        change = min(1.0, abs(losses[frame] - losses[frame - 1]))
        assert frame_seconds(run, BY_CHANGE, frame) == pytest.approx(1 / PACES[BY_CHANGE] + SECONDS_A_BIT * change)


def test_the_opening_takes_no_longer_than_it_may(run):
    """Played so much faster, the frames up to the last one take the seconds of an opening, or less."""
    last = len(run.film) - 1
    haste = opening_haste(run, last)

    assert haste >= 1
    assert sum(frame_seconds(run, BY_CHANGE, frame) for frame in range(last + 1)) / haste <= OPENING_SECONDS + 1e-9


def test_the_first_frames_of_the_opening_are_enough_for_its_beginning(run):
    """They begin with the untrained network, and last until the browser has heard from the server, but not longer."""
    frames = opening_frames(run, len(run.film) - 1)
    seconds = [shown for _, shown in frames]

    assert [frame for frame, _ in frames] == list(range(len(frames)))
    assert sum(seconds) > FIRST_SECONDS >= sum(seconds[:-1])
