"""The operating table: what to cut or set, and the list of what was done, to be undone."""

from __future__ import annotations

import streamlit as st

from rnn.analysis.edits import Edit, HoldUnit, SetNumber, ZeroRow, check_edits
from rnn.errors import InvalidInput, finite_number
from rnn.runs.run import Run
from rnn.ui.controls.choices import choose_unit
from rnn.ui.markdown import escaped
from rnn.ui.state import Session
from rnn.ui.surgery.words import column_name, describe, row_name

HOLD, SET, ZERO = "Hold a unit", "Set a number", "Zero a row"
SILENCE, CLAMP, ONCE = "silence it", "clamp it", "set it once"
NAMES = ("W", "U", "b", "V", "c")


def show_table(session: Session) -> None:
    """Draw the controls of one edit, with a button that makes it; what cannot be made gets a sentence instead."""
    kind = _segments("Edit", [HOLD, SET, ZERO], "surgery_kind")
    try:
        edit = {HOLD: _hold, SET: _set, ZERO: _zero}[kind](session)
        check_edits(session.player.run.parameters, [edit], len(session.player.moment.inputs))
    except InvalidInput as problem:
        st.error(escaped(f"{problem} The network stays as it was."))
        edit = None
    st.button(
        "Make this edit",
        icon=":material/content_cut:",
        disabled=edit is None,
        on_click=session.bench.edit_list.add,
        args=(edit,),
        key="surgery_make",
    )


def show_edits(session: Session) -> None:
    """List the edits, each with its own undo, and one button that undoes all."""
    edit_list = session.bench.edit_list
    visible = session.player.run.vocabulary.visible
    if not edit_list.edits:
        st.caption("No edits yet: both networks are the same. Click a bar, or make an edit below.")
        return
    for number, edit in enumerate(edit_list.edits):
        with st.container(horizontal=True, vertical_alignment="center", key=f"surgery_edit_{number}"):
            st.markdown(describe(edit, visible), width="stretch")
            st.button("Undo", key=f"surgery_undo_{number}", on_click=edit_list.undo, args=(edit,))
    st.button("Undo all", icon=":material/undo:", on_click=edit_list.undo_all, key="surgery_undo_all")


def _hold(session: Session) -> Edit:
    letters = session.player.moment.letters
    how = _segments("What to do", [SILENCE, CLAMP, ONCE], "surgery_how")
    left, middle, right = st.columns(3)
    with left:
        unit = choose_unit(session)
    with middle:
        first = st.selectbox(
            "At step" if how == ONCE else "From step",
            range(len(letters)),
            format_func=lambda t: f"{t + 1} · {letters[t]}",
            key=f"surgery_from_{len(letters)}",
            persist_state="session",
        )
    with right:
        value = 0.0 if how == SILENCE else _type_number("Activation, −1 to 1", "1", "surgery_activation")
    return HoldUnit(unit, value, first, first if how == ONCE else None)


def _set(session: Session) -> Edit:
    run, parameters = session.player.run, session.player.moment.parameters
    name = _segments("Parameter", list(NAMES), "surgery_parameter")
    array = dict(parameters.items())[name]
    left, middle, right = st.columns(3)
    with left:
        row = _choose_row(name, len(array), run)
    with middle:
        column = _choose_column(name, array.shape[1], run) if array.ndim == 2 else 0
    now = array[row, column] if array.ndim == 2 else array[row]
    with right:
        value = _type_number("New value", "0", "surgery_number", f"It is {now:.4f} at the playhead.")
    return SetNumber(name, value, row, column)


def _zero(session: Session) -> Edit:
    run, parameters = session.player.run, session.player.moment.parameters
    name = _segments("Parameter", list(NAMES), "surgery_parameter")
    return ZeroRow(name, _choose_row(name, len(dict(parameters.items())[name]), run))


def _type_number(label: str, first: str, key: str, note: str | None = None) -> float:
    typed = st.text_input(label, first, max_chars=30, key=key, persist_state="session")
    if note:
        st.caption(note)
    return finite_number(typed)


def _choose_row(name: str, count: int, run: Run) -> int:
    label = "Character it speaks for (row)" if name in "Vc" else "Unit it enters (row)"
    return _choose(label, count, lambda row: row_name(name, row, run.vocabulary.visible), f"surgery_row_{name}_{count}")


def _choose_column(name: str, count: int, run: Run) -> int:
    label = "Character it comes from (column)" if name == "U" else "Unit it comes from (column)"
    key = f"surgery_column_{name}_{count}"
    return _choose(label, count, lambda column: column_name(name, column, run.vocabulary.visible), key)


def _choose(label: str, count: int, name_of, key: str) -> int:
    """Let the visitor choose one of so many; the count is in the key, so that no choice outlives its options."""
    return st.selectbox(label, range(count), format_func=name_of, key=key, persist_state="session")


def _segments(label: str, options: list[str], key: str) -> str:
    return st.segmented_control(label, options, default=options[0], required=True, key=key, persist_state="session")
