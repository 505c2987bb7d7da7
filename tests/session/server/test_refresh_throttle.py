"""How the visitors of one server share it."""

import pytest

from rnn.session.server import refresh_throttle
from rnn.session.server.refresh_throttle import RefreshThrottle


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is set."""
    time = {"now": 100.0}
    monkeypatch.setattr(refresh_throttle, "monotonic", lambda: time["now"])
    return time


def test_one_or_two_visitors_have_the_full_pace(clock):
    """Alone or in pairs, nobody waits for others, however often they tick."""
    shared = RefreshThrottle()

    assert [shared.interval(who, 0.2) for who in "abab"] == [0.2] * 4


def test_in_a_crowd_the_ticks_of_all_together_stay_as_many(clock):
    """Six visitors tick a third as often as two, so that the server has as much to do."""
    shared = RefreshThrottle()
    for who in "abcdef":
        shared.interval(who, 0.2)

    assert [shared.interval(who, 0.2) for who in "abcdef"] == pytest.approx([0.6] * 6)


def test_who_has_not_ticked_for_a_while_is_not_counted(clock):
    """When the others rest or have gone, the one who is left has the full pace again."""
    shared = RefreshThrottle()
    for who in "abcdef":
        shared.interval(who, 0.2)
    clock["now"] += 2.5

    assert shared.interval("a", 0.2) == pytest.approx(0.2)


def test_who_ticks_slowly_in_a_crowd_still_counts(clock):
    """Thirty visitors tick every three seconds: none of them is taken for gone meanwhile."""
    shared = RefreshThrottle()
    for _ in range(3):
        for who in range(30):
            shared.interval(who, 0.2)
        clock["now"] += 3.0

    assert shared.interval(0, 0.2) == pytest.approx(3.0)
