"""Weights and dynamics: the five parameters, their spectrum, and the path of the state."""

import streamlit as st

from rnn.ui.controls.choices import choose_window
from rnn.ui.page import SLOW_TICK_SECONDS, live, open_page
from rnn.ui.state import value_of
from rnn.ui.weights.dynamics import prepare, show_path, show_spectrum
from rnn.ui.weights.matrices import show_likeness, show_parameters

PARAMETERS, SPECTRUM, PATH, LIKENESS = "Parameters", "Spectrum", "Path of the state", "Characters held alike"
OF_THE_WHOLE_FILM = (SPECTRUM, PATH)

session = open_page(
    "Weights and dynamics",
    "What do the weights look like, and what do they do to the state? Press **Play** to watch them form.",
)


def pictures() -> None:
    choose_window(session)
    view = choose_view()
    study = prepare(session) if view in OF_THE_WHOLE_FILM else None
    if view == PARAMETERS:
        show_parameters(session)
    elif view == SPECTRUM:
        show_spectrum(session, study)
    elif view == PATH:
        show_path(session, study)
    else:
        show_likeness(session)


def choose_view() -> str:
    return st.segmented_control(
        "Look at",
        [PARAMETERS, SPECTRUM, PATH, LIKENESS],
        default=PARAMETERS,
        required=True,
        key="weights_view",
        persist_state="session",
        label_visibility="collapsed",
    )


def is_preparing() -> bool:
    is_needed = value_of("weights_view", PARAMETERS) in OF_THE_WHOLE_FILM
    return is_needed and not session.bench.study(session.player.view).is_complete


live(session, pictures, seconds=SLOW_TICK_SECONDS, is_also_moving=is_preparing)
