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
from rnn.session.moment import Moment
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.controls.choices import choose_one, choose_step
from rnn.ui.glossary import define
from rnn.ui.predictions.readings import show_all_steps, show_step, show_temperature
from rnn.ui.state import bind_choice


def show_expectations(moment: Moment, selection: Selection) -> None:
    """Draw the map of the window, with a choice of one step below it; the rows are those of the characters at hand."""
    run = moment.run
    characters, trace = run.vocabulary.visible, moment.trace
    show_all_steps(trace, moment.targets)
    heatmap = st.container()
    step = choose_step(selection, moment.letters)
    shown = top_characters(moment.targets, np.bincount(run.windows.targets, minlength=len(characters)))
    with heatmap:
        figure = expectations_figure(trace.y_pred, moment.targets, moment.letters, characters, step, shown)
        live_plotly(
            figure,
            "expectations",
            lambda click: selection.select(step=click["x"] - 1),
            minimum_width(len(moment.letters)),
        )


def show_distribution(moment: Moment, choices: Choices, step: int) -> None:
    """Draw the distribution of one step of the window, at a temperature and in an order of the visitor's choice."""
    characters = moment.run.vocabulary.visible
    order, temperature = _choose_order_and_temperature(choices)
    expectation = Expectation(moment.trace.o[step], int(moment.targets[step]), temperature)
    show_step(expectation, step, moment.letters[step], characters)
    largest = float(np.abs(moment.trace.o).max())
    figure = distribution_figure(expectation, characters, order, largest, step)
    live_plotly(figure, "distribution", minimum_width=minimum_width(bar_count(len(characters))))


def _choose_order_and_temperature(choices: Choices) -> tuple[str, float]:
    left, right = st.columns(2)
    with left:
        labels = dict(zip(("alphabet", "probability"), ORDERS, strict=True))
        order = labels[choose_one(choices, "bar_order", labels, "Order of the bars")]
    with right:
        temperature = st.slider(
            "Temperature",
            0.0,
            3.0,
            step=0.05,
            **bind_choice(choices, "prediction_temperature"),
            help=define("Temperature"),
        )
        show_temperature(temperature)
    return order, temperature
