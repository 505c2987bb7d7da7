"""A visitor's story on the page of weights and dynamics."""

import json
import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.support import opening
from tests.support.opening import command
from tests.support.stories import alts, charts, said
from tests.support.stories import words as film_words

VIEWS = ("parameters", "spectrum", "path", "similarity")


def visit(view: str = "parameters", **query) -> AppTest:
    """Open the page with this view and these settings."""
    return look_at(opening.visit("weights", **query), view)


def look_at(app: AppTest, view: str) -> AppTest:
    """Choose a view."""
    return app.segmented_control(key="weights_view").set_value(view).run()


def figure(app: AppTest, title: str) -> dict:
    """Return the chart whose title starts so."""
    return next(json.loads(chart["figure"]) for chart in charts(app) if chart["alt"].startswith(title))


def words(app: AppTest) -> str:
    """Return all that is said on the page."""
    seen = [chart["see"] for chart in charts(app)]
    return "\n".join([*said(app), *seen])


@pytest.mark.parametrize(
    "query", [{"epoch": 50}, {"text": "a", "epoch": 3}, {"text": "<b &", "target": "next", "hidden_size": 1}]
)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_shows_something_for_any_run(view, query):
    """A single character, a single unit and awkward characters are shown without an exception in all views."""
    app = visit(view, epochs=60, **query)

    assert not app.exception
    assert len(alts(app)) >= 1


def test_weights_can_be_seen_now_at_first_and_as_their_change():
    """At epoch 0 the change is 0; later it is not, and what was at first stays."""
    app = visit(epochs=500, epoch=500)
    now = alts(app)[0]
    app.segmented_control(key="weights_time").set_value("start").run()
    at_first = alts(app)[0]
    app.segmented_control(key="weights_time").set_value("change").run()

    assert now.startswith("Weights into the hidden units: W, U and b, now.")
    assert at_first.startswith("Weights into the hidden units: W, U and b, at the start.")
    assert "b goes from 0 to 0." in at_first
    assert "now − start. W goes from" in alts(app)[0]
    assert "b goes from 0 to 0." not in alts(app)[0]


def test_each_panel_can_have_its_own_scale():
    """The switch gives each panel its own range, written above it."""
    app = visit(epochs=500, epoch=500)
    assert len({trace["zmax"] for trace in figure(app, "Weights into the hidden")["data"]}) == 1

    app.segmented_control(key="weights_scale").set_value("own").run()

    drawn = figure(app, "Weights into the hidden")
    assert len({trace["zmax"] for trace in drawn["data"]}) > 1
    assert all("±" in note["text"] for note in drawn["layout"]["annotations"])


def test_the_spectrum_is_measured_over_the_whole_film():
    """The film is trained to its end beside the playhead, which stays; then the page rests and has measured all."""
    app = visit("spectrum", epochs=400, epoch=20)
    for _ in range(20):
        if "Measured over the whole film" in words(app):
            break
        app.run()

    session = app.session_state["session"]
    assert "Measured over the whole film" in words(app)
    assert (session.player.run.update, session.player.update) == (400, 20)
    assert len(figure(app, "Spectral radius")["data"]) == 3
    assert "W alone would let a state **fade**" in words(app)


def test_spectrum_and_backward_say_the_same_of_the_memory():
    """One sentence joins W's radius, tanh's slope and the half-life that is measured; both pages show it."""
    app = visit("spectrum", epoch=2000, epochs=2000)
    memory = next(one for one in film_words(app) if "mean Jacobian" in one)
    app.switch_page("pages/backward.py").run().get_by_key("backward_view").set_value("credit").run()

    assert memory in film_words(app)
    half_life = re.search(r"the error halves every (\S+) characters", words(app)).group(1)
    assert f"it halves every {half_life} characters" in memory


def test_a_large_network_that_plays_is_not_measured_back_through_time():
    """The sentence leaves the measured half-life out while the film moves, and has it again at rest."""
    text = "the cat sat on the mat. " * 8
    app = visit("spectrum", text=text, target="next", hidden_size=64, initial_scale=0.1, epoch=3, epochs=5000)
    app = command(app, do="play")
    assert "mean Jacobian" in words(app) and "Measured on the way back" not in words(app)
    app = command(app, do="pause").run()
    assert "Measured on the way back" in words(app)


def test_another_step_has_another_jacobian():
    """Choosing a step changes the crosses on the circle, not the eigenvalues of W."""
    app = visit("spectrum", epochs=2000, epoch=2000)
    before = figure(app, "Eigenvalues")["data"]

    app.select_slider(key="step").set_value(5).run()

    after = figure(app, "Eigenvalues")["data"]
    assert after[1] == before[1]
    assert after[2] != before[2]


def test_the_notebook_s_network_parts_at_its_fifth_character():
    """Left to itself after ABCDEFG it writes HIJK and then Y for L."""
    app = visit("path", epochs=10_000, epoch=10_000)

    assert "The first wrong character is at position 5: “Y” for “L”" in words(app)
    assert "Each point is the hidden state after one character" in words(app)
    assert "hardly tell" not in words(app)


def test_the_path_says_what_the_plane_leaves_out():
    """L and O coincide in the plane and are 4.68 apart in full, further than the two closest states of all."""
    app = visit("path", epochs=10_000, epoch=10_000)
    while "whole film" not in words(app):
        app.run()
    app.run()
    a = app.session_state["session"].player.moment.trace.a

    assert "components shown explain 35% of the variance" in words(app)
    assert f"are 0.07 apart here, but **{np.linalg.norm(a[11] - a[14]):.2f}** in all 10" in words(app)
    assert "L (step 12) and O (step 15)" in words(app)
    closest = min(np.linalg.norm(a[i] - a[j]) for i in range(26) for j in range(i))
    assert f"The two closest states are C (step 3) and V (step 22): **{closest:.2f}** apart" in words(app)


def test_the_path_can_be_seen_in_space_and_let_go_elsewhere():
    """Three components draw in space; another number of given characters and another priming are taken."""
    app = visit("path", text="hello*", target="next", epochs=50)
    app.segmented_control(key="path_dimensions").set_value(3).run()
    app.slider(key="path_seed_length").set_value(2).run()
    app.segmented_control(key="path_priming").set_value("refeed").run()

    assert not app.exception
    assert figure(app, "Path of the hidden state, in 3")["data"][0]["type"] == "scatter3d"
    assert app.session_state["session"].writing.priming == "refeed"
    assert "of 4. Largest distance" in alts(app)[-1]


def test_characters_held_alike_are_named_and_escaped():
    """The nearest pairs are named, with no Markdown made of the visitor's characters."""
    app = visit("similarity", text="*_ab", epochs=20)

    assert "Largest input similarity: **" in words(app) and "Largest output similarity: **" in words(app)
    assert r"\*" in words(app)


def test_what_does_not_vary_has_no_nearest():
    """With all weights at 0 no two characters are alike, and all states are the same."""
    app = visit("similarity", text="abcab", initial_scale=0, epoch=0, epochs=10)
    assert words(app).count("similarity above 0.") == 2
    assert "all are the same" in words(look_at(app, "path"))


def test_a_spectral_radius_beyond_all_bounds_is_a_power_of_ten():
    """Three hundred digits cannot be read."""
    app = visit("spectrum", text="abc", learning_rate="1e308", epoch=100, epochs=100)

    assert not re.search(r"\d{20}", words(app))
    assert "e+" in words(app)


def test_the_view_stays_over_a_change_of_page():
    """Coming back from another page, the visitor finds the view they had."""
    app = visit("similarity")
    app.switch_page("pages/train.py").run().switch_page("pages/weights.py").run()

    assert app.segmented_control(key="weights_view").value == "similarity"
