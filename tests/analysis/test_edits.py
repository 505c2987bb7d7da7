"""Edits: what they set, what they leave, and what is refused."""

import numpy as np
import pytest

from rnn.analysis.edits import HoldUnit, SetNumber, ZeroRow, check_edits, edited_parameters
from rnn.errors import InvalidInput
from rnn.model.parameters import Parameters


def test_a_number_is_set_and_nothing_else():
    """Setting V[2,1] changes that number of a copy; every other number and the given network stay."""
    parameters = Parameters.random(3, 4)
    before = parameters.theta.copy()

    edited = edited_parameters(parameters, [SetNumber("V", 0.5, row=2, column=1)])

    assert edited.V[2, 1] == 0.5
    assert (edited.theta != before).sum() == 1
    assert np.array_equal(parameters.theta, before)


def test_a_bias_needs_no_column():
    """Setting b[1] or c[3] takes a row alone; the value may be typed."""
    edited = edited_parameters(Parameters.random(3, 4), [SetNumber("b", "0.25", row=1), SetNumber("c", -1, row=3)])

    assert (edited.b[1], edited.c[3]) == (0.25, -1)


def test_rows_become_zero():
    """Zeroing a row of W clears it; of a bias, its one number."""
    parameters = Parameters.random(3, 4)
    parameters.b[:] = 1

    edited = edited_parameters(parameters, [ZeroRow("W", 0), ZeroRow("b", 2)])

    assert not edited.W[0].any()
    assert edited.W[1:].all()
    assert edited.b.tolist() == [1, 1, 0]


def test_edits_are_made_in_their_order():
    """A number set after its row was zeroed stays; set before, it is zeroed too."""
    number, row = SetNumber("U", 2.0, row=1, column=0), ZeroRow("U", 1)

    after, before = (edited_parameters(Parameters.random(3, 4), edits) for edits in ([row, number], [number, row]))

    assert (after.U[1, 0], before.U[1, 0]) == (2, 0)


def test_no_edits_change_nothing():
    """Without edits the copy holds the same numbers: undoing is leaving edits out."""
    parameters = Parameters.random(3, 4)

    edited = edited_parameters(parameters, [HoldUnit(0)])

    assert np.array_equal(edited.theta, parameters.theta)
    assert edited.theta is not parameters.theta


@pytest.mark.parametrize(
    ("hold", "held"),
    [(HoldUnit(0), [0, 1, 2, 3]), (HoldUnit(0, 1.0, 2), [2, 3]), (HoldUnit(0, 1.0, 1, 1), [1])],
)
def test_a_unit_is_held_from_its_first_step_to_its_last(hold, held):
    """Without a last step a unit is held for ever; with the first as the last it is set once."""
    assert [step for step in range(4) if hold.holds(step)] == held


@pytest.mark.parametrize(
    ("edit", "field"),
    [
        (HoldUnit(3), "unit"),
        (HoldUnit(-1), "unit"),
        (HoldUnit(0, 1.5), "value"),
        (HoldUnit(0, "loud"), "value"),
        (HoldUnit(0, float("nan")), "value"),
        (HoldUnit(0, 0.0, 10), "step"),
        (HoldUnit(0, 0.0, -1), "step"),
        (HoldUnit(0, 0.0, 4, 10), "step"),
        (HoldUnit(0, 0.0, 4, 2), "step"),
        (SetNumber("X", 1.0, 0), "parameter"),
        (SetNumber("W", 1.0, 3, 0), "row"),
        (SetNumber("W", 1.0, 0, 3), "column"),
        (SetNumber("U", 1.0, 0, 4), "column"),
        (SetNumber("U", "one", 0, 0), "value"),
        (SetNumber("c", float("inf"), 0), "value"),
        (ZeroRow("V", 4), "row"),
        (ZeroRow("v", 0), "parameter"),
    ],
)
def test_an_edit_that_cannot_be_made_is_refused(edit, field):
    """A unit, step, place or number that does not exist gets a sentence and the name of its control."""
    with pytest.raises(InvalidInput) as refusal:
        check_edits(Parameters.random(3, 4), [edit], step_count=10)

    assert refusal.value.field == field
    assert str(refusal.value).endswith(".")


def test_without_a_count_any_later_step_will_do():
    """Where it is not known how long a run will be, a step may be any whole number from 0."""
    check_edits(Parameters.random(3, 4), [HoldUnit(0, 0.0, 1000)])
