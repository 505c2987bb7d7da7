"""The pictures of what is written: the text, the step shown from what went in to what was taken, and both feedings."""

from __future__ import annotations

import streamlit as st

from rnn.composition import compose
from rnn.figures.composition import UNIT_PIXELS, activation_figure, composition_figure
from rnn.figures.generation import CHARACTER_PIXELS, dice_figure, distribution_figure
from rnn.figures.writing import CELL_PIXELS, primings_figure, text_figure
from rnn.generation import Step
from rnn.sampling import draw, stretches
from rnn.ui.live_plotly import live_plotly
from rnn.ui.session import Session
from rnn.ui.writing_controls import show_taking, take_bar
from rnn.ui.writing_words import shift, what_went_in, why_they_differ, why_this_character
from rnn.vocabulary import visible


def show_text(session: Session, steps: list[Step]) -> None:
    """Draw seed and written characters; a click on a written one shows its step."""
    writing = session.writing

    def show_clicked(mark: dict) -> None:
        if mark["customdata"] >= 0:
            writing.show(mark["customdata"])

    written = "".join(step.character for step in steps)
    live_plotly(
        text_figure(_letters(writing.seed), _letters(written), writing.number, set(writing.forced)),
        key="written_text",
        on_click=show_clicked,
    )


def show_choice(session: Session, step: Step) -> None:
    """Tell what went in and why this character came out; draw the distribution, and the dice where one is thrown."""
    writing, vocabulary = session.writing, session.player.run.vocabulary
    st.subheader(f"Character {step.number + 1} of {writing.length}")
    st.markdown(what_went_in(step, writing) + "  \n" + why_this_character(step, vocabulary, writing.temperature))
    shown = step.distribution if writing.temperature else step.y_pred
    chosen, own = int(vocabulary.encode(step.character)[0]), draw(step.distribution, step.dice)
    show_taking(session, step)
    live_plotly(
        distribution_figure(shown, step.y_pred, vocabulary.visible, chosen, own),
        key="written_distribution",
        on_click=lambda bar: take_bar(session, step, bar),
        minimum_width=CHARACTER_PIXELS * len(vocabulary),
    )
    if writing.temperature:
        live_plotly(dice_figure(stretches(step.distribution), step.dice, vocabulary.visible, own), key="written_dice")


def show_state(session: Session, step: Step) -> None:
    """Draw what the step's pre-activation is made of, beside the state that comes of it."""
    parameters, vocabulary = session.player.moment.parameters, session.player.run.vocabulary
    composition = compose(parameters, int(vocabulary.encode(step.input)[0]), step.a_previous)
    width = UNIT_PIXELS * parameters.hidden_size
    left, right = st.columns(2)
    with left:
        live_plotly(composition_figure(composition), key="written_composition", minimum_width=width)
    with right:
        live_plotly(activation_figure(step.a, step.a_previous), key="written_activation", minimum_width=width)


def show_primings(session: Session) -> None:
    """Draw what the network writes by itself with the seed fed in either way, and tell why they differ."""
    writing, vocabulary = session.writing, session.player.run.vocabulary
    parameters = session.player.moment.parameters
    twice, once = (writing.text_primed(parameters, vocabulary, priming) for priming in ("refeed", "standard"))
    st.subheader("One letter fed twice")
    st.markdown(
        why_they_differ(writing.seed, twice, once) + (" Your own choices are left out." if writing.forced else "")
    )
    live_plotly(
        primings_figure(_letters(writing.seed), _letters(twice), _letters(once), shift(twice, once)),
        key="written_primings",
        minimum_width=CELL_PIXELS * (writing.length + 8),
    )


def _letters(text: str) -> list[str]:
    return [visible(character) for character in text]
