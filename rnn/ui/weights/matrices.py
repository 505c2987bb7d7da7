"""The parameters themselves, as heatmaps, and which characters are similar in them."""

from __future__ import annotations

import streamlit as st

from rnn.analysis.similarity import Pair, input_similarities, nearest_pairs, output_similarities
from rnn.figures.similarity import similarity_figure
from rnn.figures.weights import common_limit, entering_figure, leaving_figure, minimum_width
from rnn.model.parameters import Parameters
from rnn.runs.run import Run
from rnn.session.chosen.choices import Choices
from rnn.session.moment import Moment
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.controls.choices import choose_one
from rnn.ui.markdown import plain

TIMES = {"now": "now", "start": "at the start", "change": "now − start"}
SCALES = {"one": "one for all", "own": "each its own"}
PAIRS = 3


def show_parameters(moment: Moment, choices: Choices) -> None:
    """Draw W, U, b, V and c: now, at the start or the difference, on one colour scale or each on its own."""
    with st.container(horizontal=True):
        time = choose_one(choices, "weights_time", TIMES, "Weights")
        scale = choose_one(choices, "weights_scale", SCALES, "Colour scale")
    run = moment.run
    parameters = _parameters(moment, time)
    limit = common_limit(parameters) if scale == "one" else None
    W, U, b, V, c = parameters
    H, K = U.shape
    labels = run.vocabulary.visible
    live_plotly(entering_figure(W, U, b, labels, limit, TIMES[time]), "entering", minimum_width=minimum_width(H + K))
    live_plotly(leaving_figure(V, c, labels, limit, TIMES[time]), "leaving", minimum_width=minimum_width(H))


def show_likeness(moment: Moment) -> None:
    """Draw the similarity of the characters as inputs (U) and as outputs (V), and name the nearest pairs."""
    parameters, run = moment.parameters, moment.run
    sides = [
        (
            "heard alike",
            "Which characters it hears alike (columns of U)",
            input_similarities(parameters),
            "heard",
            "Two characters whose cosine is 1 push the state the same way; at −1 they push it in opposite ways.",
        ),
        (
            "written alike",
            "Which characters it writes alike (rows of V)",
            output_similarities(parameters),
            "written",
            "The same states speak for two characters whose cosine is 1; at −1, what speaks for one speaks against the "
            "other.",
        ),
    ]
    for column, (how, title, similarities, key, see) in zip(st.columns(2), sides, strict=True):
        with column:
            live_plotly(similarity_figure(similarities, run.vocabulary.visible, title, see), f"similarity_{key}")
            st.markdown(_in_words(nearest_pairs(similarities, PAIRS), run, how))


def _in_words(pairs: tuple[Pair, ...], run: Run, how: str) -> str:
    if not pairs:
        return "There is one character only, so there is no other to be like."
    pairs = tuple(pair for pair in pairs if round(pair.similarity, 2) > 0)
    if not pairs:
        return f"No two characters are {how}: every cosine is 0 or below."
    names = [plain(character) for character in run.vocabulary.visible]
    listed = ", ".join(f"**{names[p.first]} and {names[p.second]}** ({p.similarity:.2f})" for p in pairs)
    return f"Most {how}: {listed}."


def _parameters(moment: Moment, time: str) -> Parameters:
    now, film = moment.parameters, moment.run.film
    if time == "now":
        return now
    first = film.frame(0)
    if time == "change":
        first.theta[:] = now.theta - first.theta
    return first
