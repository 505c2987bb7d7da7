"""Edits by hand: hold a hidden unit, set one number, zero a row. An edit is a value, and a network is never changed.

Edits are a tuple of them, applied in their order. Undoing is leaving them out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rnn.errors import InvalidInput, check_index, finite_number
from rnn.model.parameters import Parameters

LONGEST_RUN = 1_000_000  # steps, where nobody says how many there will be


@dataclass(frozen=True)
class HoldUnit:
    """Hold the activation of one hidden unit at a value, whatever its pre-activation says.

    value       -1 to 1; 0 ablates the unit
    first_step  from this step on, counted from 0
    last_step   the last step it is held at; None for ever. The same as first_step, it is set once and then runs free.
    """

    unit: int
    value: float = 0.0
    first_step: int = 0
    last_step: int | None = None

    def holds(self, step: int) -> bool:
        """Say whether the unit is held at this step."""
        return self.first_step <= step and (self.last_step is None or step <= self.last_step)

    @property
    def is_for_some_steps(self) -> bool:
        """Whether there are steps at which it is not held."""
        return self.first_step > 0 or self.last_step is not None


@dataclass(frozen=True)
class SetNumber:
    """Set one number of W, U, b, V or c; `column` is not looked at for the biases b and c."""

    name: str
    value: float
    row: int
    column: int = 0


@dataclass(frozen=True)
class ZeroRow:
    """Set a row of W, U or V to 0, or one number of b or c."""

    name: str
    row: int


Edit = HoldUnit | SetNumber | ZeroRow


def check_edits(parameters: Parameters, edits: Iterable[Edit], step_count: int | None = None) -> None:
    """Do nothing if every edit can be made.

    step_count  how many steps there are; up to LONGEST_RUN if None
    Raises InvalidInput with the field "unit", "value", "step", "parameter", "row" or "column" otherwise.
    """
    for edit in edits:
        if isinstance(edit, HoldUnit):
            _check_hold(edit, parameters.hidden_size, step_count)
        else:
            _check_place(edit, parameters)


def edited_parameters(parameters: Parameters, edits: Iterable[Edit]) -> Parameters:
    """Return a copy of the parameters with the numbers set and the rows zeroed. Raises as `check_edits` does."""
    edits = tuple(edits)
    check_edits(parameters, edits)
    edited = parameters.copy()
    arrays = dict(edited.items())
    for edit in edits:
        if isinstance(edit, ZeroRow):
            arrays[edit.name][edit.row] = 0
        elif isinstance(edit, SetNumber):
            place = (edit.row, edit.column) if arrays[edit.name].ndim == 2 else edit.row
            arrays[edit.name][place] = finite_number(edit.value)
    return edited


def _check_hold(edit: HoldUnit, hidden_size: int, step_count: int | None) -> None:
    check_index("unit", edit.unit, hidden_size)
    if not -1 <= finite_number(edit.value) <= 1:
        raise InvalidInput("value", f"An activation lies between -1 and 1; {edit.value} does not.")
    for step in (edit.first_step, edit.last_step):
        if step is not None:
            check_index("step", step, LONGEST_RUN if step_count is None else step_count)
    if edit.last_step is not None and edit.last_step < edit.first_step:
        raise InvalidInput("step", f"The last step, {edit.last_step}, comes before the first, {edit.first_step}.")


def _check_place(edit: SetNumber | ZeroRow, parameters: Parameters) -> None:
    arrays = dict(parameters.items())
    if edit.name not in arrays:
        raise InvalidInput("parameter", f"There is no parameter “{edit.name}”: they are {', '.join(arrays)}.")
    shape = arrays[edit.name].shape
    check_index("row", edit.row, shape[0])
    if isinstance(edit, SetNumber):
        finite_number(edit.value)
        if len(shape) == 2:
            check_index("column", edit.column, shape[1])
