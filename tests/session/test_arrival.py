"""Where a newcomer finds a network that takes long to train."""

import pytest

from rnn import Settings
from rnn.model import backend
from rnn.runs.run import Run
from rnn.session import player as player_module
from rnn.session.player import ARRIVAL_UPDATE, LONGEST_ARRIVAL, Player

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


@pytest.mark.parametrize("update", [3000, ARRIVAL_UPDATE])
def test_who_asked_for_an_update_gets_it(clock, monkeypatch, update):
    """A link's playhead is gone to, however long it takes, also where newcomers arrive; it says where it is going."""
    player = Player(LONG, update)
    slow_down(player, monkeypatch)
    clock.now = 10 * LONGEST_ARRIVAL
    player.tick()

    assert (player.update, player.goal) == (100, update)
    assert player.speed.endswith(f" On the way to update {update:,}.")


def test_a_newcomer_who_goes_on_gets_there(clock, monkeypatch):
    """Who has arrived late, and then asks for the update of arrival, is brought to it."""
    player = Player(LONG)
    slow_down(player, monkeypatch)
    clock.now = LONGEST_ARRIVAL + 1
    player.tick()
    player.seek(ARRIVAL_UPDATE)
    player.tick()

    assert (player.update, player.goal) == (200, ARRIVAL_UPDATE)


def test_a_pause_while_the_kernel_takes_over_leaves_a_network_to_show(monkeypatch):
    """What NumPy had trained is trained anew; paused in that very tick, the playhead is where there is a network."""
    backend.compile_kernel()
    monkeypatch.setattr(backend, "_sources", {})
    player = Player(Settings(text="abcab", epochs=900), 300)
    while player.goal is not None:
        player.tick()
    player.play()
    monkeypatch.undo()
    advance = Run.advance
    monkeypatch.setattr(Run, "advance", lambda run, **_: player.pause() or advance(run, updates=10))
    player.tick()

    assert not player.is_moving
    assert player.moment.update == player.update <= player.run.update == 10
