"""What all controls of a setting share: where they stand, what a change does, and the sentence on what will not do."""

from __future__ import annotations

import streamlit as st

from rnn.figures.kit.numbers import setting
from rnn.ui.markdown import escaped
from rnn.ui.state import Session, bound_to, reject_stale_value, value_of


def standing(session: Session, name: str, argument: str = "value") -> dict:
    """Let the control stand at the run's own value, unless what the visitor typed there is still to be mended."""
    return bound_to(name, session.refused.get(name, getattr(session.settings, name)), argument)


def change(session: Session, name: str) -> None:
    """Take the new value of a setting's control."""
    if not reject_stale_value(name):
        session.change(name, value_of(name))


def show_scale(session: Session, name: str, label: str, grid: tuple, help_text: str) -> None:
    """Draw a slider over the numbers of a grid, and the run's own if it is between them."""
    place = standing(session, name)
    st.select_slider(
        label,
        sorted({*grid, place["value"]}),
        format_func=setting,
        **place,
        on_change=change,
        args=(session, name),
        help=help_text,
    )
    show_problem(session, name)


def show_problem(session: Session, name: str) -> None:
    """Say below a control what is wrong with what was typed there."""
    if name in session.problems:
        st.error(escaped(f"{session.problems[name]} The run stays as it was."))
