"""A visitor's edits of their network, in a list: each is undone alone, or all at once."""

from __future__ import annotations

from dataclasses import dataclass

from rnn.analysis.edits import Edit, HoldUnit, SetNumber, ZeroRow, check_edits
from rnn.errors import InvalidInput
from rnn.runs.run import Run


@dataclass
class EditList:
    """The edits, oldest first; they outlast a change of page, and of settings where they still fit.

    characters  the vocabulary that the edits were made for
    news        what became of edits that no longer fit, in a sentence, until the next edit; or None
    """

    edits: tuple[Edit, ...] = ()
    characters: tuple[str, ...] = ()
    news: str | None = None
    _is_new: bool = False

    def has_changed(self) -> bool:
        """Say whether an edit was made since this was last asked."""
        was_new, self._is_new = self._is_new, False
        return was_new

    def add(self, edit: Edit) -> None:
        """Make an edit after the others; it replaces an older one of the same place."""
        self.news, self._is_new = None, True
        self.edits = (*(old for old in self.edits if _place(old) != _place(edit)), edit)

    def undo(self, edit: Edit) -> None:
        """Leave one edit out."""
        self.news = None
        self.edits = tuple(old for old in self.edits if old != edit)

    def undo_all(self) -> None:
        """Leave all edits out."""
        self.edits, self.news = (), None

    def remove_all(self) -> None:
        """Leave all edits out, as the network that they were made for is gone, and keep a sentence on them as news."""
        if self.edits:
            self.edits, self.news = (), "Your edits belonged to another network and were removed."

    def ablate(self, unit: int) -> None:
        """Ablate a unit: hold its activation at 0 throughout; if it is ablated already, undo that."""
        ablate = HoldUnit(unit)
        if ablate in self.edits:
            self.undo(ablate)
        else:
            self.add(ablate)

    @property
    def held_units(self) -> set[int]:
        """The units that some edit holds."""
        return {edit.unit for edit in self.edits if isinstance(edit, HoldUnit)}

    def fit_to(self, run: Run) -> None:
        """Drop the edits that this run has no place for, and keep a sentence on them as news."""
        characters = run.vocabulary.characters
        same = characters == self.characters
        kept = tuple(edit for edit in self.edits if (same or not _is_of_a_character(edit)) and _fits(edit, run))
        dropped = len(self.edits) - len(kept)
        self.edits, self.characters = kept, characters
        if dropped == 1:
            self.news = "One of your edits does not fit this run and was undone."
        elif dropped:
            self.news = f"{dropped} of your edits do not fit this run and were undone."


def _place(edit: Edit) -> tuple:
    if isinstance(edit, HoldUnit):
        return ("unit", edit.unit)
    if isinstance(edit, ZeroRow):
        return ("row", edit.name, edit.row)
    return ("number", edit.name, edit.row, 0 if edit.name in "bc" else edit.column)


def _is_of_a_character(edit: Edit) -> bool:
    is_column_of_U = isinstance(edit, SetNumber) and edit.name == "U"
    return not isinstance(edit, HoldUnit) and (is_column_of_U or edit.name in "Vc")


def _fits(edit: Edit, run: Run) -> bool:
    try:
        check_edits(run.parameters, [edit], run.settings.window_steps)
    except InvalidInput:
        return False
    return True
