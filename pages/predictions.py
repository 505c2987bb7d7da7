"""Predictions: what the network expects at every step, and what in its text surprised it."""

import streamlit as st

from rnn.ui.controls.choices import choose_window
from rnn.ui.controls.passage_place import chosen_step
from rnn.ui.page import live, open_page
from rnn.ui.predictions.step import show_distribution, show_expectations
from rnn.ui.predictions.text import show_surprises

EXPECTATIONS, SURPRISES = "What it expects", "What surprised it"

session = open_page(
    "Predictions",
    "What does the network expect at each step, and how sure is it? Press **Play** to watch its guesses sharpen; "
    "click a step to open its whole distribution.",
)


def pictures() -> None:
    choose_window(session)
    side = st.segmented_control(
        "Look at",
        [EXPECTATIONS, SURPRISES],
        default=EXPECTATIONS,
        required=True,
        key="predictions_side",
        persist_state="session",
    )
    if side == EXPECTATIONS:
        show_expectations(session)
    else:
        show_surprises(session)
    show_distribution(session, chosen_step(session))


live(session, pictures)
