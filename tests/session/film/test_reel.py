"""What of the film the browser is given at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.runs.link import to_query
from rnn.runs.settings import Settings
from rnn.session import playhead as playhead_module
from rnn.session.film import spool as spool_module
from rnn.session.film.pace import PACES
from rnn.session.film.reel import thinned
from rnn.session.player import Player
from rnn.session.session import Session

SETTINGS = Settings(text="hello", target="next", epochs=5000)


@pytest.fixture
def clock(monkeypatch):
    """A clock that a test sets."""
    now = [100.0]
    for module in (playhead_module, spool_module):
        monkeypatch.setattr(module, "monotonic", lambda: now[0])
    return now


def playing(clock, wanted: float = 1.0) -> Player:
    """Return a player that plays from the start, with so many seconds of film wanted."""
    player = Player(SETTINGS, update=0)
    player.play()
    player.supply(wanted)
    player.tick(seconds=10)
    return player


@given(
    st.lists(st.floats(0.01, 0.5), min_size=1, max_size=60).map(lambda seconds: [round(s, 3) for s in seconds]),
    st.floats(0.5, 40),
)
def test_a_thinned_reel_keeps_its_last_place_and_its_time(seconds, most):
    """At most so many places a second are left, rising, the last among them, and together they last as long."""
    places = list(range(5, 5 + len(seconds)))
    kept, times = thinned(places, seconds, most)

    assert kept == sorted(set(kept)) and kept[-1] == places[-1] and set(kept) <= set(places)
    assert len(kept) <= max(1, round(most * sum(seconds)))
    assert sum(times) == pytest.approx(sum(seconds))


def test_a_press_of_play_brings_the_seconds_that_are_wanted(clock):
    """The first reel begins with the frame on the screen and holds the wanted second, frame by frame."""
    reel = playing(clock).reel(100)

    assert reel.plays
    assert reel.places == tuple(range(int(PACES["normal"]) + 1))
    assert [moment.update for moment in reel] == [int(u) for u in reel.now.run.film.updates[: len(reel)]]


def test_what_is_asked_for_follows_what_was_given(clock):
    """Asked for more with 0.4 s left, the next reel goes on with the frame after the last, up to a second ahead."""
    player = playing(clock)
    last = player.reel(100).places[-1]
    clock[0] += 0.6
    player.supply(1.0, left=0.4)
    player.tick(seconds=10)
    reel = player.reel(100)

    assert reel.continues
    assert reel.places == tuple(range(last + 1, last + 1 + 7))


def test_a_redraw_that_nobody_asked_for_begins_with_what_may_be_on_the_screen(clock):
    """What was changed meanwhile is seen at once: the frames of the last half second, and those still to be shown."""
    player = playing(clock)
    clock[0] += 0.75  # nine frames of thirteen are shown; a browser that began late may still be at the third
    player.tick(seconds=10)
    reel = player.reel(100)

    assert reel.plays and not reel.continues
    assert reel.places[0] in (2, 3, 4)
    assert reel.places == tuple(range(reel.places[0], reel.places[-1] + 1))
    assert reel.places[-1] > 12


def test_a_redraw_after_more_was_asked_for_misses_no_frame(clock):
    """What the browser had left when it asked comes once more too, should the answer be lost."""
    player = playing(clock)
    player.reel(100)
    clock[0] += 0.6
    player.supply(1.0, left=0.4)
    player.tick(seconds=10)
    lost = player.reel(100)
    player.tick(seconds=10)
    again = player.reel(100)

    player.supply(1.0, left=0.4)
    player.tick(seconds=10)
    following = player.reel(100)

    assert lost.continues and not again.continues and following.continues
    assert again.places[0] <= 8 < lost.places[0]
    assert again.places == tuple(range(again.places[0], following.places[0]))


def test_a_redraw_that_nobody_asked_for_is_short(clock):
    """Of a long reel the rest is taken back: a change is seen soon. It is asked for again, and no frame is missed."""
    player = playing(clock, wanted=4.0)
    assert len(player.reel(100)) > 45
    clock[0] += 1.0
    player.tick(seconds=10)
    redrawn = player.reel(100)
    player.supply(4.0, left=0.5)
    player.tick(seconds=10)
    following = player.reel(100)

    assert not redrawn.continues and following.continues
    assert redrawn.places[0] <= 12 <= redrawn.places[-1]
    assert len(redrawn) < 25
    assert following.places[0] == redrawn.places[-1] + 1
    assert redrawn.now.update == player.run.film.updates[redrawn.places[-1]]


def test_what_is_changed_while_it_plays_is_changed_from_what_is_seen(clock):
    """However far ahead the film was handed out: what is turned after a second of four takes effect a second in."""
    session = Session(to_query(SETTINGS) | {"epoch": "0"})
    session.player.play()
    session.player.supply(4.0)
    session.player.tick(seconds=10)
    ahead = session.player.frame
    clock[0] += 1.0
    session.change_while_training("learning_rate", 0.05)
    (change,) = session.settings.changes

    assert ahead > 45
    assert session.player.is_playing
    assert abs(session.player.run.film.frame_before(change.update) - PACES["normal"]) <= 1


def test_each_moment_is_that_of_the_film_to_the_last_bit(clock):
    """No frame is interpolated: its parameters are those that training had left there."""
    reel = playing(clock).reel(100)
    film = reel.now.run.film

    for place, moment in zip(reel.places, reel, strict=True):
        assert moment.parameters.theta.tolist() == film.frame(place).theta.tolist()


def test_at_rest_the_frames_beside_are_at_hand(clock):
    """The moment at the playhead comes last, after the frame before it and the one after, if that is trained."""
    player = Player(SETTINGS, update=0)
    player.seek(int(player.run.film.updates[10]))
    player.tick(seconds=10)
    player.make_next_frame_ready()
    reel = player.reel(20)

    assert not reel.plays
    assert reel.places == (9, 11, 10)
    assert reel.now is player.moment


def test_the_end_of_the_film_is_played_out(clock):
    """The last reel is still to be shown when the playhead has come to its end; then it rests there."""
    player = Player(Settings(text="ab", epochs=8), update=0)
    player.play()
    player.supply(3.0)
    player.tick(seconds=10)
    assert (player.is_playing, player.reel(100).plays, player.reel(100).places[-1]) == (False, True, 8)
    clock[0] += 3

    assert not player.reel(100).plays


def test_a_first_visit_has_the_opening_before_the_moment_at_rest():
    """A browser may play it, or rest where the network has learnt; played, it ends there by itself."""
    player = Player(SETTINGS)
    while player.goal is not None:
        player.tick(seconds=10)
    arrived, player.opens = player.update, True
    reel = player.reel(20)
    assert 1 < reel.opens < len(reel)
    assert reel.now.update == arrived
    player.play_opening(0)
    player.supply(0.5)
    player.tick(seconds=10)
    assert player.update < player.rest == arrived  # a link names where it will be
    player.supply(60.0)
    player.tick(seconds=10)

    assert (player.update, player.is_playing, player.opens) == (arrived, False, False)
