"""The pictures of what is written: the text, the step shown from what went in to what was taken, and both feedings."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from rnn.analysis.composition import compose
from rnn.figures.composition import UNIT_PIXELS, state_figure
from rnn.figures.generation import CHARACTER_PIXELS, Choice, columns_of, microscope_figure
from rnn.figures.writing import CELL_PIXELS, primings_figure, text_figure
from rnn.generation.continuation import PRIMINGS, Continuation, Step
from rnn.generation.sampling import draw
from rnn.session.chosen.choices import Choices
from rnn.session.film.reel import Reel
from rnn.session.player import Player
from rnn.session.writing import Writing
from rnn.text.vocabulary import visible
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.components.words import show_words
from rnn.ui.generate.controls import show_progress, show_taking, take_bar
from rnn.ui.generate.words import numbers_of, shift, what_went_in, why_they_differ, why_this_character
from rnn.ui.state import bind_fold

WHOLE_TEXT_PIXELS = 220
PLACE = "·"


SOFTMAX = r"\small p_k = \frac{e^{o_k/\tau}}{\sum_j e^{o_j/\tau}}"
SOFTMAX_HELP = (
    "The softmax with temperature τ: the probability of character k from its logit. At τ = 0 the top prediction has it "
    "all. Top-k and top-p then set the others to 0, and the random number u falls into the interval of one character."
)


def show_text(writing: Writing, texts: Sequence[Continuation], predicted: Sequence[str] = ()) -> None:
    """Draw seed and written characters; a click on a written one shows its step.

    predicted  what a learner expected of the first characters, one or a mark for each
    """

    def show_clicked(mark: dict) -> None:
        if mark["customdata"] >= 0:
            writing.show(mark["customdata"])

    chosen = set(writing.user_chosen)
    seed, length, expected = _visible(writing.seed), writing.length, _visible(predicted)
    written = [_visible(text.characters[:length]) for text in texts]
    live_plotly(
        [text_figure(seed, characters, length, writing.shown, chosen, expected) for characters in written],
        key="written_text",
        on_click=show_clicked,
    )


def show_empty_text(writing: Writing, predicted: Sequence[str]) -> None:
    """Draw the seed and places for what follows, with what a learner expects there, before they may see it."""
    seed, expected = _visible(writing.seed), _visible(predicted)
    live_plotly(text_figure(seed, [PLACE] * writing.length, writing.length, -1, set(), expected), key="written_text")


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


def show_choice(reel: Reel, writing: Writing, steps: Sequence[Step], player: Player) -> None:
    """Draw every stage of the choice of the character shown, and say what went in and why it came out."""
    vocabulary, shown, sampling = reel.now.run.vocabulary, steps[-1], writing.sampling
    figures = []
    for step in steps:
        taken = int(vocabulary.encode([step.character])[0])
        choice = Choice(taken, draw(step.distribution, step.u))
        figures.append(microscope_figure(step, sampling, vocabulary.visible, choice))
    live_plotly(
        figures,
        key="written_choice",
        on_click=lambda bar: take_bar(reel.now, writing, shown, bar),
        minimum_width=CHARACTER_PIXELS * len(columns_of(shown.y_pred)),
    )
    number = f"**Character {shown.number + 1:,} of {writing.length:,}.** "
    show_words(
        [f"{number}{what_went_in(s, writing)}  \n{why_this_character(s, vocabulary, sampling)}" for s in steps],
        "choice",
    )
    st.latex(SOFTMAX, help=SOFTMAX_HELP)
    show_progress(player, writing)
    show_taking(reel.now, writing, shown)
    if not sampling.is_greedy and not player.is_moving:
        st.markdown(numbers_of(shown, vocabulary, sampling))


def show_state(reel: Reel, steps: Sequence[Step]) -> None:
    """Draw what the step's pre-activation is made of, above the state that comes of it."""
    vocabulary, figures = reel.now.run.vocabulary, []
    for moment, step in zip(reel, steps, strict=True):
        composition = compose(moment.parameters, int(vocabulary.encode([step.input])[0]), step.a_previous)
        figures.append(state_figure(composition, step.a, step.a_previous))
    live_plotly(
        figures,
        key="written_state",
        minimum_width=UNIT_PIXELS * reel.now.parameters.hidden_size,
    )


def show_primings(writing: Writing, texts: Sequence[Continuation]) -> None:
    """Draw what the network writes first by itself with the seed fed in either way, and say why they differ."""
    both = [[writing.beginning(text, priming) for priming in PRIMINGS] for text in texts]
    st.header("Priming: the last character of the seed, read twice or once", anchor=False)
    left_out = " Your own choices are left out." if writing.user_chosen else ""
    figures = [
        primings_figure(_visible(writing.seed), _visible(twice), _visible(once), shift(twice, once))
        for twice, once in both
    ]
    live_plotly(figures, key="written_primings", minimum_width=CELL_PIXELS * (len(both[-1][0]) + 8))
    show_words([why_they_differ(writing.seed, *pair) + left_out for pair in both], "priming_words")


def _visible(characters) -> list[str]:
    return [visible(character) for character in characters]
