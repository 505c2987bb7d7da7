"""A prediction in a lesson: chosen, set or drawn, committed, and then compared with what was computed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from rnn.lessons.answers import Answer
from rnn.lessons.lesson import MOST_POINTS, Guess, Prediction
from rnn.lessons.outcomes import OUTCOMES, Outcome
from rnn.lessons.places import PLACES, Where
from rnn.runs.run import Run
from rnn.session.cache import Cache
from rnn.session.chosen.learning import Learning
from rnn.ui.markdown import escaped
from rnn.ui.state import note, value_of

DRAW = "Draw the curve into the chart: press at its left end, and drag to the right."
DRAWN = "Your curve is in the chart. Draw another one, or commit."


class DrawnChoice(NamedTuple):
    """Where in a picture a choice lies, and the loss that the network came to, once that may be known."""

    where: Where
    did: float | None


class _Found(NamedTuple):
    prediction: Prediction
    guess: Guess
    is_committed: bool


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
            on_click=lambda: learning.commit(_current(prediction, _key_of(learning))),
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


def guess_in(picture: str, learning: Learning) -> Guess:
    """Return the number or the curve that is to be drawn into a picture, of the latest step on the same run; or ()."""
    found = _latest_in(picture, learning)
    return () if found is None or found.prediction.choices else found.guess


def choice_in(picture: str, learning: Learning, run: Run, cache: Cache) -> DrawnChoice | None:
    """Return the choice that is to be drawn into a picture, of the latest step on the same run; or None."""
    found = _latest_in(picture, learning)
    if found is None or not found.guess or not found.prediction.choices or not learning.asks_about(run.settings):
        return None
    name, choice = found.prediction.outcome, int(found.guess[0])
    where = cache.keep(f"place {choice} of {name}", run, lambda: PLACES[name].find(run, choice))
    return DrawnChoice(where, outcome_of(name, run, cache).value if found.is_committed else None)


def distance_in(learning: Learning, run: Run, cache: Cache) -> Guess:
    """Return the distance that was predicted, set or chosen, alone in a tuple, for the picture of the decay; or ()."""
    choice = choice_in("decay", learning, run, cache)
    return guess_in("decay", learning) if choice is None else (choice.where,)


def characters_in(learning: Learning, run: Run, cache: Cache) -> tuple[str, ...]:
    """Return what was predicted of the characters that are generated, from the first on; or ()."""
    choice = choice_in("text", learning, run, cache)
    return () if choice is None else choice.where


def outcome_of(name: str, run: Run, cache: Cache) -> Outcome:
    """Return what the run did, by the name of the outcome in OUTCOMES."""
    return cache.keep(name, run, lambda: OUTCOMES[name].compute(run))


def _latest_in(picture: str, learning: Learning) -> _Found | None:
    number = learning.number if learning.lesson else -1
    while number >= 0:
        step = learning.lesson.steps[number]
        if step.prediction and step.prediction.picture == picture:
            answer = learning.answers.get((learning.place[0], number))
            guess = answer.guess if answer else _current(step.prediction, _key_of(learning, number))
            return _Found(step.prediction, guess, answer is not None)
        number = -1 if step.link is not None else number - 1
    return None


def awaits_curve(learning: Learning) -> bool:
    """Return whether a curve is to be drawn in the step at hand."""
    prediction = learning.lesson and learning.step.prediction
    return bool(prediction and prediction.is_curve and learning.answer is None)


def awaits_characters(learning: Learning) -> bool:
    """Return whether it is to be predicted what is generated, so that it must not be seen before."""
    prediction = learning.lesson and learning.step.prediction
    return bool(prediction and prediction.picture == "text" and learning.answer is None)


def draw_curve(learning: Learning, heights: Guess) -> None:
    """Take a curve that was drawn."""
    note(_key_of(learning), heights)


def _ask(learning: Learning, prediction: Prediction, committed: Guess) -> Guess:
    """Draw what the question is answered with, and return the answer so far."""
    key, is_open = _key_of(learning), not committed
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
    key = f"{_key_of(learning)} typed"

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


def _current(prediction: Prediction, key: str) -> Guess:
    """Return what the control of this key holds, as a guess."""
    value = value_of(key)
    if value is None:
        return ()
    return value if prediction.is_curve else (value,)


def _key_of(learning: Learning, number: int | None = None) -> str:
    """Return the key of the answer to a step of the lesson, the one at hand if none is named."""
    return f"prediction {learning.lesson.name} {learning.number if number is None else number}"
