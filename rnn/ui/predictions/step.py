"""What the network expects: at every step of a window as a map, and at one step as bars."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnn.analysis.expectation import Expectation
from rnn.analysis.top_characters import top_characters
from rnn.figures.kit.axes import minimum_width
from rnn.figures.predictions import ORDERS, bar_count, distribution_figure, expectations_figure
from rnn.session.chosen.choices import Choices
from rnn.session.chosen.selection import Selection
from rnn.session.film.reel import Reel
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.controls.choices import choose_one, choose_step
from rnn.ui.glossary import define
from rnn.ui.predictions.readings import show_all_steps, show_step
from rnn.ui.state import bind_choice

MOST_BAR_PIXELS = 11
SOFTMAX = r"\small \hat y_{t,k} = \frac{e^{o_{t,k}/\tau}}{\sum_j e^{o_{t,j}/\tau}}"
SOFTMAX_HELP = (
    "The softmax with temperature τ turns the logits o of a step into probabilities. A τ below 1 raises the top "
    "predictions, above 1 it lowers them."
)


def show_expectations(reel: Reel, selection: Selection) -> None:
    """Draw the map of the window, with a choice of one step below it; the rows are those of the characters at hand."""
    now, run = reel.now, reel.now.run
    characters = run.vocabulary.visible
    heatmap = st.container()
    step = choose_step(selection, now.letters)
    shown = top_characters(now.targets, np.bincount(run.windows.targets, minlength=len(characters)))
    figures = [
        expectations_figure(moment.trace.y_pred, moment.targets, moment.letters, characters, step, shown)
        for moment in reel
    ]
    with heatmap:
        live_plotly(
            figures,
            "expectations",
            lambda click: selection.select(step=click["x"] - 1),
            minimum_width(len(now.letters)),
            focus=(step + 0.5) / len(now.letters),
        )
    show_all_steps(reel)


def show_distribution(reel: Reel, step: int, order: str, temperature: float) -> None:
    """Draw the distribution of one step of the window, at a temperature and in an order of the visitor's choice."""
    characters = reel.now.run.vocabulary.visible
    expectations = [Expectation(m.trace.o[step], int(m.targets[step]), temperature) for m in reel]
    largest = float(np.abs(reel.now.trace.o).max())
    figures = [distribution_figure(expectation, characters, order, largest, step) for expectation in expectations]
    live_plotly(figures, "distribution", minimum_width=MOST_BAR_PIXELS * bar_count(len(characters)))
    show_step(expectations, step, reel.now.letters[step], characters)
    st.latex(SOFTMAX, help=SOFTMAX_HELP)


def choose_order_and_temperature(choices: Choices) -> tuple[str, float]:
    """Let the visitor choose the order of the bars, one of ORDERS, and the temperature of the softmax."""
    labels = dict(zip(("alphabet", "probability"), ORDERS, strict=True))
    order = labels[choose_one(choices, "bar_order", labels, "Order of the bars")]
    temperature = st.slider(
        "Temperature τ",
        0.0,
        3.0,
        step=0.05,
        width=240,
        **bind_choice(choices, "prediction_temperature"),
        help=define("Temperature"),
    )
    return order, temperature
