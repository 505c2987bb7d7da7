"""What a link holds of the visitor's edits: hold:3:0:0: for a unit, set:W:0.5:2:3 for a number, zero:V:3 for a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rnn.analysis.edits import Edit, HoldUnit, SetNumber, ZeroRow, check_edits
from rnn.errors import InvalidInput
from rnn.runs.run import Run
from rnn.session.edit_list import EditList

MOST_EDITS = 100


@dataclass
class EditsLink:
    """The part of a link that is about an EditList."""

    edit_list: EditList

    def write(self) -> dict[str, str]:
        """Return the URL parameter of the edits, if there are any."""
        edits = self.edit_list.edits[:MOST_EDITS]
        return {"edits": ",".join(map(edit_as_text, edits))} if edits else {}

    def read(self, query: Mapping[str, str], run: Run) -> list[str]:
        """Take the edits of a link in place of those there are; return a sentence on each that does not fit."""
        self.edit_list.edits, self.edit_list.characters = (), run.vocabulary.characters
        problems = []
        for part in query.get("edits", "").split(",")[:MOST_EDITS]:
            try:
                if part:
                    edit = edit_of(part)
                    check_edits(run.parameters, [edit], run.settings.window_steps)
                    self.edit_list.add(edit)
            except InvalidInput as problem:
                problems.append(f"The edit “{part[:40]}” was left out: {problem}")
        self.edit_list.has_changed()  # what a link brings is not news: its step is in it too
        return problems


def edit_as_text(edit: Edit) -> str:
    """Return an edit as a link has it; numbers as Python writes them, so that they come back bit for bit."""
    if isinstance(edit, HoldUnit):
        last = "" if edit.last_step is None else edit.last_step
        return f"hold:{edit.unit}:{edit.value!r}:{edit.first_step}:{last}"
    if isinstance(edit, SetNumber):
        return f"set:{edit.name}:{edit.value!r}:{edit.row}:{edit.column}"
    return f"zero:{edit.name}:{edit.row}"


def edit_of(text: str) -> Edit:
    """Return the edit that a link's text is. Raises InvalidInput for one that is none."""
    kind, *parts = text.split(":")
    try:
        if kind == "hold":
            unit, value, first, last = parts
            return HoldUnit(int(unit), float(value), int(first), int(last) if last else None)
        if kind == "set":
            name, value, row, column = parts
            return SetNumber(name, float(value), int(row), int(column))
        if kind == "zero":
            name, row = parts
            return ZeroRow(name, int(row))
    except ValueError:
        pass
    raise InvalidInput("edits", "it cannot be read.")
