"""The list of all lessons: what each is about, how long it takes, a button that opens it; and the learner's answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from rnn.lessons.lesson import Lesson
from rnn.session.chosen.learning import Learning, all_lessons
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
                answered = session.learning.answered_in(lesson)
                _show_card(lesson, answered, is_open, partial(turn_to, session, number, lesson))
    if session.learning.answers:
        _show_answers(session.learning)


def _show_card(lesson: Lesson, answered: tuple[int, int], is_open: bool, open_it: Callable[[], None]) -> None:
    done, asked = answered
    progress = f" **Answered: {done} of {asked}.**" if done else ""
    st.header(lesson.title, anchor=False)
    st.caption(f"{lesson.minutes} minutes, {len(lesson.steps)} steps.{progress} Afterwards you can:")
    st.markdown("\n".join(f"- {goal}" for goal in lesson.goals))
    st.button(
        "Go on" if is_open else "Begin",
        icon=":material/play_lesson:",
        key=f"begin {lesson.name}",
        on_click=open_it,
    )


def _show_answers(learning: Learning) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Save my answers",
            learning.table().encode("utf-8-sig"),  # with the mark by which spreadsheets know UTF-8
            "answers.csv",
            "text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
        st.button("Clear my answers", icon=":material/delete:", on_click=learning.answers.clear)
    st.caption(
        "A table of your predictions, what the network did, and the tasks that you have done. No server keeps it."
    )
