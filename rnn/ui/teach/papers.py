"""The sheets of a lesson, to be saved: the learners' and the answers."""

from __future__ import annotations

import streamlit as st

from rnn.lessons.lesson import Lesson
from rnn.session.chosen.choices import Choices
from rnn.session.chosen.class_link import link_to_lesson
from rnn.session.chosen.learning import all_lessons
from rnn.ui.links import address_of_the_app
from rnn.ui.state import bind_choice
from rnn.ui.teach.sheet import make_answers, make_sheet


def show_papers(choices: Choices) -> None:
    """Let the teacher choose a lesson, and save its sheet and its answers; each is made when it is asked for."""
    lessons = {lesson.name: lesson for lesson in all_lessons()[0]}
    name = st.selectbox(
        "Lesson",
        lessons,
        format_func=lambda name: lessons[name].title,
        **bind_choice(choices, "teach_sheet", None, lessons),
    )
    lesson, link = lessons[name], link_to_lesson(lessons[name]).under(address_of_the_app())
    with st.container(horizontal=True):
        _offer("Save the sheet", f"{name}.html", lambda: make_sheet(lesson, link))
        _offer("Save the answers", f"{name}-answers.html", lambda: make_answers(lesson))
    st.markdown(_describe(lesson))
    st.caption("Each is one file, to be opened in a browser, and printed from there. The answers are computed anew.")


def _offer(label: str, name: str, make) -> None:
    st.download_button(
        label, lambda: make().encode(), name, "text/html", key=name, icon=":material/download:", on_click="ignore"
    )


def _describe(lesson: Lesson) -> str:
    """Say in Markdown what is on the sheet."""
    asked = [step.prediction.question if step.prediction else step.heading for step in lesson.steps]
    listed = "\n".join(f"1. {one}" for one in asked)
    return f"**On it**, besides the goals, pictures and room for answers:\n\n{listed}"
