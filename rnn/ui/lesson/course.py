"""The list of all lessons: what each is about, how long it takes, and a button that opens it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from rnn.lessons.lesson import Lesson
from rnn.session.chosen.learning import all_lessons
from rnn.ui.lesson.panel import turn_to
from rnn.ui.markdown import escaped
from rnn.ui.state import Session

COLUMNS = 2


def show_course(session: Session) -> None:
    """Draw a card for each lesson, and a sentence for each that cannot be read."""
    lessons, problems = all_lessons()
    for problem in problems:
        st.warning(f"A lesson is left out. {escaped(problem)}", icon=":material/menu_book:")
    for first in range(0, len(lessons), COLUMNS):
        for column, lesson in zip(st.columns(COLUMNS), lessons[first : first + COLUMNS], strict=False):
            with column, st.container(border=True):
                is_open = lesson is session.learning.lesson
                number = session.learning.number if is_open else 0
                _show_card(lesson, is_open, partial(turn_to, session, number, lesson))


def _show_card(lesson: Lesson, is_open: bool, open_it: Callable[[], None]) -> None:
    st.subheader(lesson.title, anchor=False)
    st.caption(f"{lesson.minutes} minutes, {len(lesson.steps)} steps. Afterwards you can:")
    st.markdown("\n".join(f"- {goal}" for goal in lesson.goals))
    st.button(
        "Go on" if is_open else "Begin",
        icon=":material/play_lesson:",
        type="primary",
        key=f"begin {lesson.name}",
        on_click=open_it,
    )
