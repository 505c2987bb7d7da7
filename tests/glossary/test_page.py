"""A visitor's story on the page of the glossary."""

import pytest

from rnn.ui.glossary import entries
from rnn.ui.glossary_page.search import LONGEST_QUERY
from tests.support.opening import visit

ALL = [entry.term for entry in entries()]


def search(query: str, app=None):
    """Type into the box of the page."""
    return (app or visit("glossary")).text_input(key="glossary_query").set_value(query).run()


def terms(app) -> list[str]:
    """Return the terms that are shown, in their order."""
    return [part.value for part in app.main.header]


def test_all_terms_are_there_with_equations_and_pages():
    """Each term has its sentences, its equation where it has one, and a link to its page."""
    app = visit("glossary")

    assert not app.exception
    assert terms(app) == ALL
    said = {part.value for part in app.main.markdown}
    assert {entry.definition for entry in entries()} <= said
    assert len(app.latex) == sum(bool(entry.equation) for entry in entries()) > 40
    assert [link.proto.page for link in app.get("page_link")] == [
        "" if entry.page == "start" else entry.page for entry in entries()
    ]
    assert [part.value for part in app.caption if "terms" in part.value] == [f"{len(ALL)} terms, A to Z"]


def test_what_is_typed_finds_terms_and_clearing_shows_all():
    """Terms with the word come first, then those with it in their sentences; an empty box shows all."""
    app = search("Jacobian")
    assert terms(app) == ["Jacobian"]
    app = search("gradient", app)
    assert terms(app)[:4] == ["Exploding gradient", "Gradient", "Gradient check", "Vanishing gradient"]
    assert f"{len(terms(app))} of {len(ALL)} terms" in [part.value for part in app.caption]

    assert terms(search("", app)) == ALL


def test_nothing_found_gets_a_sentence():
    """It says what to do, and shows no term."""
    app = search("xyzzy")

    assert terms(app) == []
    assert "clear the box" in app.main.info[0].value


@pytest.mark.parametrize("query", ["$$", "[a](b) **c** <script>", "\\frac{", "\0\n\t", "🏳️‍🌈", "مَرْحَبًا", "x" * 100_000])
def test_odd_input_is_harmless(query):
    """Whatever is typed, the page stays and repeats nothing of it."""
    app = search(query)

    assert not app.exception
    assert query not in "".join(part.value for part in [*app.main.markdown, *app.caption, *app.main.info])


def test_the_box_takes_no_more_than_is_read():
    """What the search leaves out cannot be typed."""
    assert visit("glossary").text_input(key="glossary_query").proto.max_chars == LONGEST_QUERY
