"""The page Teach, and the app as a class's link opens it."""

from html import unescape
from urllib.parse import parse_qsl, urlsplit

from tests.support.opening import session_of, visit

SETTINGS = ("Preset", "Text to learn", "Target at each step", "Hidden units H", "First weights", "Random seed")


def taught():
    """Return the app on the page Teach."""
    return visit(text="hello", target="next", epoch="3").switch_page("pages/teach.py").run()


def link(app):
    """Return the link that the page shows, its parameters by name."""
    return dict(parse_qsl(urlsplit(app.code[0].value).query))


def labels(app):
    """Return the labels of the controls of the sidebar."""
    kinds = ("selectbox", "text_area", "button_group", "slider", "select_slider", "number_input")
    return {part.label for kind in kinds for part in app.sidebar.get(kind)}


def test_a_link_is_made_of_what_is_chosen():
    """Pages and settings are taken out of it, the text is fixed; the frame has the same link, embedded."""
    app = taught()
    pages, controls = (part for part in app.main.get("button_group") if part.label.endswith(("menu", "sidebar")))
    assert link(app)["without"] == "teach"
    pages.set_value(["start", "train"]).run()
    controls = next(part for part in app.main.get("button_group") if part.label.endswith("sidebar"))
    controls.set_value(["learning_rate"]).run()
    next(part for part in app.toggle if part.label == "The text is fixed").set_value(True).run()

    assert not app.exception
    assert link(app)["text"] == "hello"
    assert link(app)["lock"] == "text"
    assert "weights" in link(app)["without"].split(".")
    assert unescape(app.code[1].value).split('"')[1] == f"{app.code[0].value}&embed=true"
    again = visit(**link(app))
    assert labels(again) == {"Learning rate"}
    assert not again.exception


def test_choices_are_kept_on_another_page():
    """What a teacher chose is there when they come back."""
    app = taught()
    next(part for part in app.selectbox if part.label == "It opens").select_index(2).run()
    app.switch_page("pages/train.py").run()
    app.switch_page("pages/teach.py").run()

    assert link(app)["lesson"] == session_of(app).choices["teach_lesson"] != ""


def test_a_fixed_text_cannot_be_changed():
    """The field and the presets are there to be read."""
    app = visit(text="hello", target="next", lock="text")

    assert app.sidebar.text_area[0].disabled
    assert app.sidebar.selectbox[0].disabled
    assert not visit(text="hello").sidebar.text_area[0].disabled


def test_all_settings_are_there_at_first():
    """Without a teacher's link nothing is left out."""
    assert labels(visit()) >= set(SETTINGS)


def test_a_link_that_is_too_long_for_a_code_gets_a_sentence():
    """The link itself is there all the same."""
    app = visit(text="".join(map(chr, range(0x4E00, 0x4E00 + 50))) * 7).switch_page("pages/teach.py").run()

    assert not app.exception
    assert any("too long for a QR code" in part.value for part in app.info)
    assert app.code[0].value


def test_a_lesson_is_offered_on_paper():
    """Sheet and answers are two files, and the page says what is asked."""
    app = visit(teach_view="sheet", teach_sheet="02-flat-loss").switch_page("pages/teach.py").run()

    assert not app.exception
    assert [part.proto.label for part in app.get("download_button")] == ["Save the sheet", "Save the answers"]
    assert any("How does it go on" in part.value for part in app.markdown)
