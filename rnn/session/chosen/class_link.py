"""The link that a teacher makes for a class: what it opens, and what it leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from rnn.lessons.lesson import Lesson
from rnn.session.chosen.choices import Choices
from rnn.session.chosen.classroom import BETWEEN, CONTROLS, PAGES, Classroom
from rnn.session.chosen.classroom import NAMES as OF_A_CLASSROOM
from rnn.session.chosen.learning import NAMES as OF_LESSONS
from rnn.session.chosen.learning import lesson_named


class ClassLink(NamedTuple):
    """The page that a link opens, by its name in the address, and its parameters."""

    page: str
    query: dict[str, str]

    def under(self, address: str) -> str:
        """Return the whole link, below the address of the app."""
        page, query = "" if self.page == "start" else self.page, urlencode(self.query)
        return f"{address.rstrip('/')}/{page}{'?' if query else ''}{query}"


def make_class_link(choices: Choices, own: Mapping[str, str]) -> ClassLink:
    """Return the link that the choices of the page Teach ask for.

    own  the parameters of the link to the run at hand, which is opened unless a lesson is
    """
    lesson = lesson_named(choices["teach_lesson"])
    page, query = choices["teach_first"], _without_ours(own)
    if lesson:
        page, query = link_to_lesson(lesson)
    without = tuple(name for name in PAGES if name not in {page, *split(choices["teach_pages"])})
    hidden = tuple(name for name in CONTROLS if name not in split(choices["teach_controls"]))
    return ClassLink(page, query | Classroom(without, hidden, choices["teach_lock"]).write())


def link_to_lesson(lesson: Lesson) -> ClassLink:
    """Return the link that opens a lesson at its first step."""
    step = lesson.steps[0]
    return ClassLink(step.page or "start", {**dict(parse_qsl(step.link or "")), "lesson": lesson.name})


def split(names: str) -> list[str]:
    """Return the names that a choice of several holds."""
    return [name for name in names.split(BETWEEN) if name]


def _without_ours(own: Mapping[str, str]) -> dict[str, str]:
    """Return the parameters but for those of a lesson, of another class's link, and of the page Teach itself."""
    left_out = {*OF_LESSONS, *OF_A_CLASSROOM}
    return {name: value for name, value in own.items() if name not in left_out and not name.startswith("teach_")}
