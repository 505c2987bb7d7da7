"""What all controls of a setting share: their value, what a change does, and the sentence on what will not do."""

from __future__ import annotations

from functools import partial

import streamlit as st

from rnn.text.numbers import setting
from rnn.ui.markdown import escaped
from rnn.ui.state import Session, bind


def bind_setting(session: Session, name: str, argument: str = "value") -> dict:
    """Return the arguments of a control of a setting: its value is the run's, or what is still to be mended there."""
    value = session.refused.get(name, getattr(session.settings, name))
    return bind(name, value, partial(session.change, name), argument)


def show_scale(session: Session, name: str, label: str, grid: tuple, help_text: str) -> None:
    """Draw a slider over the numbers of a grid, and the run's own if it is between them."""
    place = bind_setting(session, name)
    st.select_slider(
        label,
        sorted({*grid, place["value"]}),
        format_func=setting,
        **place,
        help=help_text,
    )
    show_problem(session, name)


def show_problem(session: Session, name: str) -> None:
    """Say below a control what is wrong with what was typed there."""
    if name in session.problems:
        st.error(escaped(f"{session.problems[name]} The run stays as it was."))
