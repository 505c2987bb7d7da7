"""The riddle's steps: a question to guess, a button that shows, and what the network does."""

from __future__ import annotations

from typing import Any

import streamlit as st

from rnn.analysis.disorder import CopyingFilm, copy_other_orders
from rnn.analysis.riddle import SHORTEST_TEXT, Alphabet
from rnn.monitoring.frame_scan import FrameScan
from rnn.runs.run import Run
from rnn.session.cache import Cache
from rnn.session.moment import Moment
from rnn.session.riddle_runs import TRAINED_FOR, RiddleRuns, copying_film, scan_copying
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.markdown import escaped
from rnn.ui.riddle.chapter import Chapter
from rnn.ui.riddle.chapters import CHAPTERS, FILM, solution
from rnn.ui.state import value_of

TRAINING_SECONDS = 0.3  # enough for a network of the notebook's size, so that the riddle is there at the first drawing
MEASURING_SECONDS = 0.3
FILM_NUMBER = CHAPTERS.index(FILM)


def show_networks(moment: Moment, riddle_runs: RiddleRuns) -> bool:
    """Train what is still to be trained, say which networks play, and return whether they are ready."""
    own = moment.run
    both = riddle_runs.choose(own)
    if not riddle_runs.is_ready:
        riddle_runs.train(TRAINING_SECONDS)
    if not riddle_runs.is_ready:
        st.progress(
            riddle_runs.progress, f"Training what the riddle needs beside your own network: {riddle_runs.progress:.0%}"
        )
        return False
    st.caption(_who_plays(own, *both))
    return True


def show_steps(moment: Moment, cache: Cache, riddle_runs: RiddleRuns) -> None:
    """Draw the steps that were shown, and the question of the next one."""
    guesses, answers = riddle_runs.guesses, []
    for number, chapter in enumerate(CHAPTERS[: len(guesses) + 1]):
        outcome = _outcome(moment, cache, riddle_runs, chapter)
        question, choices = chapter.asked(outcome)
        answers.append(chapter.answer(outcome))
        st.subheader(f"{number + 1} of {len(CHAPTERS)} · {chapter.heading}", anchor=False)
        st.markdown(escaped(question))
        if number == len(guesses):
            _ask(number, choices, riddle_runs)
        else:
            _answer(cache, number, outcome, guesses[number])
    if len(guesses) == len(CHAPTERS):
        st.success(escaped(solution(tuple(answers))), icon=":material/lightbulb:")
        st.button("Start again", icon=":material/replay:", on_click=guesses.clear, key="riddle_again")


def is_measuring(moment: Moment, cache: Cache, riddle_runs: RiddleRuns) -> bool:
    """Return whether the step on the film is reached, and frames of it are still to be measured."""
    copying, _ = riddle_runs.choose(moment.run)
    return len(riddle_runs.guesses) >= FILM_NUMBER and not _scan(cache, copying).is_complete


def _outcome(moment: Moment, cache: Cache, riddle_runs: RiddleRuns, chapter: Chapter) -> Any:
    """Return what the chapter's network does now: the visitor's own at the playhead, another at its end."""
    own = moment.run
    copying, on_next = riddle_runs.choose(own)
    run = copying if chapter.target == "copy" else on_next
    moment = moment if run is own else run
    alphabet = Alphabet(run.settings.characters)
    if chapter.play is None:
        return _film(cache, run, moment, alphabet)
    return cache.keep(f"riddle: {chapter.heading}", moment, lambda: chapter.play(moment.parameters, alphabet))


def _film(cache: Cache, run: Run, moment: Any, alphabet: Alphabet) -> CopyingFilm:
    """Measure on for a moment, and return what is known of the film."""
    with cache.lock:
        scan = _scan(cache, run)
        scan.go_on(MEASURING_SECONDS)
        now = cache.keep("riddle: other orders", moment, lambda: copy_other_orders(moment.parameters, alphabet))
        return copying_film(scan, now, moment.update)


def _scan(cache: Cache, run: Run) -> FrameScan:
    return cache.keep("riddle: copying along the film", run, lambda: scan_copying(run))


def _ask(number: int, choices: list[str], riddle_runs: RiddleRuns) -> None:
    key = f"riddle_guess_{number}"
    guess = st.radio(
        "Your guess",
        range(len(choices)),
        format_func=lambda choice: escaped(choices[choice]),
        index=None,
        key=key,
    )
    st.button(
        "Show what it does",
        icon=":material/visibility:",
        type="primary",
        disabled=guess is None,
        help="Guess first." if guess is None else None,
        on_click=lambda: riddle_runs.guess(number, value_of(key)),
        key=f"riddle_show_{number}",
    )


def _answer(cache: Cache, number: int, outcome: Any, guess: int) -> None:
    """Say whether the guess was right; draw what the network did; and say it in a sentence below."""
    chapter = CHAPTERS[number]
    _, choices = chapter.asked(outcome)
    verdict = "**Right.**" if guess == chapter.answer(outcome) else "**Not so.**"
    st.markdown(f"You guessed: *{escaped(choices[guess])}*. {verdict}")
    pictures = cache.keep(f"riddle: pictures of {chapter.heading}", outcome, lambda: chapter.draw(outcome))
    for index, picture in enumerate(pictures):
        live_plotly(picture.figure, f"riddle_{number}_{index}", minimum_width=picture.width)
    st.markdown(escaped(chapter.sentence(outcome)))


def _who_plays(own: Run, copying: Run, on_next: Run) -> str:
    """Say which network plays which steps, and how far those were trained that are not the visitor's."""
    if own is copying:
        return (
            f"Your own network, at the playhead, plays steps 1 to {FILM_NUMBER + 1}; step {len(CHAPTERS)} is played "
            f"by one with the same settings but for the target, {_trained(on_next)}."
        )
    if own is on_next:
        return (
            f"Your own network is trained on next characters and plays step {len(CHAPTERS)}, at the playhead; "
            f"steps 1 to {FILM_NUMBER + 1} are played by one with the same settings but for the target, "
            f"{_trained(copying)}."
        )
    return (
        f"The riddle needs a text of {SHORTEST_TEXT} characters or more, none of them twice, trained whole in one "
        "window with nothing held out. Your run is not such a one, so two networks with the notebook's settings play, "
        f"{_trained(copying)}; the playhead does not move them."
    )


def _trained(run: Run) -> str:
    if run.diverged_at is None:
        return f"trained here for {TRAINED_FOR:,} epochs"
    return f"trained here until it diverged at epoch {run.diverged_at:,}, and shown at epoch {run.update:,}"
