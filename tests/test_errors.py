"""What can be typed wrong gets a sentence and the name of its control."""

import numpy as np
import pytest

from rnn.errors import InvalidInput, check_index, finite_number


def test_an_index_that_exists_comes_back_as_an_int():
    """Whole numbers of any kind from 0 to count - 1 are let through."""
    assert [check_index("unit", index, 3) for index in (0, np.int64(2))] == [0, 2]


@pytest.mark.parametrize("index", [-1, 3, 1.0, "1", None, float("nan")])
def test_an_index_that_does_not_exist_is_refused(index):
    """Anything but a whole number from 0 to count - 1 is refused, with the field and the last index named."""
    with pytest.raises(InvalidInput, match="2") as refusal:
        check_index("unit", index, 3)

    assert refusal.value.field == "unit"


def test_a_number_may_be_typed():
    """Text that stands for a finite number is read as one."""
    assert [finite_number(typed) for typed in (" 0.5 ", "-1e3", 2)] == [0.5, -1000.0, 2.0]


@pytest.mark.parametrize("typed", ["", "abc", "nan", "inf", float("-inf"), None, [], "0,5", 10**400])
def test_what_is_no_finite_number_is_refused(typed):
    """What is not a finite number is refused with a sentence that shows it."""
    with pytest.raises(InvalidInput, match="not a") as refusal:
        finite_number(typed, "weight")

    assert refusal.value.field == "weight"
