"""Weights and dynamics: the five parameters, their spectrum, and the path of the state."""

import streamlit as st

from rnn.ui.controls.choices import choose_one, choose_window
from rnn.ui.page import Reel, live, open_page
from rnn.ui.weights.dynamics import OF_THE_WHOLE_FILM, is_preparing, prepare, show_path, show_spectrum
from rnn.ui.weights.matrices import choose_time_and_scale, show_likeness, show_parameters

VIEWS = {
    "parameters": "Parameters",
    "spectrum": "Spectrum",
    "path": "Path of the state",
    "similarity": "Character similarity",
}

session = open_page("Weights and dynamics", "What do the weights hold, and where do they move the state?")
picture = st.container()
with st.container(horizontal=True, vertical_alignment="bottom"):
    view = choose_one(session.choices, "weights_view", VIEWS, "Show")
    time, scale = choose_time_and_scale(session.choices) if view == "parameters" else ("now", "one")


def pictures(reel: Reel) -> None:
    with picture:
        study = prepare(session.player, session.cache) if view in OF_THE_WHOLE_FILM else None
        if view == "parameters":
            show_parameters(reel, time, scale)
        elif view == "spectrum":
            show_spectrum(session.player, reel, session.selection, session.cache, study)
        elif view == "path":
            show_path(session.player, reel, session.choices, session.writing, session.preset, study)
        else:
            show_likeness(reel)
        choose_window(session.player)


live(
    session,
    pictures,
    is_also_moving=lambda: is_preparing(session.player.moment, session.choices, session.cache),
)
