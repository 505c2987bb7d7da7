"""The playhead: play, pause, step and seek, on a film that is trained only as far as it is needed."""

from functools import partial
from threading import Event, Thread

import numpy as np
import pytest

from rnn import Run, Settings
from rnn.model import backend
from rnn.session import playhead
from rnn.session.film import spool
from rnn.session.film.pace import PACES
from rnn.session.player import ARRIVAL_UPDATE, Player

SETTINGS = Settings(text="abcab", target="next", hidden_size=3, epochs=20_000)


@pytest.fixture(autouse=True, scope="module")
def kernel():
    """The kernel, compiled beforehand, so that every run here has the same source."""
    backend.compile_kernel()


@pytest.fixture
def clock(monkeypatch):
    """A clock that only the test moves on."""

    class Clock:
        now = 100.0

    for module in (playhead, spool):
        monkeypatch.setattr(module, "monotonic", lambda: Clock.now)
    return Clock


def arrive(player: Player) -> Player:
    """Let the player reach where it is going."""
    while player.goal is not None:
        player.tick()
    return player


def hold_training(player: Player, monkeypatch) -> tuple[Event, Event]:
    """Let the player's run train only when it may: return two events, that it has begun, and that it may go on."""
    training, may_go_on = Event(), Event()
    advance = player.run.advance

    def slow_advance(**limits):
        training.set()
        may_go_on.wait(10)
        return advance(**limits)

    monkeypatch.setattr(player.run, "advance", slow_advance)
    return training, may_go_on


def test_a_newcomer_finds_the_network_trained_and_at_rest():
    """Without an update, the playhead goes to that of arrival, rests there, and is not playing."""
    player = arrive(Player(SETTINGS))

    assert (player.update, player.run.update, player.is_moving) == (ARRIVAL_UPDATE, ARRIVAL_UPDATE, False)


def test_a_short_film_is_arrived_at_its_end():
    """Where the film is shorter than the arrival epoch, the playhead rests at its last."""
    assert arrive(Player(Settings(text="ab", epochs=70))).update == 70


def test_the_first_press_plays_from_the_beginning(clock):
    """Play goes back to epoch 0 for a newcomer, and on from where it rests after a pause."""
    player = arrive(Player(SETTINGS))
    player.play()
    assert player.update == 0
    clock.now += 0.5
    player.tick()
    player.pause()
    paused_at = player.update
    player.play()

    assert player.update == paused_at > 0


@pytest.mark.parametrize("pace", ["slow", "normal", "fast"])
def test_the_playhead_moves_so_many_frames_a_second(clock, pace):
    """In four ticks of a quarter of a second the playhead moves by the frames that its pace has in a second."""
    player = arrive(Player(SETTINGS, update=0, pace=pace))
    player.play()
    for _ in range(4):
        clock.now += 0.25
        player.tick(seconds=10)

    assert player.frame == int(PACES[pace])
    assert player.update == player.run.film.updates[player.frame]


def test_a_long_wait_does_not_make_the_film_jump(clock):
    """A tick that comes an hour late moves the playhead by half a second's frames at most."""
    player = arrive(Player(SETTINGS, update=0, pace="fast"))
    player.play()
    clock.now += 3600
    player.tick(seconds=10)

    assert player.frame == int(0.5 * PACES["fast"])


def test_playing_ends_at_the_films_end(clock):
    """At the last frame the player pauses by itself, and Play starts from the beginning."""
    player = arrive(Player(Settings(text="ab", epochs=5), update=0, pace="fast"))
    player.play()
    clock.now += 0.5
    player.tick(seconds=10)
    assert (player.update, player.is_moving) == (5, False)
    player.play()

    assert (player.update, player.is_playing) == (0, True)


def test_steps_go_from_frame_to_frame_and_stop_at_the_ends():
    """Forward and back go to the neighbouring frames; from between two frames, back goes to the first of them."""
    player = arrive(Player(SETTINGS, update=3000))
    updates = player.run.film.updates
    before = int(updates[updates < 3000].max())
    assert 3000 not in updates
    player.step(-1)
    assert player.update == before
    arrive(player).step(1)
    arrive(player)
    assert player.update == int(updates[updates > before].min())
    player.seek(0)
    player.step(-1)

    assert player.update == 0


def test_seeking_trains_just_that_far():
    """An epoch that the film has not reached is trained for, in ticks, and no further; going back trains nothing."""
    player = arrive(Player(SETTINGS, update=50))
    player.seek(4321)
    assert player.goal == 4321
    arrive(player)
    assert (player.update, player.run.update) == (4321, 4321)
    player.seek(7)

    assert (player.update, player.run.update, player.goal) == (7, 4321, None)


@pytest.mark.parametrize(("wanted", "reached"), [(-5, 0), (10**9, 20_000)])
def test_seeking_outside_the_film_stops_at_its_end(wanted, reached):
    """An epoch before the film or after it becomes its first or last."""
    player = arrive(Player(SETTINGS, update=1))
    player.seek(wanted)

    assert arrive(player).update == reached


def test_pause_stops_a_long_training_at_once():
    """Pause forgets where the playhead was going; it rests where it has come to."""
    player = Player(SETTINGS, update=20_000)
    player.tick(seconds=0.001)
    player.pause()
    rested_at = player.update
    player.tick()

    assert (player.update, player.is_moving) == (rested_at, False)
    assert rested_at < 20_000


def test_the_moment_is_the_network_at_that_very_epoch():
    """Parameters and scores at the playhead are those of a run advanced to that epoch."""
    player = arrive(Player(SETTINGS, update=777))
    run = Run(SETTINGS)
    run.advance(epochs=778)

    np.testing.assert_array_equal(player.moment.parameters.theta, theta_at(777))
    assert player.moment.scores.loss == pytest.approx(run.losses[777], rel=1e-9)


def theta_at(epoch: int) -> np.ndarray:
    run = Run(SETTINGS)
    run.advance(epochs=epoch)
    return run.parameters.theta


def test_what_numpy_trained_is_trained_again_by_the_kernel(monkeypatch):
    """A run that began before the kernel was ready becomes, once it is, the run that every other visitor has."""
    monkeypatch.setattr(backend, "_sources", {})
    player = arrive(Player(SETTINGS, update=900))
    by_numpy = player.run
    monkeypatch.undo()
    player.tick()
    arrive(player)

    assert player.run is not by_numpy
    assert player.update == 900
    np.testing.assert_array_equal(player.moment.parameters.theta, theta_at(900))


def test_a_run_that_diverges_rests_at_its_last_finite_frame():
    """Seeking in a run that diverges ends at the last finite frame, and the player says where it diverged."""
    player = Player(Settings(text="abc", learning_rate=1e308, epochs=1000), update=1000)
    for _ in range(20):
        player.tick()

    assert not player.is_moving
    assert player.update == player.run.update == player.run.last_update
    assert f"diverged at epoch {player.run.diverged_at:,}" in player.speed


def test_a_press_during_a_tick_has_the_last_word(monkeypatch):
    """Reset in a second thread, while the first still trains towards a goal, waits for it, and then rests at 0."""
    player = arrive(Player(SETTINGS))
    training, may_go_on = hold_training(player, monkeypatch)
    player.seek(20_000)
    tick, press = Thread(target=player.tick), Thread(target=partial(player.seek, 0))
    tick.start()
    training.wait(10)
    press.start()
    may_go_on.set()
    tick.join()
    press.join()

    assert (player.update, player.goal, player.is_moving) == (0, None, False)


def test_pause_does_not_wait_for_a_tick(monkeypatch):
    """Pressed while the first thread still trains, Pause comes back at once, and the playhead rests thereafter."""
    player = arrive(Player(SETTINGS))
    training, may_go_on = hold_training(player, monkeypatch)
    player.seek(20_000)
    tick = Thread(target=player.tick)
    tick.start()
    training.wait(10)
    player.pause()
    assert tick.is_alive()
    may_go_on.set()
    tick.join()

    assert not player.is_moving
    assert player.update == player.run.update
    np.testing.assert_array_equal(player.moment.parameters.theta, player.run.parameters.theta)


def test_a_pause_while_it_trains_leaves_the_playhead_where_it_was_drawn(clock, monkeypatch):
    """What the tick has just trained for is kept, but the pictures that the visitor paused at do not move on."""
    player = arrive(Player(SETTINGS, update=100))
    advance = player.run.advance

    def paused_advance(**limits):
        player.pause()
        return advance(**limits)

    monkeypatch.setattr(player.run, "advance", paused_advance)
    player.play()
    clock.now += 1.0
    player.tick()

    assert player.update == 100
    assert player.run.update > 100
