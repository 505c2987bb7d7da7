"""Every page shows every kind of text: the long presets, and writing systems that are not Latin."""

import json
from dataclasses import replace

import pytest

from rnn.runs.link import to_query
from rnn.runs.presets import POEM, REMEMBER
from rnn.runs.settings import Settings
from rnn.ui.app import PAGES
from tests.support.opening import at_rest, session_of, visit
from tests.support.stories import charts

NAMES = [path[6:-3] for rows in PAGES.values() for path, *_ in rows]
TEXTS = {
    "emoji and flags": "👩‍👩‍👧‍👦🏳️‍🌈🇫🇷🇩🇪👍🏽🇫🇷🇩🇪👩‍👩‍👧‍👦",
    "Chinese": "床前明月光，疑是地上霜。举头望明月，低头思故乡。",
    "Arabic": "مَرْحَبًا بِالْعَالَمِ",
    "Devanagari": "नमस्ते दुनिया क्षत्रिय",
    "Markdown and HTML": "**b** <script>alert(1)</script> $x_1$ :smile: [a](b) `c` {d} %e",
}


def open_page(page: str, **query):
    """Open a page by its name; the first has no address of its own."""
    return at_rest(visit(None if page == "start" else page, **query))


@pytest.mark.parametrize("preset", [POEM, REMEMBER], ids=lambda preset: preset.name)
@pytest.mark.parametrize("page", NAMES)
def test_a_page_shows_a_preset_on_a_long_text(page, preset):
    """It opens without an exception at the beginning, and later in another window of the text."""
    query = to_query(preset.settings)
    for update, window in ((0, 1), (300, 7)):
        app = open_page(page, **query, update=update, at=window)

        assert not app.exception and not app.warning
        assert (session_of(app).player.update, session_of(app).preset) == (update, preset)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("page", NAMES)
def test_a_page_shows_any_writing(page, text):
    """A character is what a reader sees as one, on every page; none of them breaks a chart or becomes markup."""
    app = open_page(page, text=text, target="next", hidden_size=4, epochs=100, epoch=20)

    assert not app.exception and not app.warning
    assert session_of(app).settings == Settings(text=text, target="next", hidden_size=4, epochs=100)
    assert "<script>" not in "".join(markdown.value for markdown in app.markdown)


@pytest.mark.parametrize("page", NAMES)
def test_a_page_shows_a_smaller_network_and_text_than_was_looked_at(page):
    """Step, unit, character and span were chosen at the end of a large run; each one after it is smaller."""
    app = open_page(page, text=40 * "hello, world. ", target="next", hidden_size=100, epochs=100, epoch=20)
    session = session_of(app)
    session.selection.select(step=550, unit=90, character=10, span=(540, 559))
    for hidden_size, text in ((100, session.settings.text), (30, session.settings.text), (30, "abcab"), (1, "ab")):
        session.start(replace(session.settings, hidden_size=hidden_size, text=text))
        app.run()

        assert not app.exception


def test_the_labels_of_any_writing_are_whole_characters():
    """The predictions of a text of emoji and flags name its five characters: a family is one, a flag is one."""
    app = open_page("predictions", text=TEXTS["emoji and flags"], target="next", hidden_size=4, epochs=100, epoch=20)
    shown = json.dumps(json.loads(charts(app)[0]["figure"]), ensure_ascii=False)

    for character in ("👩‍👩‍👧‍👦", "🏳️‍🌈", "🇫🇷", "🇩🇪", "👍🏽"):
        assert f'"{character}"' in shown
