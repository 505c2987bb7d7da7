"""The riddle's steps: a question to guess, a button that shows, and what the network does."""

from __future__ import annotations

from typing import Any

import streamlit as st

from rnn.analysis.disorder import CopyingFilm, copy_other_orders
from rnn.analysis.riddle import FIRST, SHORTEST_TEXT, Alphabet
from rnn.figures.riddle import asked_figure
from rnn.monitoring.frame_scan import FrameScan
from rnn.runs.run import Run
from rnn.session.cache import Cache
from rnn.session.film.reel import Reel
from rnn.session.moment import Moment
from rnn.session.riddle_runs import TRAINED_FOR, RiddleRuns, copying_film, scan_copying
from rnn.text.vocabulary import visible
from rnn.ui.components.lines import show_lines
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.components.words import show_words
from rnn.ui.markdown import escaped
from rnn.ui.riddle.chapter import Chapter
from rnn.ui.riddle.chapters import CHAPTERS, FILM, solution
from rnn.ui.riddle.pictures import Picture
from rnn.ui.state import value_of

TRAINING_SECONDS = 0.3  # enough for a network of the notebook's size, so that the riddle is there at the first drawing
MEASURING_SECONDS = 0.3
FILM_NUMBER = CHAPTERS.index(FILM)


def show_networks(moment: Moment, riddle_runs: RiddleRuns) -> bool:
    """Train what is still to be trained, and return whether the networks are ready."""
    riddle_runs.choose(moment.run)
    if not riddle_runs.is_ready:
        riddle_runs.train(TRAINING_SECONDS)
    if not riddle_runs.is_ready:
        st.progress(
            riddle_runs.progress, f"Training what the riddle needs beside your own network: {riddle_runs.progress:.0%}"
        )
    return riddle_runs.is_ready


def show_steps(reel: Reel, cache: Cache, riddle_runs: RiddleRuns) -> None:
    """Draw what the riddle is about, then the steps that were shown, and the question of the next one."""
    alphabet = Alphabet(riddle_runs.choose(reel.now.run)[0].settings.characters)
    live_plotly(asked_figure([visible(character) for character in alphabet.seed], FIRST), "riddle_asked")
    guesses, answers = riddle_runs.guesses, []
    for number, chapter in enumerate(CHAPTERS[: len(guesses) + 1]):
        is_asked = number == len(guesses)
        outcomes = [_outcome(m, cache, riddle_runs, chapter) for m in ((reel.now,) if is_asked else reel)]
        question, choices = chapter.asked(outcomes[-1])
        answers.append(chapter.answer(outcomes[-1]))
        st.header(f"{number + 1} of {len(CHAPTERS)} · {chapter.heading}", anchor=False)
        st.markdown(escaped(question))
        if is_asked:
            _ask(number, choices, riddle_runs)
        else:
            _answer(cache, number, outcomes, guesses[number])
    if len(guesses) == len(CHAPTERS):
        st.success(escaped(solution(tuple(answers))), icon=":material/lightbulb:")
        st.button("Start again", icon=":material/replay:", on_click=guesses.clear, key="riddle_again")
    st.caption(_who_plays(reel.now.run, *riddle_runs.choose(reel.now.run)))


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
        disabled=guess is None,
        help="Guess first." if guess is None else None,
        on_click=lambda: riddle_runs.guess(number, value_of(key)),
        key=f"riddle_show_{number}",
    )


def _answer(cache: Cache, number: int, outcomes: list[Any], guess: int) -> None:
    """Say whether the guess was right; draw what the network did; and say it in a sentence below."""
    chapter = CHAPTERS[number]
    verdicts = []
    for outcome in outcomes:
        _, choices = chapter.asked(outcome)
        verdict = "**Right.**" if guess == chapter.answer(outcome) else "**Not so.**"
        verdicts.append(f"You guessed: *{escaped(choices[guess])}*. {verdict}")
    show_words(verdicts, f"riddle_verdict_{number}")
    drawn = [_pictures(cache, chapter, outcome, outcomes) for outcome in outcomes]
    for index, pictures in enumerate(zip(*drawn, strict=True)):
        figures = [picture.figure for picture in pictures]
        live_plotly(figures, f"riddle_{number}_{index}", minimum_width=pictures[-1].width)
    show_words([escaped(chapter.sentence(outcome)) for outcome in outcomes], f"riddle_sentence_{number}")
    if chapter.lines:
        show_lines(*chapter.lines)


def _pictures(cache: Cache, chapter: Chapter, outcome: Any, outcomes: list[Any]) -> list[Picture]:
    """Return the pictures of an outcome; the last one's are kept, as they stay while the film rests."""
    if outcome is not outcomes[-1]:
        return chapter.draw(outcome)
    return cache.keep(f"riddle: pictures of {chapter.heading}", outcome, lambda: chapter.draw(outcome))


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
