"""The knobs that may be turned while the network trains: from the playhead on, without a new start."""

from __future__ import annotations

from functools import partial

import streamlit as st

from rnn.runs.change import KNOBS, Change
from rnn.runs.schedule import knob_at
from rnn.ui.controls.setting_controls import show_problem, written, written_or_off
from rnn.ui.sidebar.training import BOUNDS, RATES
from rnn.ui.state import Session, recall, stand_at, undo_echo

LABELS = {"learning_rate": "Learning rate", "clip_value": "Clip by value", "clip_norm": "Clip by norm"}
GRIDS = {"learning_rate": RATES, "clip_value": BOUNDS, "clip_norm": BOUNDS}


def show_knobs(session: Session) -> None:
    """Draw the knobs where they stand at the playhead, and every turn so far with a button that undoes it."""
    knobs = st.expander("Turn at the playhead", key="knobs", on_change="rerun")
    with knobs:
        if knobs.open:
            st.caption("From where the playhead stands on. What was trained before stays, and nothing starts anew.")
            for knob in KNOBS:
                _show_knob(session, knob)
            show_problem(session, "changes")
    for number, change in enumerate(session.settings.changes):
        _show_change(session, change, number)


def _show_knob(session: Session, knob: str) -> None:
    value = knob_at(session.settings, knob, session.player.update)
    name = f"knob_{knob}"
    st.select_slider(
        LABELS[knob],
        sorted({*GRIDS[knob], value}),
        format_func=written if knob == "learning_rate" else written_or_off,
        **stand_at(name, value),
        on_change=_turn,
        args=(session, knob, name),
    )


def _show_change(session: Session, change: Change, number: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"turn_{number}"):
        value = written(change.value) if change.knob == "learning_rate" else written_or_off(change.value)
        what = f"{LABELS[change.knob]} {value} from {session.player.run.unit} {change.update:,} on"
        st.markdown(what, width="stretch")
        st.button("Undo", key=f"turn_back_{number}", on_click=partial(session.turn_back, change),
                  help="Take this turn back.")  # fmt: skip


def _turn(session: Session, knob: str, name: str) -> None:
    if not undo_echo(name):
        session.turn(knob, recall(name))
