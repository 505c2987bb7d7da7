"""A visitor's story with links: to long texts, packed or by fingerprint, to a window of them, and broken ones."""

import numpy as np
import pytest

from rnn.runs.link import fingerprint, to_query
from rnn.runs.settings import Settings
from rnn.session.server.text_store import TEXT_STORE
from tests.support.opening import at_rest, command, session_of, unfold, visit

WALRUS = ("The Walrus and the Carpenter were walking close at hand; " * 100)[:5000]
WINDOWED = {"target": "next", "hidden_size": "8", "window": "25", "epochs": "4", "learning_rate": "0.02"}


def noise(characters: int, random_seed: int) -> str:
    """Return a text that cannot be packed small: 40 different capital letters and signs by chance."""
    signs = np.array([chr(code) for code in range(65, 105)])
    return "".join(signs[np.random.RandomState(random_seed).randint(len(signs), size=characters)])


def theta(app) -> list[float]:
    return session_of(app).player.moment.parameters.theta.tolist()


def test_a_long_text_that_packs_well_is_in_its_link():
    """The address of 5,000 characters of verse holds all of them, and brings run and playhead back."""
    app = at_rest(visit("train", **to_query(Settings(text=WALRUS, **{**WINDOWED, **numbers()})), update=123))
    assert set(app.query_params) >= {"packed", "update"} and "text" not in app.query_params
    other = at_rest(visit("train", **app.query_params))

    assert session_of(other).settings.text == WALRUS
    assert (session_of(other).player.update, theta(other)) == (123, theta(app))


def numbers() -> dict:
    """Return the numbers of the run in windows as numbers."""
    return {"hidden_size": 8, "window": 25, "epochs": 4, "learning_rate": 0.02}


def test_a_long_text_that_does_not_pack_is_found_on_its_server():
    """The address has a fingerprint; whoever opens it on the same server sees the same run."""
    text = noise(20_000, random_seed=1)
    app = at_rest(visit("train", **WINDOWED))
    app.text_area(key="text").set_value(text).run()
    app = at_rest(command(at_rest(app), do="seek", place=0))
    assert app.query_params["fingerprint"] == fingerprint(text)
    assert any("this server keeps for a while" in caption.value for caption in app.sidebar.caption)
    other = at_rest(visit("train", **app.query_params))

    assert session_of(other).settings == session_of(app).settings
    assert not other.warning


def test_a_text_that_is_gone_is_asked_for_and_brings_run_and_playhead_back():
    """Where the server has no such text, a sentence asks for it; given again, the very run of the link is there."""
    text = noise(20_000, random_seed=2)
    query = {**WINDOWED, "fingerprint": fingerprint(text), "update": "700", "at": "3"}
    app = at_rest(visit("train", **query))
    assert "Give the same text again" in app.warning[0].value
    assert session_of(app).settings == Settings()
    assert dict(app.query_params) == query
    app.text_area(key="text").set_value(text).run()
    app = at_rest(app)
    player = session_of(app).player

    assert (session_of(app).settings.text, session_of(app).settings.hidden_size) == (text, 8)
    assert (player.update, player.view.window) == (700, 2)
    assert not app.warning and not app.exception
    assert dict(app.query_params) == query


def test_the_text_that_is_gone_may_be_given_after_another_and_cleaned_to_be_it():
    """Another text does not end the waiting; nor does the same one with capitals, which Lower case makes right."""
    text = noise(20_000, random_seed=3).lower()
    query = {**WINDOWED, "fingerprint": fingerprint(text), "update": "9"}
    app = at_rest(visit("train", **query))
    app.text_area(key="text").set_value("something else").run()
    assert at_rest(app).query_params["text"] == "something else"
    app.text_area(key="text").set_value(text.upper()).run()
    app = unfold(at_rest(app), "text_fold")
    app.toggle(key="lower_case").set_value(True).run()

    assert session_of(at_rest(app)).settings.text == text
    assert session_of(app).settings.hidden_size == 8
    assert session_of(app).player.update == 9


def test_the_window_that_is_looked_at_is_in_the_link():
    """The seventh window of the text is `at=7`; the first is not worth a word."""
    query = to_query(Settings(text=WALRUS, target="next", hidden_size=8, window=25, epochs=4, learning_rate=0.02))
    app = at_rest(visit("predictions", **query, update=50))
    assert "at" not in app.query_params
    session_of(app).player.look_at(6)
    app = at_rest(app)
    assert app.query_params["at"] == "7"

    assert session_of(at_rest(visit("predictions", **app.query_params))).player.view.window == 6


@pytest.mark.parametrize(
    "broken",
    [
        {"packed": "not packed at all"},
        {"packed": "eNoAAAA"},
        {"fingerprint": "0" * 32},
        {"text": "e" + "\u0301" * 50},
        {"text": ""},
        {"update": "9" * 5000},
        {"at": "second"},
        {"changes": "learning_rate@x=1"},
        {"changes": "colour@10=1"},
        {"window": "3.5"},
        {"carry": "maybe"},
        {"optimiser": "![a](http://b)"},
    ],
    ids=lambda broken: " ".join(broken),
)
def test_a_broken_link_gets_a_sentence_and_the_notebooks_run(broken):
    """What cannot be read is named, nothing of it becomes markup, and the app runs all the same."""
    app = visit("train", **broken)

    assert not app.exception
    assert "A part of the link does not fit" in app.warning[0].value
    assert "![a]" not in app.warning[0].value
    assert session_of(app).settings == Settings()


def test_the_sentence_on_a_link_goes_with_the_next_run():
    """Any new run puts an end to it."""
    app = visit("train", window="3.5")
    app.slider(key="hidden_size").set_value(4).run()

    assert not app.warning


def test_only_texts_too_long_for_plain_links_are_put_on_the_shelf():
    """A short text of a visitor is not kept by the server."""
    at_rest(visit("train", text="a short text of a visitor", epochs=10))

    assert TEXT_STORE.find(fingerprint("a short text of a visitor")) is None


def test_a_window_is_chosen_by_slider_or_number_and_is_in_the_link():
    """Of 200 windows one is slid to or typed; both controls stand there then, and the address follows at once."""
    query = to_query(Settings(text=WALRUS, hidden_size=8, window=25, epochs=4))
    app = at_rest(visit("predictions", **query, update=50))
    app.number_input(key="window_typed").set_value(123).run()
    assert (app.slider(key="window_shown").value, app.query_params["at"]) == (123, "123")
    app.slider(key="window_shown").set_value(7).run()

    assert (app.number_input(key="window_typed").value, app.query_params["at"]) == (7, "7")
    assert session_of(app).player.view.window == 6


def test_few_windows_are_slid_over_alone():
    """Of 40 windows each has its place on the slider, and there is no field for a number."""
    app = at_rest(visit("predictions", text=WALRUS[:1000], hidden_size=8, window=25, epochs=4, update=9))

    assert app.slider(key="window_shown").max == 40
    assert "window_typed" not in [field.key for field in app.number_input]
