"""Names of edits, rows and columns, in Markdown."""

from __future__ import annotations

from rnn.analysis.edits import Edit, HoldUnit, ZeroRow
from rnn.runs.run import Run
from rnn.ui.components.lines import show_lines
from rnn.ui.markdown import plain

ABLATION = r"\small a_t = m \odot \tanh(W a_{t-1} + U x_t + b), \qquad m_i = 0 \text{ for an ablated unit, else } 1"


def show_ablation(run: Run) -> None:
    """Draw the recurrence with an ablated unit, and the line of the engine that holds one."""
    H = run.settings.hidden_size
    show_lines("held units", f"the activations ({H},) of a step; a held unit keeps its value.", latex=ABLATION)


def describe(edit: Edit, visible: list[str]) -> str:
    """Say what an edit does, in Markdown; visible are the characters of the vocabulary in a visible form."""
    if isinstance(edit, HoldUnit):
        what = "ablated" if edit.value == 0 else f"held at {edit.value:g}"
        if edit.last_step == edit.first_step:
            return f"Unit {edit.unit} set to {edit.value:g} at step {edit.first_step + 1} alone"
        return f"Unit {edit.unit} {what} " + (
            f"from step {edit.first_step + 1} on" if edit.first_step else "throughout"
        )
    row = row_name(edit.name, edit.row, visible)
    if isinstance(edit, ZeroRow):
        return f"{edit.name}: the row of {row} set to 0" if edit.name in "WUV" else f"{edit.name}: {row} set to 0"
    column = column_name(edit.name, edit.column, visible)
    return f"{edit.name}: {column + ' → ' if column else ''}{row} set to {edit.value:g}"


def row_name(name: str, row: int, visible: list[str]) -> str:
    """Name what a row of a parameter is about: a unit, or for V and c a character."""
    return f"“{plain(visible[row])}”" if name in "Vc" else f"unit {row}"


def column_name(name: str, column: int, visible: list[str]) -> str:
    """Name what a column of W, U or V is about: a unit, or for U a character; nothing for the biases."""
    if name in "bc":
        return ""
    return f"“{plain(visible[column])}”" if name == "U" else f"unit {column}"
