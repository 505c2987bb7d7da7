"""The pictures of what is written: the text, the step shown from what went in to what was taken, and both feedings."""

from __future__ import annotations

import streamlit as st

from rnn.analysis.composition import compose
from rnn.figures.composition import UNIT_PIXELS, state_figure
from rnn.figures.generation import CHARACTER_PIXELS, Choice, columns_of, microscope_figure
from rnn.figures.writing import CELL_PIXELS, primings_figure, text_figure
from rnn.generation.continuation import Continuation, Step
from rnn.generation.sampling import draw
from rnn.session.chosen.choices import Choices
from rnn.session.moment import Moment
from rnn.session.writing import Writing
from rnn.text.vocabulary import visible
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.generate.controls import show_sampling, show_sampling_seed, show_taking, take_bar
from rnn.ui.generate.words import numbers_of, shift, what_went_in, why_they_differ, why_this_character
from rnn.ui.state import bind_fold

WHOLE_TEXT_PIXELS = 220


def show_text(writing: Writing, text: Continuation) -> None:
    """Draw seed and written characters; a click on a written one shows its step."""

    def show_clicked(mark: dict) -> None:
        if mark["customdata"] >= 0:
            writing.show(mark["customdata"])

    written = text.characters[: writing.length]
    live_plotly(
        text_figure(_visible(writing.seed), _visible(written), writing.length, writing.shown, set(writing.user_chosen)),
        key="written_text",
        on_click=show_clicked,
    )


def show_whole_text(choices: Choices, writing: Writing, text: Continuation) -> None:
    """Offer the text as it is, seed and all, to be read, copied or downloaded; it is drawn only where that is open."""
    fold = st.expander(
        "The whole text: read, copy or download it",
        icon=":material/content_copy:",
        **bind_fold(choices, "whole_text"),
    )
    if not fold.open:
        return
    whole = "".join([*writing.seed, *text.characters[: writing.length]])
    with fold:
        st.code(whole, language=None, wrap_lines=True, height=WHOLE_TEXT_PIXELS)
        st.download_button(
            "Download as .txt",
            whole,
            "unrolled.txt",
            "text/plain",
            key="download_text",
            icon=":material/download:",
            on_click="ignore",
        )


def show_choice(moment: Moment, writing: Writing, step: Step) -> None:
    """Say what went in and why this character came out; draw the dials, and every stage of the choice."""
    vocabulary = moment.run.vocabulary
    st.subheader(f"Character {step.number + 1:,} of {writing.length:,}")
    st.markdown(what_went_in(step, writing) + "  \n" + why_this_character(step, vocabulary, writing.sampling))
    show_sampling(moment, writing)
    show_sampling_seed(writing)
    taken, own = int(vocabulary.encode([step.character])[0]), draw(step.distribution, step.u)
    live_plotly(
        microscope_figure(step, writing.sampling, vocabulary.visible, Choice(taken, own)),
        key="written_choice",
        on_click=lambda bar: take_bar(moment, writing, step, bar),
        minimum_width=CHARACTER_PIXELS * len(columns_of(step.y_pred)),
    )
    if not writing.sampling.is_greedy:
        st.markdown(numbers_of(step, vocabulary, writing.sampling))
    show_taking(moment, writing, step)


def show_state(moment: Moment, step: Step) -> None:
    """Draw what the step's pre-activation is made of, above the state that comes of it."""
    parameters, vocabulary = moment.parameters, moment.run.vocabulary
    composition = compose(parameters, int(vocabulary.encode([step.input])[0]), step.a_previous)
    live_plotly(
        state_figure(composition, step.a, step.a_previous),
        key="written_state",
        minimum_width=UNIT_PIXELS * parameters.hidden_size,
    )


def show_primings(moment: Moment, writing: Writing) -> None:
    """Draw what the network writes first by itself with the seed fed in either way, and say why they differ."""
    vocabulary = moment.run.vocabulary
    parameters = moment.parameters
    twice, once = (writing.beginning(parameters, vocabulary, priming) for priming in ("refeed", "standard"))
    st.subheader("One letter fed twice")
    st.markdown(
        why_they_differ(writing.seed, twice, once) + (" Your own choices are left out." if writing.user_chosen else "")
    )
    live_plotly(
        primings_figure(_visible(writing.seed), _visible(twice), _visible(once), shift(twice, once)),
        key="written_primings",
        minimum_width=CELL_PIXELS * (len(twice) + 8),
    )


def _visible(characters) -> list[str]:
    return [visible(character) for character in characters]
