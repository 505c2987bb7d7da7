"""The panel of the lesson that is open: it stands in place of the settings, beside the picture that it drives."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from rnn.lessons.lesson import Lesson
from rnn.session.chosen.learning import Learning
from rnn.ui.lesson.in_pictures import guess_in, outcome_of
from rnn.ui.lesson.prediction import show_prediction
from rnn.ui.state import Session, note, value_of

DONE = ":green[:material/check_circle: Done.]"
ELSEWHERE = "This step asks about its own network, and you have another text or target now."
NOT_YET = ":material/radio_button_unchecked: Not yet."


def show_panel(session: Session) -> None:
    """Draw the step at hand, what is to be done in it, and the ways on, back and out."""
    learning = session.learning
    lesson, step = learning.lesson, learning.step
    is_done = learning.is_done(session.facts)
    st.caption(f"Lesson: {lesson.title}")
    st.progress((learning.number + 1) / len(lesson.steps), f"Step {learning.number + 1} of {len(lesson.steps)}")
    st.subheader(step.heading, anchor=False)
    if step.text:
        st.markdown(step.text)
    if step.points:
        st.markdown(f":material/visibility: Look at {step.points}.")
    if step.prediction:
        run, name = session.player.run, step.prediction.outcome
        if learning.asks_about(run.settings):
            show_prediction(learning, lambda: outcome_of(name, run, session.cache))
        else:
            _show_way_back(partial(turn_to, session, learning.number))
    if step.conditions:
        st.markdown(DONE if is_done else NOT_YET)
    if step.hint and not is_done:
        with st.expander("A hint", icon=":material/lightbulb:"):
            st.markdown(step.hint)
    _show_ways(learning, is_done, partial(turn_to, session))


def shown_of(session: Session) -> tuple | None:
    """Return what the panel shows that may change while the film plays, or None where no lesson is open."""
    learning = session.learning
    if not learning.lesson:
        return None
    return learning.lesson.name, learning.number, learning.is_done(session.facts), guess_in("loss", learning)


def onwards(learning: Learning, is_done: bool) -> str:
    """Return the word on the button that leads on from the step."""
    if learning.is_last:
        return "Finish" if is_done else "Leave out"
    return "Next" if is_done else "Skip"


def turn_to(session: Session, number: int | None, lesson: Lesson | None = None) -> None:
    """Go to a step of the lesson, which is opened if it is another one, and to its page; None leaves the lesson."""
    if number is None:
        session.leave_lesson()
        note("next_page", "pages/learn.py")
        return
    if lesson and lesson is not session.learning.lesson:
        session.learn(lesson)
    session.go_to_step(number)
    page = session.learning.step.page
    if page and page != value_of("page"):  # to open the same page would be one more place to go back to
        note("next_page", f"pages/{page}.py")


def _show_way_back(put_back: Callable[[], None]) -> None:
    st.info(ELSEWHERE, icon=":material/info:")
    st.button("Put its network back", icon=":material/undo:", key="lesson_put_back", on_click=put_back)


def _show_ways(learning: Learning, is_done: bool, go_to: Callable[[int | None], None]) -> None:
    number = learning.number

    def way(label: str, icon: str, key: str, to: int | None, **look) -> None:
        st.button(label, icon=f":material/{icon}:", key=key, on_click=go_to, args=(to,), **look)

    with st.container(horizontal=True):
        way("Back", "arrow_back", "lesson_back", number - 1, disabled=number == 0)
        if learning.is_last:
            way(onwards(learning, is_done), "flag", "lesson_end", None)
        else:
            way(onwards(learning, is_done), "arrow_forward", "lesson_next", number + 1)
    way("Leave the lesson", "logout", "lesson_leave", None, type="tertiary", help="Your own run is put back.")
