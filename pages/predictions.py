"""Predictions: what the network predicts at every step, and where it is most wrong."""

import streamlit as st

from rnn.ui.controls.choices import choose_one, choose_window
from rnn.ui.controls.passage_place import chosen_step
from rnn.ui.page import Reel, live, open_page
from rnn.ui.predictions.step import choose_order_and_temperature, show_distribution, show_expectations
from rnn.ui.predictions.text import show_worst_predictions

VIEWS = {"expected": "Every step", "surprising": "Worst predictions"}

session = open_page("Predictions", "What does the network predict at each step, and how sure is it?")
picture = st.container()
with st.container(horizontal=True, vertical_alignment="bottom"):
    view = choose_one(session.choices, "predictions_view", VIEWS, "Show")
    order, temperature = choose_order_and_temperature(session.choices)


def pictures(reel: Reel) -> None:
    with picture:
        left, right = st.columns([3, 2], gap="medium")
        with left:
            if view == "expected":
                show_expectations(reel, session.selection)
            else:
                show_worst_predictions(session.player, reel, session.selection)
            choose_window(session.player)
        with right:
            show_distribution(reel, chosen_step(session.selection, reel.now), order, temperature)


live(session, pictures)
