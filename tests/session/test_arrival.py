"""Where a newcomer finds a network that takes long to train."""

import pytest

from rnn import Settings
from rnn.model import backend
from rnn.session import player as player_module
from rnn.session.player import LONGEST_ARRIVAL, Player

LONG = Settings(text="a quick brown fox " * 50, target="next", hidden_size=4, window=25, epochs=1000)


@pytest.fixture
def clock(monkeypatch):
    """A clock that only the test moves on, and training that takes a thousand updates a tick."""

    class Clock:
        now = 0.0

    backend.compile_kernel()
    monkeypatch.setattr(player_module, "monotonic", lambda: Clock.now)
    return Clock


def slow_down(player: Player, monkeypatch) -> None:
    """Let the player's run make a hundred updates whenever it trains."""
    advance = player.run.advance
    monkeypatch.setattr(player.run, "advance", lambda updates, seconds: advance(updates=min(updates, 100)))


def test_a_long_run_is_shown_as_far_as_it_has_come(clock, monkeypatch):
    """After five seconds the playhead rests where the run is, and a press of Play begins at the beginning."""
    player = Player(LONG)
    slow_down(player, monkeypatch)
    player.tick()
    assert (player.update, player.goal) == (100, 10_000)
    clock.now = LONGEST_ARRIVAL + 1
    player.tick()

    assert (player.update, player.goal, player.is_moving) == (200, None, False)
    player.play()
    assert player.update == 0


def test_who_asked_for_an_update_gets_it(clock, monkeypatch):
    """A link's playhead is gone to, however long it takes."""
    player = Player(LONG, 3000)
    slow_down(player, monkeypatch)
    clock.now = 10 * LONGEST_ARRIVAL
    player.tick()

    assert (player.update, player.goal) == (100, 3000)
