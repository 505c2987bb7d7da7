"""The one error that a visitor's input can cause, and the checks that raise it."""

from __future__ import annotations

import math
import operator


class InvalidInput(ValueError):
    """A value that the network cannot work with, told in a sentence.

    field  the name of the setting or argument at fault, so that a page can show the sentence beside its control
    """

    def __init__(self, field: str, sentence: str):
        super().__init__(sentence)
        self.field = field


def check_index(field: str, index, count: int) -> int:
    """Return the index as an int, when it is a whole number from 0 to count - 1.

    field  what is counted and the name of its control: "unit", "step", "character", "row", "column"
    Raises InvalidInput otherwise. Example: check_index("unit", 12, 10) says "There is no unit 12: they go from 0 to 9."
    """
    try:
        whole = operator.index(index)
    except TypeError:
        raise InvalidInput(field, f"“{index}” is no {field}: give a whole number from 0 to {count - 1}.") from None
    if not 0 <= whole < count:
        raise InvalidInput(field, f"There is no {field} {whole}: they go from 0 to {count - 1}.")
    return whole


def finite_number(typed, field: str = "value") -> float:
    """Return what was typed, a number or a text, as a finite float.

    Raises InvalidInput if it is not a number, or is infinite or NaN.
    Example: finite_number(" 0.5 ") == 0.5
    """
    try:
        number = float(typed)
    except (TypeError, ValueError, OverflowError):
        raise InvalidInput(field, f"“{typed}” is not a number. Give one such as 0.5 or -1.") from None
    if not math.isfinite(number):
        raise InvalidInput(field, f"“{typed}” is not a finite number. Give one such as 0.5 or -1.")
    return number
