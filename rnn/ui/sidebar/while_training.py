"""The settings that may change while the network trains: from the playhead on, without a new start."""

from __future__ import annotations

from functools import partial

import streamlit as st

from rnn.runs.change import CHANGEABLE, Change
from rnn.runs.schedule import value_at
from rnn.text.numbers import setting, setting_or_off
from rnn.ui.controls.setting_controls import show_problem
from rnn.ui.sidebar.training import BOUNDS, RATES
from rnn.ui.state import Session, bind, bind_fold

LABELS = {"learning_rate": "Learning rate", "clip_value": "Clip by value", "clip_norm": "Clip by norm"}
GRIDS = {"learning_rate": RATES, "clip_value": BOUNDS, "clip_norm": BOUNDS}


def show_while_training(session: Session) -> None:
    """Draw their values at the playhead, and every change so far with a button that undoes it."""
    changes = st.expander("Change while training", **bind_fold(session.choices, "schedule_fold"))
    with changes:
        if changes.open:
            st.caption("A change holds from the playhead on. What was trained before it stays.")
            for name in CHANGEABLE:
                _show_changeable(session, name)
            show_problem(session, "changes")
    for number, change in enumerate(session.settings.changes):
        _show_change(session, change, number)


def _show_changeable(session: Session, name: str) -> None:
    value = value_at(session.settings, name, session.player.update)
    st.select_slider(
        LABELS[name],
        sorted({*GRIDS[name], value}),
        format_func=setting if name == "learning_rate" else setting_or_off,
        **bind(f"change_{name}", value, partial(session.change_while_training, name)),
    )


def _show_change(session: Session, change: Change, number: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"change_while_training_{number}"):
        value = setting(change.value) if change.name == "learning_rate" else setting_or_off(change.value)
        what = f"{LABELS[change.name]} {value} from {session.player.run.unit} {change.update:,} on"
        st.markdown(what, width="stretch")
        st.button(
            "Undo",
            key=f"undo_change_{number}",
            on_click=partial(session.undo_change, change),
            help="Undo this change.",
        )
