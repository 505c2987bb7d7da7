"""How the network is trained: the optimiser and its rate, the windows, the length of the film."""

from __future__ import annotations

import streamlit as st

from rnn.model.optimisers import OPTIMISERS
from rnn.runs.settings import MAXIMUM_UPDATES, MAXIMUM_WINDOW
from rnn.text.numbers import setting, setting_or_off
from rnn.ui.controls.setting_controls import bind_setting, show_problem, show_scale
from rnn.ui.glossary import define
from rnn.ui.state import Session, bind_fold

RATES = (0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
BOUNDS = (0.0, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
HALF_LIVES = (0, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
LENGTHS = (
    1,
    2,
    5,
    10,
    20,
    50,
    100,
    200,
    500,
    1_000,
    2_000,
    5_000,
    10_000,
    20_000,
    50_000,
    100_000,
    200_000,
    500_000,
    1_000_000,
)


def show_training(session: Session) -> None:
    """Draw the learning rate, the length of the film, and the finer points behind a fold."""
    shows = session.classroom.shows
    if shows("learning_rate"):
        show_scale(session, "learning_rate", "Learning rate", RATES, define("Learning rate"))
    if shows("epochs"):
        _show_length(session)
    if not shows("optimiser"):
        return
    more = st.expander("Optimiser and windows", **bind_fold(session.choices, "training_fold"))
    with more:
        if more.open:
            _show_optimiser(session)
            _show_windows(session)


def _show_length(session: Session) -> None:
    each = session.settings.updates_per_epoch
    grid = tuple(length for length in LENGTHS if length * each <= MAXIMUM_UPDATES and (each > 1 or length >= 100))
    updates = f", {session.settings.updates:,} updates" if each > 1 else ""
    show_scale(
        session,
        "epochs",
        "Length of the film in epochs",
        grid,
        f"Passes over the text from the first frame to the last{updates}.",
    )


def _show_optimiser(session: Session) -> None:
    st.selectbox(
        "Optimiser",
        list(OPTIMISERS),
        format_func=lambda name: OPTIMISERS[name].label,
        **bind_setting(session, "optimiser", None),
        help=define("Optimiser"),
    )
    st.caption(OPTIMISERS[session.settings.optimiser].lesson)
    _show_bound(session, "clip_value", "Clip gradient by value", define("Clipping by value"))
    _show_bound(session, "clip_norm", "Clip gradient by norm", define("Clipping by norm"))
    value = session.settings.half_life
    st.select_slider(
        "Learning rate halves every",
        sorted({*HALF_LIVES, value}),
        format_func=lambda updates: f"{updates:,} updates" if updates else "never",
        **bind_setting(session, "half_life"),
    )


def _show_bound(session: Session, name: str, label: str, help_text: str) -> None:
    st.select_slider(
        label,
        sorted({*BOUNDS, getattr(session.settings, name)}),
        format_func=setting_or_off,
        **bind_setting(session, name),
        help=help_text,
    )


def _show_windows(session: Session) -> None:
    st.number_input(
        "Window in steps (0: whole text)",
        0,
        MAXIMUM_WINDOW,
        **bind_setting(session, "window"),
        help=define("Window"),
    )
    show_problem(session, "window")
    st.toggle(
        "Carry the state on",
        **bind_setting(session, "carry"),
        disabled=session.settings.updates_per_epoch == 1,
        help=define("Carried state"),
    )
    steps, windows = session.settings.window_steps, session.settings.updates_per_epoch
    unit = "update" if windows == 1 else "updates"
    st.caption(f"{setting(windows)} {unit} in one pass over the text, of {steps} steps each.")
