"""The four phases of an update, played by a clock that the test turns."""

import pytest

from rnn.session import playhead
from rnn.session.film.half_steps import PHASES, SECONDS_A_PHASE, HalfSteps


@pytest.fixture
def clock(monkeypatch):
    """A clock that stays where it is until it is turned: add to clock[0]."""
    now = [0.0]
    monkeypatch.setattr(playhead, "monotonic", lambda: now[0])
    return now


def tick(played: HalfSteps, clock, seconds: float) -> str:
    """Let time go by in quarters of a second, a tick each; return the phase."""
    for _ in range(round(4 * seconds)):
        clock[0] += 0.25
        played.tick()
    return played.phase


def test_each_phase_is_shown_for_its_time_and_the_last_one_stays(clock):
    """Forward, loss, backward, update; then it rests."""
    played = HalfSteps()
    assert not played.is_moving
    played.play()
    shown = [played.phase, *(tick(played, clock, SECONDS_A_PHASE + 0.25) for _ in range(3))]

    assert tuple(shown) == PHASES
    assert not played.is_moving
    assert tick(played, clock, 20) == "update"


def test_held_it_stays_and_played_again_it_begins_anew(clock):
    """Each time that it is played is counted, so that the picture knows to begin anew."""
    played = HalfSteps()
    played.play()
    tick(played, clock, SECONDS_A_PHASE + 0.25)
    played.hold()
    assert tick(played, clock, 20) == "loss"
    played.play()

    assert (played.phase, played.is_moving, played.plays) == ("forward", True, 2)
