"""The riddle's five steps: a question to guess, a button that shows, and what the network does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import plotly.graph_objects as go
import streamlit as st

from rnn.analysis.disorder import Disorder, disorder
from rnn.analysis.riddle import Chapter, continues, repeats, skips, solution, spells
from rnn.figures.riddle import COLUMN_PIXELS, disorder_figure, fed_figure
from rnn.model.parameters import Parameters
from rnn.runs.run import Run
from rnn.session.riddle_runs import TRAINED_FOR, RiddleRuns
from rnn.text.vocabulary import visible
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.markdown import escaped
from rnn.ui.state import Session, value_of

TRAINING_SECONDS = 0.3  # enough for a network of the notebook's size, so that the story is there at the first drawing


@dataclass(frozen=True)
class Act:
    """One step as it is told: its heading, the title of its picture, which network plays it, and what it does."""

    heading: str
    title: str
    target: str
    play: Callable[[Parameters, str], Chapter]


ACTS = (
    Act("Trained to copy", "The seed, its last character twice", "copy", continues),
    Act("Each character once", "The seed, each character once", "copy", repeats),
    Act("In another order", "The text in another order", "copy", disorder),
    Act("Trained on next characters", "The seed, each character once", "next", spells),
    Act("The quirk again", "The seed, its last character twice", "next", skips),
)


def show_cast(session: Session) -> bool:
    """Train what is still to be trained, say which networks tell the story, and return whether they are ready."""
    own, riddle_runs = session.player.run, session.riddle_runs
    copying, spelling = riddle_runs.choose(own)
    if not riddle_runs.is_ready:
        riddle_runs.train(TRAINING_SECONDS)
    if not riddle_runs.is_ready:
        st.progress(
            riddle_runs.progress, f"Training what the story needs beside your own network: {riddle_runs.progress:.0%}"
        )
        return False
    st.caption(_who_plays(own, copying, spelling))
    return True


def show_steps(session: Session) -> None:
    """Draw the steps that were shown, and the question of the next one."""
    own, riddle_runs = session.player.run, session.riddle_runs
    copying, spelling = riddle_runs.choose(own)
    answers = []
    for number, act in enumerate(ACTS[: len(riddle_runs.guesses) + 1]):
        run = copying if act.target == "copy" else spelling
        moment = session.player.moment if run is own else run
        chapter, figures = riddle_runs.keep(number, run, moment.update, partial(_play, act, run, moment.parameters))
        answers.append(chapter.answer)
        st.subheader(f"{number + 1} of {len(ACTS)} · {act.heading}", anchor=False)
        st.markdown(escaped(chapter.question))
        if number < len(riddle_runs.guesses):
            _answer(number, chapter, figures, riddle_runs.guesses[number])
        else:
            _ask(number, chapter, riddle_runs)
    if len(riddle_runs.guesses) == len(ACTS):
        st.success(solution(tuple(answers)), icon=":material/lightbulb:")
        st.button("Start again", icon=":material/replay:", on_click=riddle_runs.guesses.clear, key="riddle_again")


def _ask(number: int, chapter: Chapter, riddle_runs: RiddleRuns) -> None:
    key = f"riddle_guess_{number}"
    guess = st.radio(
        "Your guess",
        range(len(chapter.choices)),
        format_func=lambda choice: escaped(chapter.choices[choice]),
        index=None,
        key=key,
    )
    st.button(
        "Show what it does",
        icon=":material/visibility:",
        type="primary",
        disabled=guess is None,
        help="Guess first." if guess is None else None,
        on_click=lambda: riddle_runs.guesses.append(value_of(key)),
        key=f"riddle_show_{number}",
    )


def _play(act: Act, run: Run, parameters: Parameters) -> tuple[Chapter, list[go.Figure]]:
    """Let the network play a step, and draw what it did."""
    chapter = act.play(parameters, run.settings.text)
    text = [visible(character) for character in run.settings.text]
    figures = [
        fed_figure(chapter.fed, chapter.said, chapter.first_written, text, run.vocabulary.visible, act.title),
    ]
    if isinstance(chapter, Disorder):
        figures.append(disorder_figure(chapter.moved, chapter.right, len(text)))
    return chapter, figures


def _answer(number: int, chapter: Chapter, figures: list[go.Figure], guess: int) -> None:
    verdict = "**Right.**" if guess == chapter.answer else "**It does not.**"
    st.markdown(f"You guessed: *{escaped(chapter.choices[guess])}*. {verdict} {escaped(chapter.sentence)}")
    for index, figure in enumerate(figures):
        live_plotly(figure, f"riddle_{number}_{index}", minimum_width=0 if index else COLUMN_PIXELS * len(chapter.fed))


def _who_plays(own: Run, copying: Run, spelling: Run) -> str:
    trained = f"trained here for {TRAINED_FOR:,} epochs"
    if own is copying:
        return (
            "Your own network, at the playhead, plays steps 1 to 3; steps 4 and 5 one with the same settings but for "
            f"the target, {trained}."
        )
    if own is spelling:
        return (
            "Your own network is trained on next characters and plays steps 4 and 5, at the playhead; steps 1 to 3 one "
            f"with the same settings but for the target, {trained}."
        )
    return (
        "The story needs a text of 12 characters or more with none of them twice, which yours is not. So two networks "
        f"with the notebook's settings tell it, {trained}; the playhead does not move them."
    )
