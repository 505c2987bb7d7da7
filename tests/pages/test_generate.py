"""A visitor's story on Generate, without a browser."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from rnn.session import incremental_generation
from tests.support import opening
from tests.support.opening import is_moving, session_of
from tests.support.stories import alt, said


@pytest.fixture
def app():
    """The app, opened on Generate, at rest."""
    app = notebook()
    app.switch_page("pages/generate.py").run()
    for _ in range(100):
        if not is_moving(app):
            return app
        app.run()
    raise AssertionError("the film did not come to rest")


def notebook() -> AppTest:
    """Return the app with the notebook's run, as its link opens it."""
    return opening.visit(epoch=10_000)


def press(app: AppTest, label: str) -> None:
    """Press the button of this label."""
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


def heading(app: AppTest) -> str:
    """Return the heading that names the step shown."""
    return next(re.match(r"\*\*(Character .*?)\.\*\*", one)[1] for one in said(app) if one.startswith("**Character"))


def test_the_riddle_is_seen_on_arrival(app):
    """The notebook's own seed goes on HIJK with its last letter fed twice, and GHIJ with each letter fed once."""
    assert app.text_input(key="writing_seed").value == "ABCDEFG"
    assert "Last character twice: HIJK" in alt(app, "The same seed")
    assert "Each character once: GHIJ" in alt(app, "The same seed")
    assert any("one place apart" in one for one in said(app))


def test_a_wrong_character_is_named_and_nothing_else_changes(app):
    """The sentence names it, the last result stays, and the button brings the last seed back."""
    before = alt(app, "Generated text")
    app.text_input(key="writing_seed").set_value("AB?").run()
    assert "“?” \\(character 3\\)" in app.error[0].value
    assert alt(app, "Generated text") == before

    press(app, "Use “ABCDEFG”")
    assert not app.error
    assert app.text_input(key="writing_seed").value == "ABCDEFG"


def test_an_empty_seed_gets_a_sentence(app):
    """Nothing breaks."""
    app.text_input(key="writing_seed").set_value("").run()
    assert "The seed is empty" in app.error[0].value
    assert not app.exception


def test_the_steps_are_gone_through(app):
    """Next, previous, all, and from the seed move the step shown."""
    shown = [heading(app)]
    for label in ("Next character", "Next character", "Previous character", "To the end", "From the seed"):
        press(app, label)
        shown.append(heading(app))
    assert [text.split()[1] for text in shown] == ["1", "2", "3", "2", "20", "1"]


def test_another_character_is_taken_and_given_back(app):
    """Taking X goes on from X; undoing brings the network's own text back."""
    before = alt(app, "Generated text")
    app.selectbox(key="taken_character").select_index(23).run()
    assert "generated X" in alt(app, "Generated text")
    assert any("Your choice:** **X**" in one for one in said(app))

    press(app, "Undo my choices")
    assert alt(app, "Generated text") == before


def test_a_temperature_throws_the_dice(app):
    """Above 0 the random number is named and drawn, and its seed may be changed."""
    assert app.number_input(key="writing_random_seed").disabled
    app.slider(key="writing_temperature").set_value(1.5).run()
    assert any("Sampled at temperature 1.5" in one for one in said(app))
    first = alt(app, "From the logits")
    app.number_input(key="writing_random_seed").set_value(5).run()
    assert alt(app, "From the logits") != first
    before = app.number_input(key="writing_random_seed").value
    press(app, "New random numbers")
    assert app.number_input(key="writing_random_seed").value == before + 1


def test_the_dials_cut_what_is_drawn_from_with_the_same_dice(app):
    """Top-k and top-p are stages of the picture; the random numbers stay until they are not to be kept."""
    assert app.slider(key="writing_top_k").disabled
    app.slider(key="writing_temperature").set_value(1.5).run()
    app.slider(key="writing_top_k").set_value(5).run()
    app.slider(key="writing_top_p").set_value(0.9).run()
    assert "truncated by top-k 5, top-p 0.9" in alt(app, "From the logits")
    assert any("| out |" in one for one in said(app))
    assert app.number_input(key="writing_random_seed").value == 0

    app.toggle(key="writing_keeps_random_numbers").set_value(False).run()
    app.slider(key="writing_temperature").set_value(0.5).run()
    assert app.number_input(key="writing_random_seed").value == 1
    assert not app.exception


def test_a_long_text_is_written_to_its_end_and_can_be_copied_and_downloaded(app):
    """Redraw by redraw, it says how far it is; then the whole text stands there, once unfolded, seed and all."""
    session_of(app).choices["whole_text"] = True
    app.select_slider(key="writing_length").set_value(2000).run()
    for _ in range(60):
        if "2,000" in heading(app) and not any(b.label == "Stop" for b in app.button):
            break
        app.run()
    assert len(app.code[0].value) == 7 + 2000
    assert app.code[0].value.startswith("ABCDEFGHIJK")
    assert app.get("download_button")[0].label == "Download as .txt"


def test_a_stopped_text_stays_as_it_is_until_it_goes_on(app, monkeypatch):
    """Stop is answered at the next redraw, however much is missing."""
    session_of(app).choices["whole_text"] = True
    monkeypatch.setattr(incremental_generation, "SLICE_SECONDS", 0)
    app.select_slider(key="writing_length").set_value(500).run()
    press(app, "Stop")
    stopped = len(app.code[0].value)
    app.run()
    assert len(app.code[0].value) == stopped < 507
    press(app, "Go on")
    app.run()
    assert len(app.code[0].value) > stopped


def test_seed_step_and_choices_survive_a_visit_to_another_page(app):
    """What the visitor set is still there when they come back."""
    app.text_input(key="writing_seed").set_value("XY").run()
    app.select_slider(key="writing_length").set_value(9).run()
    press(app, "Next character")
    app.selectbox(key="taken_character").select_index(0).run()
    before = alt(app, "Generated text")
    app.switch_page("pages/train.py").run()
    app.switch_page("pages/generate.py").run()

    assert alt(app, "Generated text") == before
    assert heading(app) == "Character 2 of 9"
    assert app.text_input(key="writing_seed").value == "XY"


def test_a_seed_that_the_new_text_does_not_know_is_told_with_a_way_out(app):
    """The visitor's seed is kept in the field, what follows a fitting one is shown, and a button takes that one."""
    app.text_input(key="writing_seed").set_value("XY").run()
    app.text_area(key="text").set_value("so *many* words").run()
    assert not app.exception
    assert "“X” \\(character 1\\)" in app.error[0].value
    press(app, "Use “so␣\\*m”")

    assert not app.error
    assert app.text_input(key="writing_seed").value == "so *m"


def test_a_text_of_one_character_can_be_gone_on_from(app):
    """One character, one bar, no runner-up, and nothing breaks."""
    app.text_area(key="text").set_value("a").run()
    assert not app.exception
    assert "Seed a" in alt(app, "Generated text")
