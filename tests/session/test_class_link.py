"""What a teacher's link opens and leaves out: made of their choices, and taken from its parameters."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.session.chosen.choices import Choices
from rnn.session.chosen.class_link import make_class_link
from rnn.session.chosen.classroom import CONTROLS, PAGES
from rnn.session.chosen.learning import all_lessons
from rnn.session.session import Session
from rnn.ui.app import PAGES as SECTIONS
from tests.support.source_code import ROOT

OWN = {
    "text": "hello",
    "target": "next",
    "epoch": "12",
    "lesson": "x",
    "answers": "1~1",
    "teach_lock": "1",
    "lock": "text",
}


def choices(**chosen):
    """Return the choices of the page Teach."""
    made = Choices()
    for name, value in chosen.items():
        made[f"teach_{name}"] = value
    return made


def test_every_page_has_a_name():
    """Those in the menu, those that can be left out, and the scripts are the same."""
    scripts = {path.stem for path in (ROOT / "pages").glob("*.py")}
    in_menu = {path.removeprefix("pages/").removesuffix(".py") for rows in SECTIONS.values() for path, *_ in rows}

    assert set(PAGES) == in_menu == scripts


def test_the_run_at_hand_is_opened():
    """All is there but the teacher's own page; what is a lesson's, or another link's, is not kept."""
    link = make_class_link(choices(), OWN)

    assert link.under("https://a.app/") == "https://a.app/?text=hello&target=next&epoch=12&without=teach"


def test_a_lesson_is_opened_on_its_page():
    """The link has what its first step sets."""
    lesson = all_lessons()[0][1]
    url = urlsplit(make_class_link(choices(lesson=lesson.name, first="weights"), OWN).under("http://localhost:1"))
    session = Session(dict(parse_qsl(url.query)))

    assert url.path == f"/{lesson.steps[0].page}"
    assert (session.learning.lesson, session.learning.number, session.player.update) == (lesson, 0, 0)
    assert "link" not in session.problems


@given(
    pages=st.lists(st.sampled_from(PAGES), unique=True),
    controls=st.lists(st.sampled_from(CONTROLS), unique=True),
    first=st.sampled_from(PAGES),
    locks=st.booleans(),
)
def test_what_was_chosen_is_there_and_nothing_else(pages, controls, first, locks):
    """Whatever is chosen comes back from the link; the page that it opens is always offered."""
    link = make_class_link(
        choices(pages=".".join(pages), controls=".".join(controls), first=first, lock=locks), {"text": "abab"}
    )
    classroom = Session(link.query).classroom

    assert {page for page in PAGES if classroom.offers(f"pages/{page}.py")} == {*pages, first}
    assert {control for control in CONTROLS if classroom.shows(control)} == set(controls)
    assert classroom.locks_text is locks


@pytest.mark.parametrize(
    ("query", "words", "without", "hidden"),
    [
        ({"without": "train.cellar.surgery"}, "There is no page “cellar”", ("train", "surgery"), ()),
        ({"hide": "text.colour"}, "There is no control “colour”", (), ("text",)),
        ({"lock": "door"}, "“lock” is “text”, not “door”", (), ()),
        ({"without": "." * 99, "hide": "text.text"}, None, (), ("text",)),
    ],
)
def test_a_name_that_there_is_not_gets_a_sentence(query, words, without, hidden):
    """It says which there are; the others are taken."""
    session = Session(query)

    assert (session.classroom.without, session.classroom.hidden, session.classroom.locks_text) == (
        without,
        hidden,
        False,
    )
    assert words is None or words in session.problems["link"]


def test_a_lesson_keeps_what_the_teacher_left_out():
    """Its steps set another run each, and the menu stays as short as it was."""
    session = Session({"lesson": all_lessons()[0][1].name, "without": "surgery", "hide": "text"})
    session.go_to_step(1)
    session.leave_lesson()

    assert (session.classroom.without, session.classroom.hidden) == (("surgery",), ("text",))
