"""A visitor's story on Generate, without a browser."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.stories import alt


@pytest.fixture
def app():
    """The app, opened on Generate, at rest."""
    app = AppTest.from_file("../streamlit_app.py", default_timeout=30).run()
    app.switch_page("pages/generate.py").run()
    for _ in range(100):
        if any(button.label == "Play" for button in app.button):
            return app
        app.run()
    raise AssertionError("the film did not come to rest")


def press(app: AppTest, label: str) -> None:
    """Press the button of this label."""
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


def heading(app: AppTest) -> str:
    """Return the heading that names the step shown."""
    return next(heading.value for heading in app.subheader if heading.value.startswith("Character"))


def test_the_riddle_is_seen_on_arrival(app):
    """The notebook's own seed goes on HIJK with its last letter fed twice, and GHIJ with each letter fed once."""
    assert app.text_input(key="writing_seed").value == "ABCDEFG"
    assert "Last letter twice: HIJK" in alt(app, "The same seed")
    assert "Each letter once: GHIJ" in alt(app, "The same seed")
    assert any("one place apart" in text.value for text in app.markdown)


def test_a_wrong_character_is_named_and_nothing_else_changes(app):
    """The sentence names it, the last result stays, and the button brings the last seed back."""
    before = alt(app, "The text so far")
    app.text_input(key="writing_seed").set_value("AB?").run()
    assert "“?” \\(character 3\\)" in app.error[0].value
    assert alt(app, "The text so far") == before

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
    for label in ("Next character", "Next character", "Previous character", "All", "From the seed"):
        press(app, label)
        shown.append(heading(app))
    assert [text.split()[1] for text in shown] == ["1", "2", "3", "2", "20", "1"]


def test_another_character_is_taken_and_given_back(app):
    """Taking X goes on from X; undoing brings the network's own text back."""
    before = alt(app, "The text so far")
    app.selectbox(key="taken_character").select_index(23).run()
    assert "written X" in alt(app, "The text so far")
    assert any("you took **X**" in text.value for text in app.markdown)

    press(app, "Undo my choices")
    assert alt(app, "The text so far") == before


def test_a_temperature_throws_the_dice(app):
    """Above 0 the dice is told and drawn, and its seed may be changed."""
    assert app.number_input(key="writing_dice").disabled
    app.slider(key="writing_temperature").set_value(1.5).run()
    assert any("Sampled at temperature 1.5" in text.value for text in app.markdown)
    first = alt(app, "Where the dice fell")
    app.number_input(key="writing_dice").set_value(5).run()
    assert alt(app, "Where the dice fell") != first


def test_seed_step_and_choices_survive_a_visit_to_another_page(app):
    """What the visitor set is still there when they come back."""
    app.text_input(key="writing_seed").set_value("XY").run()
    app.slider(key="writing_length").set_value(9).run()
    press(app, "Next character")
    app.selectbox(key="taken_character").select_index(0).run()
    before = alt(app, "The text so far")
    app.switch_page("pages/train.py").run()
    app.switch_page("pages/generate.py").run()

    assert alt(app, "The text so far") == before
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
    assert "Seed a" in alt(app, "The text so far")
