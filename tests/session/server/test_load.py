"""How busy the server is: measured by the clocks, and what it sends then."""

import pytest

from rnn.session.server import load as load_module
from rnn.session.server.load import CALM_SECONDS, EASY, FEWEST_FRAMES, MOST_TIMES_AHEAD, Load


@pytest.fixture
def clocks(monkeypatch):
    """The clock on the wall and the processor's, which a test sets."""
    now = {"monotonic": 10.0, "process_time": 3.0}
    for name in now:
        monkeypatch.setattr(load_module, name, lambda name=name: now[name])
    return now


def busy(clocks, share: float, seconds: float = 20) -> Load:
    """Return the load of a server that has used this share of its time for a while."""
    load = Load()
    for _ in range(int(seconds)):
        clocks["monotonic"] += 1
        clocks["process_time"] += share
        load.measure()
    return load


def test_the_share_is_what_was_used_of_the_time_that_passed(clocks):
    """Three tenths of a second of work in each second are a share of 0.3, once the former share is forgotten."""
    assert busy(clocks, 0.3).share == pytest.approx(0.3, abs=1e-5)


def test_it_is_not_measured_over_a_moment(clocks):
    """A measurement within half a second of the last returns what that found."""
    load = busy(clocks, 0.3)
    clocks["monotonic"] += 0.1
    clocks["process_time"] += 0.1

    assert load.measure() == pytest.approx(0.3, abs=1e-5)


@pytest.mark.parametrize("share", [0.0, EASY])
def test_an_easy_server_sends_what_is_wanted(clocks, share):
    """Up to here nobody gets less."""
    load = busy(clocks, share)

    assert (load.frames(20), load.ahead(0.9)) == (pytest.approx(20), pytest.approx(0.9))


def test_a_busy_server_sends_fewer_frames_and_further_ahead(clocks):
    """At twice the share it sends a quarter of the frames, further ahead."""
    load = busy(clocks, 2 * EASY)

    assert load.frames(20) == pytest.approx(5, rel=1e-3)
    assert load.ahead(0.9) == pytest.approx(0.9 * MOST_TIMES_AHEAD)


def test_nobody_gets_less_than_a_few_frames(clocks):
    """However busy it is, each film goes on; and one that is wanted slower is not made faster."""
    load = busy(clocks, 50.0)

    assert (load.frames(20), load.frames(2)) == (FEWEST_FRAMES, 2)
    assert load.ahead(1.0) == MOST_TIMES_AHEAD


def test_it_is_calm_some_time_after_it_was_busy(clocks):
    """Not at first, not while it is busy, and not as soon as it is easy."""
    assert not Load().is_calm
    load = busy(clocks, 2 * EASY)
    assert not load.is_calm

    calm = []
    for _ in range(int(CALM_SECONDS) + 2):
        clocks["monotonic"] += 1
        load.measure()
        calm.append(load.is_calm)
    assert calm == sorted(calm)
    assert (calm[0], calm[-1]) == (False, True)
