"""A visitor's story on the page of one step."""

import inspect
import math
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from rnn.text.numbers import in_latex
from rnn.ui.components import lines
from rnn.ui.components.lines import numbered
from rnn.ui.components.served import served_script
from rnn.ui.one_step import symbols
from rnn.ui.source import EQUATIONS, equation
from tests.support import opening
from tests.support.stories import alts, charts, components


def visit(**query) -> AppTest:
    """Open the page as a new visitor, with a link."""
    return opening.visit("one_step", **query)


def titles(app: AppTest) -> list[str]:
    """Return the words that each chart begins with."""
    return [said.split(":")[0].split(" of ")[0].split(" at ")[0].split(" =")[0] for said in alts(app)]


def equations(app: AppTest) -> str:
    """Return all LaTeX of the page."""
    return " ".join(part["latex"] for part in components(app) if "latex" in part)


def test_the_page_shows_the_whole_arithmetic():
    """On arrival there are the map, both ways of s, tanh, o and softmax, and the lines of every equation."""
    app = visit(epoch=200)

    assert not app.exception
    assert titles(app) == ["Activations a", "Pre-activation s", "Activation a", "Gradient", "Logit o", "Softmax"]
    shown = [part["lines"] for part in components(app) if "lines" in part]
    for name in (
        "pre-activation",
        "activation",
        "logits",
        "softmax",
        "loss",
        "output error",
        "from this step",
        "from the future",
        "pre-activation gradient",
    ):
        assert [list(line) for line in numbered(equation(name, 0))] in shown


def test_the_equations_hold_the_numbers_of_the_moment():
    """The numbers in LaTeX are those of a forward pass of the network at the playhead."""
    app = visit(epoch=500)
    player = app.session_state["session"].player
    trace, t = player.moment.trace, 6
    app.get_by_key("unit").set_value(0).run()
    app.get_by_key("step").set_value(t).run()

    text = equations(app)
    s, a = trace.s[t, 0], math.tanh(trace.s[t, 0])
    assert rf") \\ &= {in_latex(a)}" in text
    assert rf"{in_latex(s)} \end" in text
    right = player.run.targets[t]
    assert in_latex(-math.log(trace.y_pred[t, right] + 1e-15)) in text
    assert r"o_{7,\text{G}} &= " in text


def test_step_unit_and_character_are_chosen_by_controls():
    """Each of the three controls changes the pictures that it concerns."""
    app = visit(epoch=200)
    app.get_by_key("step").set_value(3).run()
    app.get_by_key("unit").set_value(5).run()
    app.get_by_key("character").set_value(25).run()

    assert not app.exception
    said = alts(app)
    assert said[1].startswith("Pre-activation s of unit 5 at step 4")
    assert said[3].startswith("Gradient at s of unit 5 at step 4")
    assert said[4].startswith("Logit o of Z at step 4")


def test_the_page_stays_where_it_began_while_the_playhead_moves():
    """It begins with the unit whose gradient is alive at the moment; that is not another one for each moment after."""

    def place(app: AppTest) -> tuple:
        return app.select_slider(key="step").value, app.slider(key="unit").value

    app = visit(epoch=300)
    began = place(app)
    app.session_state["session"].player.seek(5000)
    app.run()

    assert not app.exception
    assert place(app) == began
    assert place(visit(epoch=5000)) != began
    assert place(visit(**app.session_state["session"].address)) == began


def test_every_term_can_be_shown():
    """By default small terms are gathered into “others”; the switch shows them all."""
    app = visit(epoch=200, hidden_size=20)
    assert "others" in charts(app)[1]["figure"]
    app.get_by_key("every_term").set_value(True).run()

    assert "others" not in "".join(chart["figure"] for chart in charts(app))
    assert charts(app)[1]["height"] > 700


@pytest.mark.parametrize(
    "settings",
    [
        {"text": "a", "hidden_size": 1},
        {"text": "<\\ {$%#&_^~}\n>", "target": "next"},
        {"text": "aaaa", "learning_rate": 0},
        {"text": "ab" * 100, "hidden_size": 64, "initial_scale": 3},
    ],
)
def test_any_run_has_its_worksheet(settings):
    """One character, one unit, signs that LaTeX and HTML take for their own, a long text: none is an error."""
    app = visit(epoch=2, **settings)

    assert not app.exception
    assert len(charts(app)) == 6


def test_a_shorter_text_keeps_the_choices_in_range():
    """A step, unit or character that the new run has not falls back to one that it has."""
    app = visit(epoch=10)
    app.get_by_key("step").set_value(25).run()
    app.get_by_key("unit").set_value(9).run()
    app.get_by_key("character").set_value(25).run()
    app.get_by_key("text").set_value("abcd").run()
    app.get_by_key("hidden_size").set_value(2).run()

    assert not app.exception
    assert charts(app)[1]["alt"].startswith("Pre-activation s of unit 1 at step 3")


def test_streamlit_serves_just_one_katex():
    """The file that sets the equations is there, under the name it is looked for."""
    assert served_script("katex").startswith("static/js/katex.")


def test_without_that_file_streamlit_sets_the_equations(monkeypatch):
    """Where KaTeX cannot be found, each equation is drawn by st.latex above its lines."""
    monkeypatch.setattr(lines, "served_script", lambda name: None)
    app = visit(epoch=200)

    assert not app.exception
    assert len(app.get("latex")) == 8


@pytest.mark.parametrize("name", EQUATIONS)
def test_the_lines_are_the_file_s_own(name):
    """Behind its number every line is as in its file, and the marked ones are those in question."""
    function, _ = EQUATIONS[name]
    source = Path(inspect.getsourcefile(function)).read_text(encoding="utf-8").splitlines()
    lines = equation(name, 0)
    marked = []
    for number, line, is_marked in numbered(lines):
        assert source[number - 1].endswith(line)
        if is_marked:
            marked.append(number)
    assert marked
    assert re.findall(r"\d+", lines.place) == [str(number) for number in marked]


def test_signs_that_latex_keeps_for_itself_are_written_out():
    """A brace, a backslash, a dollar of the text is text; a sign without a picture is named by its code point."""
    assert symbols.letter("{") == r"\text{\{}"
    assert symbols.letter("\\") == r"\text{\textbackslash }"
    assert symbols.letter("␣") == r"\text{\textvisiblespace }"
    assert symbols.letter("\x07") == r"\text{U+0007}"
    assert symbols.letter("é") == r"\text{é}"
