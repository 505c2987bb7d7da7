"""Visitors' stories with a text that is painted: one hidden unit on it, and what in it surprised the network."""

import math
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from rnn.runs.link import to_query
from rnn.runs.presets import PRESETS
from tests.support import opening
from tests.support.opening import session_of
from tests.support.stories import alt, components, said

POEM = next(preset.settings for preset in PRESETS if preset.name.startswith("Two poems"))
SIDES = {
    "hidden_states": ("hidden_view", "one"),
    "predictions": ("predictions_view", "surprising"),
}


def visit(name: str, **query) -> AppTest:
    """Open the side of a page that paints the text."""
    app = opening.visit(name, **query)
    key, side = SIDES[name]
    return app.segmented_control(key=key).set_value(side).run()


def painted(app: AppTest) -> dict:
    """Return what is sent of the painted text."""
    return next(part for part in components(app) if "levels" in part)


def lists(app: AppTest) -> dict[str, list]:
    """Return the snippets of each list, by its title."""
    return {part["title"]: part["snippets"] for part in components(app) if "snippets" in part}


def sentences(app: AppTest) -> str:
    return " ".join(said(app))


@pytest.mark.parametrize("name", SIDES)
@pytest.mark.parametrize("query", [{}, {"text": "<", "hidden_size": 1}, {"text": "*a* <b>\n", "target": "next"}])
def test_every_text_can_be_painted(name, query):
    """The notebook's letters, a single sign, and a text of markup: each character as it is, with a value."""
    app = visit(name, epoch=50, **query)
    text = query.get("text", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    shown = text[1:] if name == "predictions" and "target" in query else text[: len(text) - ("target" in query)]

    assert not app.exception
    assert "".join(painted(app)["characters"]) == shown.replace("\n", "↵")
    assert len(painted(app)["values"]) == len(shown)


def test_the_passages_of_a_unit_are_its_most_extreme_activations():
    """The first of each list has the largest and the smallest value of the painted text; the unit can be changed."""
    app = visit("hidden_states", epoch=3000)
    app.slider(key="unit").set_value(4).run()
    values = painted(app)["values"]
    high, low = (lists(app)[f"Where unit 4 is {end}"] for end in ("highest", "lowest"))

    assert not app.exception
    assert painted(app)["title"] == "Unit 4 on the text"
    assert float(high[0][3].removeprefix("a = ").replace("−", "-")) == max(values) / 100
    assert float(low[0][3].removeprefix("a = ").replace("−", "-")) == min(values) / 100
    assert high[0][1] == painted(app)["characters"][values.index(max(values))]


def test_units_are_ranked_by_what_they_tell():
    """Another feature gives other bars; one that never changes is said to correlate with none."""
    app = visit("hidden_states", text="Oh, a bee, an ape", target="next", epoch=300)
    spaces = alt(app, "Correlation of each unit with the feature")
    app.selectbox(key="feature").set_value("after-character").run()
    app.selectbox(key="feature_character").set_value("a").run()
    after = alt(app, "Correlation of each unit with the feature")
    app.selectbox(key="feature").set_value("digit").run()

    assert not app.exception
    assert "Feature: white space." in spaces and "Feature: right after a." in after
    assert "**digit**: the same at every step shown, so no unit correlates with it." in sentences(app)


def test_a_selected_stretch_is_named_with_its_units_and_others_like_it():
    """What was dragged over is shown with the units that are on; the stretches found are framed in the text."""
    text = "abcabcabcabc"
    app = visit("hidden_states", text=text, target="copy", epoch=2000)
    session_of(app).selection.select(span=(3, 5))
    app.run()
    found = lists(app)["Other passages with the same active units"]

    assert not app.exception
    assert painted(app)["selected"] == [3, 5]
    assert "Selected: **ab**." in sentences(app)
    assert found[0][1] == "ab"
    assert len(painted(app)["marked"]) == len(found)


def test_a_stretch_of_another_text_is_forgotten():
    """It is gone with its text; the last steps read stand in for it."""
    app = visit("hidden_states", text="hello", epoch=10)
    session_of(app).selection.select(span=(1, 3))
    app.text_area(key="text").set_value("shell").run()
    session_of(app).selection.select(step=3)
    app.run()

    assert painted(app)["selected"] == [1, 4]


def test_the_worst_predictions_are_those_with_the_fullest_colours():
    """The list begins with the largest loss of the painted text, in nats and in bits."""
    app = visit("predictions", text="abracadabra", target="next", epoch=300)
    worst = lists(app)["Worst predictions first: click one to open its distribution"]
    values = painted(app)["values"]
    nats = max(values) / 100

    assert not app.exception
    assert len(worst) == 10
    assert f"{nats:.2f} nats" in worst[0][3]
    assert float(worst[0][3].split("= ")[1].removesuffix(" bits")) == pytest.approx(nats / math.log(2), abs=0.02)
    assert painted(app)["characters"] == list("bracadabra")


@pytest.mark.parametrize("name", SIDES)
def test_a_long_text_shows_a_passage_around_the_window(name):
    """Up to 2,000 characters are painted, with the window's own step chosen; going on a window moves the choice."""
    app = visit(name, **to_query(POEM), update=200)
    app.slider(key="window_shown").set_value(3).run()
    before = painted(app)
    app.slider(key="window_shown").set_value(4).run()

    assert not app.exception
    assert 1000 < len(before["characters"]) <= 2000
    assert painted(app)["chosen"] == before["chosen"] + POEM.window
    assert painted(app)["characters"] == before["characters"]
    assert f"{before['first'] + 1:,} to {before['first'] + len(before['characters']):,} of 4," in before["title"]


def test_the_step_that_is_opened_is_the_one_that_is_chosen_on_the_text():
    """The sentence below the worst predictions is about the chosen step of the window."""
    app = visit("predictions", **to_query(POEM), update=0, at=2)
    session_of(app).selection.select(step=7)
    app.run()

    assert not app.exception
    assert painted(app)["chosen"] == POEM.window + 7
    assert "Step **8** reads" in sentences(app)


def test_a_character_that_another_text_lacks_is_no_longer_asked_for():
    """The choice of a character falls back to one of the new text; the page goes on, and quotes the sign as it is."""
    app = visit("hidden_states", text="abz", epoch=10)
    app.selectbox(key="feature").set_value("character").run()
    app.selectbox(key="feature_character").set_value("z").run()
    assert "**the character z**" in sentences(app)
    app.session_state["session"].start(replace(app.session_state["session"].settings, text="*_*"))
    app.run()

    assert not app.exception
    assert r"**the character \*" in sentences(app)
