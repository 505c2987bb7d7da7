"""What all components of ours share: their script, the number of a drawing, and how a report is handed back."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from rnn.ui.components import snippets
from rnn.ui.components.base import complete_script
from rnn.ui.components.snippets import Snippet
from tests.support.source_code import ROOT
from tests.support.stories import components

COMPONENTS = ROOT / "rnn" / "ui" / "components"
SCRIPTS = [path for path in sorted(COMPONENTS.glob("*.js")) if not path.name.startswith("shared")]


def readings():
    import streamlit as st

    from rnn.ui.components.readings import Reading, show_readings

    show_readings("one", [[Reading("Epoch", st.session_state.get("epoch", "1"))]])
    show_readings("two", [[Reading("Steps", "26")]])


def test_each_script_is_a_file_beside_the_python_that_declares_it():
    """Who declares a component has its JavaScript beside it, and nobody but the base gives Streamlit a script."""
    declaring = {path.stem for path in COMPONENTS.glob("*.py") if "component(__file__" in path.read_text("utf-8")}
    giving = [path.name for path in (ROOT / "rnn").rglob("*.py") if "components.v2" in path.read_text("utf-8")]

    assert declaring == {path.stem for path in SCRIPTS}
    assert giving == ["base.py"]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_each_script_goes_through_the_shared_door_and_needs_no_comment(path: Path):
    """A component's script is sent behind the function that keeps drawings in order; the comments are not sent."""
    script = complete_script(path.read_text("utf-8"))

    assert "const component = " in script
    assert len(re.findall(r"^(?:export default|const drawFrame =) component\(", script, re.MULTILINE)) == 1
    assert "// " not in script
    assert not any(line != line.strip() or not line for line in script.splitlines())


def test_only_the_shared_functions_that_a_script_uses_are_sent_with_it():
    """What a script uses through another shared function comes along, and before it; the rest stays away."""
    script = complete_script('export default component(({ data }) => write(data, "a"));')

    assert script.index("const component =") < script.index("const set =") < script.index("const write =")
    assert "const newNode" not in script


def test_the_number_of_a_drawing_rises_where_what_it_shows_changes():
    """A component that shows something new has a higher number than all before; one that does not keeps its own."""
    app = AppTest.from_function(readings).run()
    first = [part["drawing"] for part in components(app)]
    again = [part["drawing"] for part in components(app.run())]
    app.session_state["epoch"] = "2"
    changed, same = (part["drawing"] for part in components(app.run()))
    app.session_state["epoch"] = "1"
    back, _ = (part["drawing"] for part in components(app.run()))

    assert first == again
    assert same == first[1]
    assert first[0][0] == changed[0] == back[0]
    assert max(number for _, number in first) < changed[1] < back[1]


def test_another_visitor_counts_anew_under_another_name():
    """Numbers of two sessions are never compared: after a restart of the server they begin from 0 again."""
    ours, theirs = (components(AppTest.from_function(readings).run())[0]["drawing"] for _ in range(2))

    assert ours[1] == theirs[1] == 0
    assert ours[0] != theirs[0]


def test_a_report_that_comes_twice_is_taken_once():
    """The same report of a component is old the second time; without somebody to take it nothing happens."""

    def script():
        import streamlit as st

        from rnn.ui.components.base import _hand_back

        taken, report = [], {"row": 3, "at": 1.5}
        st.session_state["rows"] = st.session_state["other"] = {"clicked": report, "released": report}
        for trigger in ("clicked", "clicked", "released"):
            _hand_back("rows", trigger, taken.append)
        _hand_back("other", "clicked", None)
        st.text(taken)

    assert AppTest.from_function(script).run().text[0].value == "[{'row': 3}, {'row': 3}]"


def test_the_snippet_that_is_clicked_is_the_one_that_was_seen(monkeypatch):
    """It says its place itself, as the one of another moment may stand in its row by now; no other place is taken."""
    handed, taken = {}, []
    monkeypatch.setattr(snippets, "_draw", lambda key, frames, clicked: handed.update(frames=frames, clicked=clicked))
    before, now = ([Snippet("", "a", "", "", 4), Snippet("", "b", "", "", 7)], [Snippet("", "c", "", "", 9)])
    snippets.show_snippets("list", "Title", [before, now], taken.append, rows=2)
    for place in (7, 9, 8):
        handed["clicked"]({"place": place})

    assert taken == [7, 9]
    assert [len(frame["snippets"]) for frame in handed["frames"]] == [2, 1]


def test_a_report_of_what_is_not_there_any_more_has_the_whole_page_drawn():
    """A page may be left before it was all there: then nothing is taken, and no part of it is drawn by itself."""

    def script():
        import streamlit as st

        from rnn.ui import state

        st.session_state["runs"] = st.session_state.get("runs", 0) + 1
        if st.session_state["runs"] == 1:
            state.changed("gone", st.write)
        if st.session_state["runs"] == 2:
            state.clicked("gone")
        st.write("drawn")

    app = AppTest.from_function(script).run()

    assert not app.exception
    assert app.session_state["runs"] == 3
    assert [part.value for part in app.markdown] == ["drawn"]


def test_a_control_that_shows_what_it_showed_has_not_changed():
    """Streamlit may say so of a control that it had forgotten; to go back to what was chosen before is a change."""

    def script():
        import streamlit as st

        from rnn.ui import state

        taken = []
        state.bind("letters", "abc", taken.append)
        for shown in ("abc", "abd", "abd", "abc"):
            st.session_state["letters"] = shown
            state.changed("letters", taken.append)
        st.text(taken)

    assert AppTest.from_function(script).run().text[0].value == "['abd', 'abc']"


@pytest.mark.parametrize(("is_one_moment", "has_reel"), [(True, True), (False, False)])
def test_the_one_moment_of_a_reel_that_plays_waits_for_its_time(is_one_moment, has_reel):
    """At rest it is drawn at once; while the film plays, the clock says when, as of a reel of many."""

    def script(is_one_moment):
        from rnn.ui import state
        from rnn.ui.components.readings import show_readings

        state.begin_reel(7, 0, is_one_moment)
        show_readings("moving", [[("Epoch", "3", "passes")]])

    app = AppTest.from_function(script, args=(is_one_moment,)).run()

    assert not app.exception
    assert ("reel" in components(app)[0]) is has_reel
