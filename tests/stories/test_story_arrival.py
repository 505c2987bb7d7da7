"""Where a visitor's playhead is: what a link names, what a preset brings, and what Start says of it."""

import pytest

from rnn.analysis.edits import HoldUnit
from rnn.runs.link import to_query
from rnn.runs.presets import remembering
from rnn.runs.run import Run
from rnn.runs.settings import Settings
from rnn.session import player as player_module
from tests.support.opening import at_rest, command, session_of, visit
from tests.support.stories import charts, dock, readings, words

WALRUS = ("The Walrus and the Carpenter were walking close at hand; " * 18)[:1000]
WINDOWED = Settings(text=WALRUS, target="next", hidden_size=4, window=25, epochs=300)  # 12,000 updates
REMOVED = "Your edits belonged to another network and were removed."


@pytest.fixture
def slow(monkeypatch):
    """A server so busy that no newcomer's arrival is in time, and a tick trains 2,000 updates at most."""
    advance = Run.advance
    monkeypatch.setattr(player_module, "LONGEST_ARRIVAL", 0)
    monkeypatch.setattr(Run, "advance", lambda run, updates, seconds: advance(run, updates=min(updates, 2000)))


def seen(app) -> str:
    """Return what Start says beneath its picture, of the moment at the playhead."""
    return charts(app)[0]["see"]


def choose_preset(app, words: str):
    """Choose the preset whose name holds these words."""
    select = app.selectbox(key="preset")
    return select.select(next(name for name in select.options if words in name)).run()


@pytest.mark.parametrize("epoch", [0, 1, 300, 10_000, 12_345])
def test_a_link_to_an_epoch_of_the_notebooks_run_opens_there(epoch):
    """With all settings at their defaults, too, the playhead rests at the epoch of the link, which stays in it."""
    app = at_rest(visit(epoch=epoch))

    assert readings(app)["Epoch"] == f"{epoch:,}"
    assert app.query_params["epoch"] == str(epoch)


def test_a_reload_on_arrival_plays_from_the_beginning():
    """The address of a newcomer says epoch 10,000; reloaded, Play starts from epoch 0 as it did before."""
    app = command(at_rest(visit(epoch=10_000)), do="play")

    assert session_of(app).player.is_playing
    assert session_of(app).player.update < 10_000


@pytest.mark.parametrize("update", [9000, 10_000])
def test_what_a_link_names_is_reached_however_slowly(slow, update):
    """A link to an update of a text in windows trains up to it, says so, and keeps its address meanwhile."""
    app = visit(**to_query(WINDOWED), update=update)
    assert session_of(app).player.update < update
    assert f"On the way to update {update:,}." in dock(app)["note"]
    assert app.query_params["update"] == str(update)
    app = at_rest(app)

    assert readings(app)["Update"] == f"{update:,}"
    assert app.query_params["update"] == str(update)


def test_a_newcomer_may_rest_where_a_slow_run_has_come(slow):
    """Without an update in the link nobody has to wait for update 10,000."""
    app = at_rest(visit(**to_query(WINDOWED)))

    assert session_of(app).player.update < 10_000
    assert app.query_params["update"] == str(session_of(app).player.update)


def test_back_in_history_leads_to_what_the_link_names(slow):
    """Where the run rested before update 10,000, going to a link that names it trains on to it."""
    app = at_rest(visit(**to_query(WINDOWED)))
    session_of(app).follow({**to_query(WINDOWED), "update": "10000"})

    assert readings(at_rest(app))["Update"] == "10,000"


def test_start_says_how_much_is_right_at_the_playhead():
    """Trained, untrained and while it plays, the sentence beneath the picture has the numbers of the readings."""
    app = at_rest(visit(epoch=10_000))
    assert seen(app).startswith("At epoch 10,000, 26 of the 26 predictions shown are correct;")
    app = command(app, do="seek", place=0)
    assert seen(app).startswith(f"At epoch 0, {_of_the(readings(app)['Accuracy'])} predictions shown are correct;")
    app = command(app, do="play")
    for _ in range(3):
        app.run()
        assert seen(app).startswith(f"At epoch {readings(app)['Epoch']}, {_of_the(readings(app)['Accuracy'])} ")


def _of_the(accuracy: str) -> str:
    return accuracy.replace(" of ", " of the ")


def test_start_counts_the_window_in_view():
    """Of a text in windows the sentence is about the one that is shown; the last may be shorter."""
    app = at_rest(visit(**to_query(WINDOWED), update=500, at=40))

    assert seen(app).startswith("At update 500, ")
    assert " of the 24 predictions shown are correct;" in seen(app)


def test_start_says_where_training_diverged():
    """At the last finite epoch the page says that the film ends there, and why."""
    app = at_rest(visit(text="abc", learning_rate="1e308", epochs=100, epoch=100))

    assert "The film ends here, as training diverged at epoch 1." in words(app)


def test_a_preset_arrives_as_for_a_newcomer():
    """Chosen at epoch 33, another preset is trained to where newcomers find it, and the news say so."""
    app = choose_preset(at_rest(visit(epoch=33)), "Next letter")
    assert "It trains towards epoch 10,000 first; Play starts from the beginning." in app.toast[0].value
    app = at_rest(app)
    assert readings(app)["Epoch"] == "10,000"

    assert session_of(command(app, do="play")).player.update < 10_000


def test_a_preset_chosen_while_the_film_plays_plays_from_the_beginning():
    """The new film plays, and nothing is said of an arrival."""
    app = command(at_rest(visit(epoch=5000)), do="play")
    app = choose_preset(app, "Next letter")

    assert session_of(app).player.is_playing
    assert session_of(app).player.update < 5000
    assert "towards" not in app.toast[0].value


def test_another_distance_to_remember_keeps_the_playhead():
    """It is the same task: what it looks like after as many updates can be compared."""
    app = at_rest(visit("train", **to_query(remembering(5).settings), update=700))
    app.slider(key="distance").set_value(4).run()

    assert session_of(at_rest(app)).settings == remembering(4).settings
    assert readings(app)["Update"] == "700"


@pytest.mark.parametrize(
    "change",
    [
        lambda app: choose_preset(app, "Next letter"),
        lambda app: app.slider(key="hidden_size").set_value(12).run(),
        lambda app: app.text_area(key="text").set_value("ABCDEFGHIJKLMNOPQRSTUVWXYZZ").run(),
        lambda app: session_of(app).follow({"hidden_size": "12"}) or app.run(),
    ],
    ids=["preset", "hidden size", "text", "link"],
)
def test_edits_do_not_follow_into_another_network(change):
    """With another preset, text or hidden size the edits are gone, and Surgery has a sentence on it."""
    app = at_rest(visit(epoch=5))
    session_of(app).edit_list.add(HoldUnit(1))
    app = change(app)
    assert session_of(app).edit_list.edits == ()
    app.switch_page("pages/surgery.py").run()

    assert [warning.value for warning in app.warning] == [REMOVED]


def test_edits_stay_where_the_network_is_trained_otherwise():
    """Another learning rate keeps text, sizes and edits."""
    app = at_rest(visit(epoch=5))
    session_of(app).edit_list.add(HoldUnit(1))
    app.select_slider(key="learning_rate").set_value(0.02).run()

    assert session_of(app).edit_list.edits == (HoldUnit(1),)
    assert session_of(app).edit_list.news is None
