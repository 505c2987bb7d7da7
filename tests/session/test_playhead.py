"""A place that moves by itself: by hand, by the clock, and only as far as what it needs is ready."""

import pytest

from rnn.session import playhead as playhead_module
from rnn.session.playhead import Playhead


@pytest.fixture
def clock(monkeypatch):
    """A clock that a test sets."""
    now = [100.0]
    monkeypatch.setattr(playhead_module, "monotonic", lambda: now[0])
    return now


def playing(index: int = 0, last: int = 10) -> Playhead:
    """Return a playhead that plays from a place."""
    playhead = Playhead(longest_tick=1.0, last=last)
    playhead.show(index)
    playhead.play()
    return playhead


@pytest.mark.parametrize(("asked", "shown"), [(-3, 0), (0, 0), (4, 4), (10, 10), (11, 10)])
def test_it_rests_at_the_nearest_place(asked, shown):
    """Shown a place, also one before the first or after the last, it rests at the nearest there is."""
    playhead = playing(2)
    playhead.show(asked)

    assert (playhead.index, playhead.is_playing) == (shown, False)


def test_a_step_rests():
    """A step on or back ends playing, and stops at the ends."""
    playhead = playing(2)
    playhead.step(3)
    assert (playhead.index, playhead.is_playing) == (5, False)
    playhead.step(-9)

    assert playhead.index == 0


def test_put_plays_on_from_there(clock):
    """Put elsewhere while it plays, it goes on from that place."""
    playhead = playing(2)
    clock[0] += 0.25
    playhead.tick(2)  # half a place, which belongs to the place before
    playhead.put(7)
    clock[0] += 0.5
    playhead.tick(2)

    assert (playhead.index, playhead.is_playing) == (8, True)


def test_what_a_tick_leaves_over_is_kept(clock):
    """Four ticks of three quarters of a place make three places."""
    playhead = playing()
    for _ in range(4):
        clock[0] += 0.25
        playhead.tick(3)

    assert playhead.index == 3


def test_a_late_tick_is_bounded(clock):
    """A tick an hour late moves it by what one second is worth."""
    playhead = playing()
    clock[0] += 3600
    playhead.tick(4)

    assert playhead.index == 4


def test_it_rests_at_the_last_place_and_plays_from_the_first(clock):
    """At the last place it rests by itself; played again, it begins at the first."""
    playhead = playing(9)
    clock[0] += 1
    playhead.tick(5)
    assert (playhead.index, playhead.is_playing) == (10, False)
    playhead.play()

    assert (playhead.index, playhead.is_playing) == (0, True)


def test_the_time_at_rest_does_not_count(clock):
    """Held, ticks move nothing; played again, it moves by the time since then alone, from a whole place."""
    playhead = playing()
    clock[0] += 0.9
    playhead.tick(1)
    playhead.hold()
    clock[0] += 5
    assert not playhead.tick(1)
    playhead.play()
    clock[0] += 0.5
    playhead.tick(1)

    assert playhead.index == 0


def test_a_row_of_one_place_is_not_played():
    """With nowhere to go it rests at once."""
    assert not playing(last=0).is_playing


def test_it_goes_no_further_than_what_is_ready(clock):
    """It asks for the place that is due, waits at the last that is ready, and does not make up for the wait."""
    asked = []
    playhead = playing()
    for ready in (2, 2, 10):
        clock[0] += 1
        playhead.tick(4, lambda place, ready=ready: asked.append(place) or ready)

    assert asked == [4, 6, 6]
    assert playhead.index == 6


def test_held_while_a_place_is_made_ready_it_stays(clock):
    """Whoever holds it meanwhile keeps the place that is on the screen."""
    playhead = playing(3)
    clock[0] += 1

    def reach(place: int) -> int:
        playhead.hold()
        return place

    assert not playhead.tick(4, reach)
    assert (playhead.index, playhead.is_playing) == (3, False)
