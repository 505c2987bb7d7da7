"""Predictions: what the network expects at every step."""

import numpy as np
import streamlit as st

from rnn.expectation import Expectation
from rnn.figures.grid import minimum_width
from rnn.figures.predictions import ORDERS, distribution_figure, expectations_figure
from rnn.ui.choices import choose_step, choose_window
from rnn.ui.live_plotly import live_plotly
from rnn.ui.page import live, open_page
from rnn.ui.prediction_readings import show_all_steps, show_step, show_temperature
from rnn.ui.session import remember

session = open_page(
    "Predictions",
    "What does the network expect at each step, and how sure is it? Press **Play** to watch its guesses sharpen; "
    "click a step to open its whole distribution.",
)


def pictures() -> None:
    choose_window(session)
    moment, characters = session.player.moment, session.player.run.vocabulary.visible
    trace, letters = moment.trace, moment.letters
    show_all_steps(trace, moment.targets)
    heatmap = st.container()
    step = choose_step(session)
    with heatmap:
        figure = expectations_figure(trace.y_pred, moment.targets, letters, characters, step)
        live_plotly(figure, "expectations", take_step, minimum_width(len(letters)))
    order, temperature = choose_order_and_temperature()
    expectation = Expectation(trace.o[step], int(moment.targets[step]), temperature)
    show_step(expectation, step, letters[step], characters)
    figure = distribution_figure(expectation, characters, order, float(np.abs(trace.o).max()), step)
    live_plotly(figure, "distribution", minimum_width=minimum_width(len(characters)))


def choose_order_and_temperature() -> tuple[str, float]:
    left, right = st.columns(2)
    with left:
        order = st.segmented_control(
            "Order of the bars", ORDERS, default=ORDERS[0], required=True, key="bar_order", persist_state="session"
        )
    with right:
        temperature = st.slider(
            "Temperature", 0.0, 3.0, 1.0, 0.05, key="reading_temperature", persist_state="session",
            help="The probabilities are softmax(logits / temperature), worked out anew from the stored logits.",
        )  # fmt: skip
        show_temperature(temperature)
    return order, temperature


def take_step(click: dict) -> None:
    remember("step", click["x"] - 1)


live(session, pictures)
