"""The parameters themselves, as heatmaps, and which characters are similar in them."""

from __future__ import annotations

import streamlit as st

from rnn.analysis.similarity import Pair, input_similarities, nearest_pairs, output_similarities
from rnn.figures.similarity import similarity_figure
from rnn.figures.weights import common_limit, entering_figure, leaving_figure, minimum_width
from rnn.model.parameters import Parameters
from rnn.runs.run import Run
from rnn.session.chosen.choices import Choices
from rnn.session.film.reel import Reel
from rnn.session.moment import Moment
from rnn.ui.components.lines import show_lines
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.components.words import show_words
from rnn.ui.controls.choices import choose_one
from rnn.ui.markdown import plain

TIMES = {"now": "now", "start": "at the start", "change": "now − start"}
SCALES = {"one": "one for all", "own": "each its own"}
PAIRS = 3
RECURRENCE = r"\small a_t = \tanh(W a_{t-1} + U x_t + b)"
OUTPUT = r"\small \hat y_t = \mathrm{softmax}(V a_t + c)"


def choose_time_and_scale(choices: Choices) -> tuple[str, str]:
    """Let the visitor choose one of TIMES and one of SCALES."""
    time = choose_one(choices, "weights_time", TIMES, "Weights")
    return time, choose_one(choices, "weights_scale", SCALES, "Colour scale")


def show_parameters(reel: Reel, time: str, scale: str) -> None:
    """Draw W, U, b, V and c: now, at the start or the difference, on one colour scale or each on its own."""
    shown = [_parameters(moment, time) for moment in reel]
    largest = max(common_limit(parameters) for parameters in shown)  # one scale while a reel is shown
    limit = largest if scale == "one" else None
    H, K = shown[-1].U.shape
    labels = reel.now.run.vocabulary.visible
    left, right = st.columns([3, 2], gap="medium")
    with left:
        figures = [entering_figure(p.W, p.U, p.b, labels, limit, TIMES[time]) for p in shown]
        live_plotly(figures, "entering", minimum_width=minimum_width(H + K))
        st.latex(RECURRENCE)
        show_lines("pre-activation", f"U.T ({K}, {H}) and b ({H},), then W ({H}, {H}) at each step.")
    with right:
        figures = [leaving_figure(p.V, p.c, labels, limit, TIMES[time]) for p in shown]
        live_plotly(figures, "leaving", minimum_width=minimum_width(H))
        st.latex(OUTPUT)
        show_lines("logits", f"V.T ({H}, {K}) and c ({K},).")


def show_likeness(reel: Reel) -> None:
    """Draw the similarity of the characters as inputs (U) and as outputs (V), and name the nearest pairs."""
    sides = [
        (
            "input similarity",
            "Input similarity: cosines of the columns of U",
            input_similarities,
            "heard",
            "Two characters whose cosine is 1 push the state the same way; at −1 they push it in opposite ways.",
        ),
        (
            "output similarity",
            "Output similarity: cosines of the rows of V",
            output_similarities,
            "written",
            "The same states raise the logits of two characters whose cosine is 1; at −1, what raises one lowers the "
            "other.",
        ),
    ]
    run = reel.now.run
    for column, (how, title, measure, key, see) in zip(st.columns(2), sides, strict=True):
        with column:
            found = [measure(moment.parameters) for moment in reel]
            visible = run.vocabulary.visible
            live_plotly([similarity_figure(one, visible, title, see) for one in found], f"similarity_{key}")
            show_words([_nearest(nearest_pairs(one, PAIRS), run, how) for one in found], f"nearest_{key}")


def _nearest(pairs: tuple[Pair, ...], run: Run, how: str) -> str:
    if not pairs:
        return "The text has one character only: there is no other to compare it with."
    pairs = tuple(pair for pair in pairs if round(pair.similarity, 2) > 0)
    if not pairs:
        return f"No two characters have an {how} above 0."
    names = [plain(character) for character in run.vocabulary.visible]
    listed = ", ".join(f"**{names[p.first]} and {names[p.second]}** ({p.similarity:.2f})" for p in pairs)
    return f"Largest {how}: {listed}."


def _parameters(moment: Moment, time: str) -> Parameters:
    now, film = moment.parameters, moment.run.film
    if time == "now":
        return now
    first = film.frame(0)
    if time == "change":
        first.theta[:] = now.theta - first.theta
    return first
