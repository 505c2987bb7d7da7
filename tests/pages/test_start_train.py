"""A newcomer's story: Start, Train, the settings, and the link."""

import json

import pytest

from tests.support.opening import at_rest, command, is_moving, step, visit
from tests.support.stories import alts, charts, components, readings


def test_the_start_page_is_alive_on_arrival():
    """Without a click there is a trained network, unrolled, every next letter right, and at rest."""
    app = at_rest(visit()).run()

    assert not app.exception
    assert readings(app)["Accuracy"] == "25 of 25"
    assert readings(app)["Epoch"] == "10,000"
    assert charts(app)[0]["alt"].startswith("The network, unrolled over its text.")
    assert not is_moving(app)


def test_play_pause_step_and_reset_answer():
    """Play offers Pause and starts at epoch 0; Forward steps a frame; End trains on; Reset goes to epoch 0."""
    app = command(at_rest(visit("train", text="hello", target="next", epochs=1000)), do="play")
    assert is_moving(app)
    app = command(app, do="pause")
    app = command(app, do="seek", place=0)
    assert readings(app)["Epoch"] == "0"
    app = step(app, 1)
    assert readings(app)["Epoch"] == "1"
    app = at_rest(command(app, do="end")).run()
    assert readings(app)["Epoch"] == "1,000"
    app = command(app, do="seek", place=0)

    assert readings(app)["Epoch"] == "0"
    assert not app.exception


def test_any_epoch_can_be_gone_to():
    """A number typed into the field brings the playhead to that very epoch, between frames too."""
    app = at_rest(visit("train", text="hello", epochs=2000))
    command(app, do="go", update=1234)

    assert readings(at_rest(app).run())["Epoch"] == "1,234"


def test_a_setting_starts_a_new_run_at_the_same_epoch_and_says_so():
    """With another number of hidden units the network is another, the epoch and the random seed the same."""
    app = at_rest(visit("train", text="hello", epoch=500, epochs=2000, random_seed=4))
    app.slider(key="hidden_size").set_value(6).run()
    app = at_rest(app).run()
    session = app.session_state["session"]

    assert session.settings.hidden_size == 6 and session.settings.random_seed == 4
    assert readings(app)["Epoch"] == "500"
    assert session.player.moment.parameters.W.shape == (6, 6)


def test_a_unit_of_a_larger_network_stays_chosen_as_the_last_one():
    """Unit 90 of 100 is chosen; of 30 units, of which not all are drawn, it is the last."""
    app = visit("start", hidden_size=100, target="next", unit=90, epoch=5)
    assert "unit 90 and those with the largest mean activation at epoch 5" in charts(app)[0]["see"]
    app.slider(key="hidden_size").set_value(30).run()

    assert not app.exception
    assert "24 of 30 units, unit 29 and those" in charts(app)[0]["see"]


def test_the_news_of_a_new_run_are_told_once():
    """The run after the change shows the toast, the one after it no longer."""
    app = visit("train", text="hello", epoch=5)
    app.slider(key="hidden_size").set_value(6).run()
    assert [toast.value for toast in app.toast] == ["New run (hidden size), from the same random seed 0."]

    assert not app.run().toast


@pytest.mark.parametrize(("typed", "words"), [("", "The text is empty"), ("  ", "holds only spaces")])
def test_a_text_that_will_not_do_gets_a_sentence_and_changes_nothing(typed, words):
    """The sentence is in the sidebar, what was typed stays, and so does the run."""
    app = at_rest(visit("train", text="hello", epoch=5))
    app.text_area(key="text").set_value(typed).run()

    assert words in app.sidebar.error[0].value
    assert app.session_state["session"].settings.text == "hello"
    assert app.text_area(key="text").value == typed
    assert not app.exception


def test_what_was_typed_survives_the_change_of_another_setting():
    """A text that waits to be mended is still there after a slider was moved."""
    app = at_rest(visit("train", text="hello", epoch=5))
    app.text_area(key="text").set_value("").run()
    app.slider(key="hidden_size").set_value(4).run()

    assert app.text_area(key="text").value == ""
    assert app.sidebar.error
    assert app.session_state["session"].settings.hidden_size == 4


def test_one_character_has_no_next():
    """Asking for the next character of a one-letter text gets a sentence; the run stays."""
    app = at_rest(visit("train", text="a", epoch=5, epochs=100))
    app.segmented_control(key="target").set_value("next").run()

    assert "no next one" in app.sidebar.error[0].value
    assert app.session_state["session"].settings.target == "copy"


def test_a_preset_brings_all_its_settings():
    """Choosing the rhyme sets its text, target and sizes."""
    app = at_rest(visit("train", text="hello", epoch=5, epochs=100))
    rhyme = next(preset for preset in app.selectbox(key="preset").options if "rhyme" in preset)
    app.selectbox(key="preset").select(rhyme).run()

    settings = app.session_state["session"].settings
    assert settings.text.startswith("twinkle") and settings.target == "next"


def test_the_link_holds_run_and_playhead():
    """After a change at rest, the address has the settings that differ from the defaults, and the epoch."""
    app = at_rest(visit("train", text="hello", epoch=50, epochs=100))
    app.slider(key="hidden_size").set_value(4).run()
    at_rest(app).run()

    assert dict(app.query_params) == {"text": "hello", "hidden_size": "4", "epochs": "100", "epoch": "50"}


def test_a_request_that_brings_the_former_link_along_moves_nothing():
    """A press that left the browser before the new link got there plays on from the playhead's place."""
    app = step(at_rest(visit("train", text="hello", epoch=5, epochs=1000)), 1)
    assert app.query_params["epoch"] == "6"
    app.query_params["epoch"] = "5"
    app = command(app, do="play")

    assert is_moving(app)
    assert app.session_state["session"].player.update >= 6


def test_a_link_brings_the_same_run_back():
    """Two visitors with one link see the same network, number for number."""
    query = {"text": "hello", "target": "next", "hidden_size": 5, "learning_rate": 0.05, "epoch": 777, "epochs": 5000}
    first, second = (at_rest(visit("train", **query)).session_state["session"].player for _ in range(2))

    assert first is not second
    assert (first.update, second.update) == (777, 777)
    assert first.moment.parameters.theta.tolist() == second.moment.parameters.theta.tolist()


@pytest.mark.parametrize(
    "query", [{"hidden_size": "many"}, {"epoch": "-3"}, {"target": "sideways"}, {"learning_rate": "nan"}, {"text": ""}]
)
def test_a_broken_link_gets_a_sentence_and_the_notebooks_run(query):
    """A value that cannot be read is named, and the app runs all the same."""
    app = visit("train", **query)

    assert not app.exception
    assert "A part of the link does not fit" in app.warning[0].value
    assert app.session_state["session"].settings.text == "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def test_two_visitors_share_nothing():
    """What one visitor sets and trains, the other does not see."""
    one, other = visit("train", text="hello", epoch=5), visit("train", text="hello", epoch=5)
    one.slider(key="hidden_size").set_value(7).run()
    other.run()

    assert other.session_state["session"].settings.hidden_size == 10
    assert other.session_state["session"] is not one.session_state["session"]


def test_train_shows_loss_and_sayings():
    """The page has the loss chart on logarithmic axes, and the text as it is said; the switch makes the axes linear."""
    app = at_rest(visit("train", text="hello", epoch=50, epochs=100))
    assert [said.split(".")[0] for said in alts(app)] == ["Loss during training", "Predicted characters"]
    assert json.loads(charts(app)[0]["figure"])["layout"]["xaxis"]["type"] == "log"
    app.toggle(key="log_axes").set_value(False).run()

    assert json.loads(charts(app)[0]["figure"])["layout"]["xaxis"]["type"] == "linear"


def test_divergence_is_told_on_the_train_page():
    """A rate beyond all bounds stops the run at its last finite frame, and the page says at which epoch."""
    app = visit("train", text="abc", learning_rate="1e308", epoch=100, epochs=100)
    app = at_rest(app).run()

    assert not app.exception
    assert any("diverged at epoch" in part.get("note", "") for part in components(app))


def test_without_numba_the_app_says_so_in_one_line(monkeypatch):
    """Where the kernel cannot be had, the page says so and works."""
    monkeypatch.setattr("rnn.model.backend.is_missing", lambda: True)
    app = visit("train", text="hello", epoch=5)

    assert any("plain NumPy" in caption.value for caption in app.caption)
