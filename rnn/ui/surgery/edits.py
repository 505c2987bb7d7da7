"""The controls of one edit, and the edit list, from which each edit can be undone."""

from __future__ import annotations

import streamlit as st

from rnn.analysis.edits import Edit, HoldUnit, SetNumber, ZeroRow, check_edits
from rnn.errors import InvalidInput, finite_number
from rnn.runs.run import Run
from rnn.session.chosen.choices import Choices
from rnn.session.chosen.selection import Selection
from rnn.session.edit_list import EditList
from rnn.session.moment import Moment
from rnn.ui.controls.choices import choose_one, choose_unit
from rnn.ui.markdown import escaped
from rnn.ui.state import Session, bind_choice
from rnn.ui.surgery.words import column_name, describe, row_name

KINDS = {"hold": "Hold a unit", "set": "Set a number", "zero": "Zero a row"}
HOLDS = {"ablate": "ablate it", "clamp": "clamp it", "once": "set it once"}
PARAMETERS = {name: name for name in "WUbVc"}


def show_table(session: Session) -> None:
    """Draw the controls of one edit, with a button that makes it; what cannot be made gets a sentence instead."""
    moment = session.player.moment
    kind = choose_one(session.choices, "edit_kind", KINDS, "Edit")
    try:
        if kind == "hold":
            edit = _hold(moment, session.selection, session.choices)
        else:
            edit = {"set": _set, "zero": _zero}[kind](moment, session.choices)
        check_edits(moment.run.parameters, [edit], len(moment.inputs))
    except InvalidInput as problem:
        st.error(escaped(f"{problem} The network stays as it was."))
        edit = None
    st.button(
        "Make this edit",
        icon=":material/content_cut:",
        disabled=edit is None,
        on_click=session.edit_list.add,
        args=(edit,),
        key="surgery_make",
    )


def show_news(edit_list: EditList) -> None:
    """Say what became of edits that no longer fit."""
    if edit_list.news:
        st.warning(edit_list.news, icon=":material/undo:")


def show_edits(edit_list: EditList, run: Run) -> None:
    """List the edits, each with its own undo, and one button that undoes all."""
    if not edit_list.edits:
        st.caption("No edits yet: both networks are the same. Click a bar, or make an edit below.")
        return
    for number, edit in enumerate(edit_list.edits):
        with st.container(horizontal=True, vertical_alignment="center", key=f"surgery_edit_{number}"):
            st.markdown(describe(edit, run.vocabulary.visible), width="stretch")
            st.button("Undo", key=f"surgery_undo_{number}", on_click=edit_list.undo, args=(edit,))
    if run.windows.count > 1 and any(isinstance(edit, HoldUnit) and edit.is_for_some_steps for edit in edit_list.edits):
        st.caption("Over the text, the steps of a hold count from the beginning of each window.")
    st.button("Undo all", icon=":material/undo:", on_click=edit_list.undo_all, key="surgery_undo_all")


def _hold(moment: Moment, selection: Selection, choices: Choices) -> Edit:
    letters = moment.letters
    how = choose_one(choices, "edit_hold", HOLDS, "What to do")
    left, middle, right = st.columns(3)
    with left:
        unit = choose_unit(selection, moment.run.settings.hidden_size)
    with middle:
        first = st.selectbox(
            "At step" if how == "once" else "From step",
            range(len(letters)),
            format_func=lambda t: f"{t + 1} · {letters[t]}",
            **bind_choice(choices, "edit_from", None, range(len(letters))),
        )
    with right:
        value = 0.0 if how == "ablate" else _type_number(choices, "Activation, −1 to 1", "edit_activation")
    return HoldUnit(unit, value, first, first if how == "once" else None)


def _set(moment: Moment, choices: Choices) -> Edit:
    parameters = moment.parameters
    name = choose_one(choices, "edit_parameter", PARAMETERS, "Parameter")
    array = dict(parameters.items())[name]
    left, middle, right = st.columns(3)
    with left:
        row = _choose_row(moment, choices, name, len(array))
    with middle:
        column = _choose_column(moment, choices, name, array.shape[1]) if array.ndim == 2 else 0
    now = array[row, column] if array.ndim == 2 else array[row]
    with right:
        value = _type_number(choices, "New value", "edit_value", f"It is {now:.4f} at the playhead.")
    return SetNumber(name, value, row, column)


def _zero(moment: Moment, choices: Choices) -> Edit:
    parameters = moment.parameters
    name = choose_one(choices, "edit_parameter", PARAMETERS, "Parameter")
    return ZeroRow(name, _choose_row(moment, choices, name, len(dict(parameters.items())[name])))


def _type_number(choices: Choices, label: str, choice: str, note: str | None = None) -> float:
    typed = st.text_input(label, max_chars=30, **bind_choice(choices, choice))
    if note:
        st.caption(note)
    return finite_number(typed)


def _choose_row(moment: Moment, choices: Choices, name: str, count: int) -> int:
    label = "Output character (row)" if name in "Vc" else "To unit (row)"
    visible = moment.run.vocabulary.visible
    bound = bind_choice(choices, "edit_row", None, range(count))
    return st.selectbox(label, range(count), format_func=lambda row: row_name(name, row, visible), **bound)


def _choose_column(moment: Moment, choices: Choices, name: str, count: int) -> int:
    label = "Input character (column)" if name == "U" else "From unit (column)"
    visible = moment.run.vocabulary.visible
    bound = bind_choice(choices, "edit_column", None, range(count))
    return st.selectbox(label, range(count), format_func=lambda column: column_name(name, column, visible), **bound)
