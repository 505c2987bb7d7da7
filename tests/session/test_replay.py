"""The replay of the way back: it goes from the last step to the first, by hand or by the clock."""

import pytest

from rnn.runs.run import Run
from rnn.runs.settings import Settings
from rnn.session.cache import Cache
from rnn.session.moment import Moment, WindowView
from rnn.session.replay import Replay


@pytest.fixture
def clock(monkeypatch):
    """A clock that a test sets."""
    now = [100.0]
    monkeypatch.setattr("rnn.session.playhead.monotonic", lambda: now[0])
    return now


def replay_of(steps: int) -> Replay:
    """Return a replay of a text with this number of steps."""
    replay = Replay()
    replay.follow(steps)
    return replay


def test_it_begins_at_the_last_step_of_each_text():
    """A text of another length is replayed from its last step; the same length leaves it where it is."""
    replay = replay_of(26)
    replay.step(-3)
    replay.follow(26)
    assert replay.t == 22
    replay.follow(5)
    assert replay.t == 4


def test_it_never_leaves_the_text():
    """Going on at either end stays there."""
    replay = replay_of(3)
    replay.step(1)
    assert replay.t == 2
    replay.step(-9)
    assert replay.t == 0


def test_it_goes_back_with_the_clock_and_rests_at_the_first_step(clock):
    """Half a second is a step; at step 1 it rests, and Replay begins at the end again."""
    replay = replay_of(4)
    replay.play()
    clock[0] += 0.6
    replay.tick()
    assert (replay.t, replay.is_moving) == (2, True)
    for _ in range(4):
        clock[0] += 0.5
        replay.tick()
    assert (replay.t, replay.is_moving) == (0, False)
    replay.play()
    assert (replay.t, replay.is_moving) == (3, True)


def test_a_long_text_is_replayed_in_twenty_seconds(clock):
    """Of 200 steps, one second goes back ten."""
    replay = replay_of(200)
    replay.play()
    clock[0] += 1.0
    replay.tick()
    assert replay.t == 189


def test_holding_keeps_the_step(clock):
    """Held, it does not move with the clock."""
    replay = replay_of(10)
    replay.play()
    clock[0] += 1.1
    replay.tick()
    replay.hold()
    clock[0] += 5
    replay.tick()
    assert replay.t == 7


def test_a_text_of_one_step_has_nothing_to_replay():
    """With one step the replay is at its end at once."""
    replay = replay_of(1)
    replay.play()
    assert (replay.t, replay.is_moving) == (0, False)


def test_results_are_kept_for_one_object():
    """What was made of an object is made once, until another comes."""
    results, made, first, second = Cache(), [], object(), object()
    for thing in (first, first, second, first):
        results.keep("name", thing, lambda: made.append(1))
    assert len(made) == 3


def test_results_of_a_moment_stay_with_it():
    """Of several moments each keeps its own, as long as it is there."""
    run = Run(Settings(text="ab", epochs=3))
    results, made = Cache(), []
    first, second = (Moment(WindowView(run, 0), 0) for _ in range(2))
    for moment in (first, second, first, second):
        assert results.keep("name", moment, lambda moment=moment: made.append(moment) or moment) is moment

    assert made == [first, second]
