"""A prediction in a lesson: chosen, set or drawn, committed, and then compared with what was computed."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from rnn.lessons.answers import Answer
from rnn.lessons.lesson import MOST_POINTS, Guess, Prediction
from rnn.lessons.outcomes import Outcome
from rnn.session.chosen.learning import Learning
from rnn.ui.lesson.in_pictures import current_guess, key_of
from rnn.ui.markdown import escaped
from rnn.ui.state import note, value_of

DRAW = "Draw the curve into the chart: press at its left end, and drag to the right."
DRAWN = "Your curve is in the chart. Draw another one, or commit."


def show_prediction(learning: Learning, outcome: Callable[[], Outcome]) -> None:
    """Draw the question of the step and what it is answered with; once that is committed, what the network did.

    outcome  computes it, when it is asked for
    """
    prediction, answer = learning.step.prediction, learning.answer
    guess = _ask(learning, prediction, answer.guess if answer else ())
    if answer is None:
        st.button(
            "Commit",
            icon=":material/lock:",
            key="commit",
            disabled=not guess,
            help=None if guess else "Answer first: the outcome is computed when you have.",
            on_click=lambda: learning.commit(current_guess(prediction, key_of(learning))),
        )
        return
    with st.spinner("The network answers …"):
        learning.keep_outcome(outcome())
    st.markdown(describe_answer(prediction, learning.answer))


def describe_answer(prediction: Prediction, answer: Answer) -> str:
    """Say in Markdown what was predicted and what came of it."""
    said = f"**You said {escaped(prediction.describe(answer.guess))}.**"
    if prediction.choices and answer.outcome is not None:
        is_right = answer.guess[0] == answer.outcome
        said = "**As you predicted.**" if is_right else "**Otherwise than you predicted.**"
    return f"{said} {answer.said}"


def draw_curve(learning: Learning, heights: Guess) -> None:
    """Take a curve that was drawn."""
    note(key_of(learning), heights)


def _ask(learning: Learning, prediction: Prediction, committed: Guess) -> Guess:
    """Draw what the question is answered with, and return the answer so far."""
    key, is_open = key_of(learning), not committed
    st.markdown(prediction.question)  # not as a label, which is pale once the answer is committed
    if prediction.choices:
        choice = st.radio(
            "Your prediction",
            range(len(prediction.choices)),
            format_func=prediction.choices.__getitem__,
            index=int(committed[0]) if committed else None,
            key=key,
            disabled=not is_open,
            label_visibility="collapsed",
        )
        return () if choice is None else (choice,)
    if prediction.slider:
        lowest, highest, step, unit = prediction.slider
        start = committed[0] if committed else lowest
        label = f"Your prediction, in {unit}s"
        return (st.slider(label, lowest, highest, start, step, format="%g", key=key, disabled=not is_open),)
    drawn = value_of(key, ())
    if is_open:
        st.caption(DRAWN if drawn else DRAW)
        _ask_without_drawing(learning, prediction)
    return committed or drawn


def _ask_without_drawing(learning: Learning, prediction: Prediction) -> None:
    """Draw a field for the heights of the curve, for who has no pointer."""
    key = f"{key_of(learning)} typed"

    def take() -> None:
        if prediction.takes(heights := _numbers(value_of(key))):
            draw_curve(learning, heights)

    typed = st.text_input("Or type some losses, from left to right", placeholder="85, 40, 3", key=key, on_change=take)
    if typed and not prediction.takes(_numbers(typed)):
        st.error(f"Type 2 to {MOST_POINTS} numbers, such as 85, 40, 3.")


def _numbers(text: str) -> Guess:
    """Return the numbers of a text, or () if something in it is none."""
    try:
        return tuple(float(number) for number in text.replace(",", " ").split())
    except ValueError:
        return ()
