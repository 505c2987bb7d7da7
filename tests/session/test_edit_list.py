"""The visitor's edits: made, undone, described, and dropped where a run has no place for them."""

import pytest

from rnn import Run, Settings
from rnn.analysis.edits import HoldUnit, SetNumber, ZeroRow
from rnn.session.edit_list import EditList
from rnn.ui.surgery.words import describe

ABC = ["A", "B", "*"]


def edit_list_for(run: Run, *edits) -> EditList:
    """Return an edit list with these edits, made for this run."""
    edit_list = EditList()
    edit_list.fit_to(run)
    for edit in edits:
        edit_list.add(edit)
    return edit_list


def test_each_edit_is_undone_alone_or_all_at_once():
    """Undoing one keeps the others in their order; undoing all leaves none."""
    hold, number, row = HoldUnit(1), SetNumber("W", 2.0, 0, 1), ZeroRow("V", 2)
    edit_list = edit_list_for(Run(Settings()), hold, number, row)

    edit_list.undo(number)
    assert edit_list.edits == (hold, row)
    edit_list.undo_all()
    assert edit_list.edits == ()


def test_a_later_edit_of_the_same_place_takes_its_place():
    """Setting a number, holding a unit or zeroing a row again does not pile up."""
    edit_list = edit_list_for(
        Run(Settings()), SetNumber("W", 2.0, 0, 1), HoldUnit(1), SetNumber("b", 1.0, 0, 3), SetNumber("W", 3.0, 0, 1)
    )

    edit_list.add(HoldUnit(1, 0.5, 2))
    edit_list.add(SetNumber("b", 2.0, 0))

    assert edit_list.edits == (SetNumber("W", 3.0, 0, 1), HoldUnit(1, 0.5, 2), SetNumber("b", 2.0, 0))


def test_ablating_an_ablated_unit_undoes_it():
    """The same click ablates a unit and undoes that; a unit that is held otherwise becomes ablated."""
    edit_list = edit_list_for(Run(Settings()), HoldUnit(3, 1.0))

    edit_list.ablate(3)
    assert edit_list.edits == (HoldUnit(3),)
    assert edit_list.held_units == {3}
    edit_list.ablate(3)
    assert edit_list.edits == ()


def test_edits_that_no_longer_fit_are_dropped_with_a_sentence():
    """In a smaller network the unit that is gone takes its edits along; those of other units stay."""
    edit_list = edit_list_for(
        Run(Settings()), HoldUnit(1), HoldUnit(9), SetNumber("W", 1.0, 8, 0), HoldUnit(0, 0.0, 20)
    )

    edit_list.fit_to(Run(Settings(hidden_size=9, random_seed=5)))
    assert edit_list.news == "One of your edits does not fit this run and was undone."
    edit_list.fit_to(Run(Settings(hidden_size=9)))
    assert edit_list.news == "One of your edits does not fit this run and was undone."
    shorter = Run(Settings(hidden_size=4, text="ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:20]))
    edit_list.fit_to(shorter)
    assert edit_list.news == "2 of your edits do not fit this run and were undone."
    assert edit_list.edits == (HoldUnit(1),)
    edit_list.ablate(1)
    assert edit_list.news is None


def test_edits_of_a_character_go_with_their_vocabulary():
    """Row 1 of V is another character in another text, so that edit is undone though there is a row 1."""
    edit_list = edit_list_for(
        Run(Settings()), ZeroRow("V", 1), SetNumber("U", 1.0, 0, 1), SetNumber("c", 1.0, 1), ZeroRow("U", 1)
    )

    edit_list.fit_to(Run(Settings(text="hello")))

    assert edit_list.edits == (ZeroRow("U", 1),)


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (HoldUnit(2), "Unit 2 ablated throughout"),
        (HoldUnit(2, 0.0, 4), "Unit 2 ablated from step 5 on"),
        (HoldUnit(2, -0.5, 4), "Unit 2 held at -0.5 from step 5 on"),
        (HoldUnit(2, 1.0, 4, 4), "Unit 2 set to 1 at step 5 alone"),
        (SetNumber("W", 1.5, 0, 1), "W: unit 1 → unit 0 set to 1.5"),
        (SetNumber("U", 1.5, 0, 1), "U: “B” → unit 0 set to 1.5"),
        (SetNumber("V", 1.5, 2, 1), r"V: unit 1 → “\*” set to 1.5"),
        (SetNumber("b", 1.5, 2), "b: unit 2 set to 1.5"),
        (SetNumber("c", 1.5, 0), "c: “A” set to 1.5"),
        (ZeroRow("W", 2), "W: the row of unit 2 set to 0"),
        (ZeroRow("c", 1), "c: “B” set to 0"),
    ],
)
def test_edits_are_described(edit, words):
    """Units by number, characters in quotes and escaped, steps counted from 1."""
    assert describe(edit, ABC) == words
