"""A visitor's story of changes while training: at the playhead, at rest and while the film plays, and undone."""

import numpy as np

from rnn.runs.change import Change
from rnn.runs.run import Run
from rnn.runs.settings import Settings
from tests.support.opening import at_rest, command, press, session_of, unfold, visit

HELLO = {"text": "hello", "target": "next", "epochs": 2000}


def with_change(app, name: str, value: float):
    return app.select_slider(key=f"change_{name}").set_value(value).run()


def at(update: int, **query):
    return unfold(at_rest(visit("train", **{**HELLO, "epoch": update, **query})), "schedule_fold")


def theta(app) -> list[float]:
    return session_of(app).player.moment.parameters.theta.tolist()


def test_a_knob_turned_at_rest_leaves_what_was_before_bit_for_bit():
    """The playhead stays, losses and parameters before it are the same numbers, and what follows is another run's."""
    app = at(500)
    before, here = session_of(app).player.run, theta(app)
    app = with_change(app, "learning_rate", 0.1)
    player = session_of(app).player

    assert session_of(app).settings.changes == (Change(500, "learning_rate", 0.1),)
    assert (player.update, theta(app)) == (500, here)
    assert player.run.losses[:500].tolist() == before.losses[:500].tolist()
    app = at_rest(command(app, do="end"))
    alone = Run(Settings(text="hello", target="next", epochs=2000, changes=(Change(500, "learning_rate", 0.1),)))
    alone.advance(epochs=2000)
    assert session_of(app).player.run.losses.tolist() == alone.losses.tolist()
    assert not app.exception


def test_what_is_before_a_turn_is_not_trained_again():
    """The new run begins with the frames that the old one has up to the playhead: the very same ones."""
    app = at(500)
    old = session_of(app).player.run
    frames = [old.film._frames[index] for index in range(old.film.frame_before(500) + 1)]
    app = with_change(app, "clip_norm", 1.0)
    new = session_of(app).player.run

    assert new is not old
    assert all(new.film._frames[index] is frame for index, frame in enumerate(frames))


def test_a_turn_is_in_the_link_and_a_reload_brings_it_back():
    """The address holds update, setting and value; who opens it sees the same parameters."""
    app = at_rest(with_change(at(500), "learning_rate", 0.1))
    query = dict(app.query_params)
    assert query["changes"] == "learning_rate@500=0.1"
    app = at_rest(command(app, do="end"))
    other = at_rest(visit("train", **app.query_params))

    assert session_of(other).settings == session_of(app).settings
    assert (session_of(other).player.update, theta(other)) == (2000, theta(app))


def test_a_turn_can_be_taken_back():
    """Undo takes the change out, the playhead stays, and the network is the one that never changed."""
    untouched = at(900)
    app = with_change(at(500), "learning_rate", 0.1)
    command(app, do="go", update=900)
    app = at_rest(app)
    assert theta(app) != theta(untouched)
    app = at_rest(press(app, "Undo"))

    assert session_of(app).settings.changes == ()
    assert (session_of(app).player.update, theta(app)) == (900, theta(untouched))
    assert "changes" not in app.query_params


def test_the_knobs_stand_where_they_stand_at_the_playhead():
    """Before the change the control shows the setting, after it the new value."""
    app = with_change(at(500), "learning_rate", 0.1)
    assert app.select_slider(key="change_learning_rate").value == 0.1
    command(app, do="go", update=499)
    app = at_rest(app)

    assert app.select_slider(key="change_learning_rate").value == 0.01
    assert app.select_slider(key="learning_rate").value == 0.01


def test_a_knob_turned_before_an_earlier_turn_takes_its_place():
    """Changed at 300, the change at 500 is dropped; those of other settings are kept."""
    app = with_change(with_change(at(500), "learning_rate", 0.1), "clip_norm", 5.0)
    command(app, do="go", update=300)
    app = with_change(at_rest(app), "learning_rate", 0.02)

    assert session_of(app).settings.changes == (Change(300, "learning_rate", 0.02), Change(500, "clip_norm", 5.0))


def test_a_knob_that_is_turned_to_where_it_stands_is_no_turn():
    """To the value that it has already: nothing is written down."""
    app = at(500)
    session_of(app).change_while_training("learning_rate", 0.01)

    assert session_of(app).settings.changes == ()


def test_at_the_beginning_a_knob_is_a_setting():
    """Changed at epoch 0, it is the learning rate of the whole run, and its later changes are dropped."""
    app = with_change(at(500), "learning_rate", 0.1)
    app = with_change(command(app, do="seek", place=0), "learning_rate", 0.05)

    assert session_of(app).settings == Settings(text="hello", target="next", epochs=2000, learning_rate=0.05)


def test_a_setting_keeps_the_turns_of_other_knobs():
    """Another number of hidden units keeps all changes; another learning rate drops its own alone."""
    app = with_change(with_change(at(500), "learning_rate", 0.1), "clip_norm", 5.0)
    app.slider(key="hidden_size").set_value(6).run()
    assert len(session_of(app).settings.changes) == 2
    app.select_slider(key="learning_rate").set_value(0.02).run()

    assert session_of(app).settings.changes == (Change(500, "clip_norm", 5.0),)
    assert session_of(app).settings.learning_rate == 0.02


def test_a_knob_turned_while_the_film_plays_does_not_stop_it():
    """The film goes on from where it is with the same frames before, and to its end."""
    app = command(at(500), do="seek", place=0)
    app = command(app, do="play")
    player = session_of(app).player
    for _ in range(30):
        if player.update > 20:
            break
        app.run()
    before = player.run.losses[: player.update].copy()
    app = with_change(app, "learning_rate", 0.1)

    (change,) = session_of(app).settings.changes
    assert player.is_playing and player.update >= change.update > 0
    assert np.array_equal(player.run.losses[: change.update], before[: change.update])
    player.pause()
    assert session_of(at_rest(command(app, do="end"))).player.update == 2000
    assert not app.exception


def test_a_knob_turned_on_the_way_to_the_end_goes_on_to_the_end():
    """While the run trains to its end, a turn does not hold it up."""
    app = at(500, epochs=200_000)
    session_of(app).player.goal = 200_000
    session_of(app).change_while_training("clip_norm", 5.0)

    assert session_of(app).player.goal == 200_000


def test_a_run_that_exploded_goes_on_when_its_rate_is_turned_down_before():
    """With a rate of 1e308 from epoch 50 on it diverges at once; lowered at 40, it trains to the end."""
    app = at_rest(command(at(30, changes="learning_rate@50=1e+308"), do="end"))
    player = session_of(app).player
    assert (player.run.diverged_at, player.update) == (51, 51)
    command(app, do="go", update=40)
    app = with_change(at_rest(app), "learning_rate", 0.02)
    assert session_of(app).settings.changes == (Change(40, "learning_rate", 0.02),)
    app = at_rest(command(app, do="end"))

    assert (player.run.diverged_at, player.update) == (None, 2000)
    assert not app.exception


def test_a_new_rate_mends_a_run_that_exploded():
    """The setting itself, lowered, begins a new run, which can be trained to its end."""
    app = at(100, learning_rate="1e308")
    assert session_of(app).player.run.diverged_at == 1
    app.select_slider(key="learning_rate").set_value(0.01).run()
    app = at_rest(command(at_rest(app), do="end"))

    assert session_of(app).player.run.diverged_at is None
    assert session_of(app).player.update == 2000
