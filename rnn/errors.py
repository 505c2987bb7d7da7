"""The one error that a visitor's or a caller's input can cause, and the checks that raise it."""

from __future__ import annotations

import math
import numbers
import operator
import sys

LONGEST_SHOWN = 40  # characters of a wrong text that a sentence repeats


class InvalidInput(ValueError):
    """A value that the network cannot work with, explained in a sentence.

    field  the name of the setting or argument at fault, so that a page can show the sentence beside its control
    """

    def __init__(self, field: str, sentence: str):
        super().__init__(sentence)
        self.field = field


def shown(value) -> str:
    """Return a wrong value as a sentence can show it: a number as it is, a text in quotes, anything else by its type.

    Examples: shown(2.5) == "2.5"; shown("x") == "“x”"; shown([1, 2]) == "a list"; shown(b"x") == "bytes"
    """
    value = plain(value)
    if isinstance(value, str):
        return f"“{value}”" if len(value) <= LONGEST_SHOWN else f"“{value[:LONGEST_SHOWN]}…”"
    if isinstance(value, int) and value.bit_length() > 128:
        return "a number of more than 38 digits"
    if value is None or isinstance(value, bool | int | float):
        return str(value)
    name = type(value).__name__
    if name in ("bytes", "bytearray"):
        return name
    return f"{'an' if name[:1].lower() in 'aeio' or name.startswith('ndarray') else 'a'} {name}"


def plain(value):
    """Return one number of NumPy's, a scalar or an array without dimensions, as Python's; anything else as it is."""
    if getattr(value, "shape", None) == () and hasattr(value, "item"):
        return value.item()
    return value


def check_whole(field: str, label: str, value, lowest: int, highest: int) -> int:
    """Return a whole number, Python's or NumPy's, as an int.

    field  the name of the argument      label  the same at the head of a sentence, such as "The window"
    Raises InvalidInput if it is none, or not from lowest to highest; True, False and 5.0 are none.
    """
    if type(value) is int and lowest <= value <= highest:  # nearly always: ten times as fast as what follows
        return value
    whole = plain(value)
    if not isinstance(whole, numbers.Integral) or isinstance(whole, bool) or not lowest <= whole <= highest:
        raise InvalidInput(field, f"{label} is a whole number from {lowest:,} to {highest:,}, not {shown(value)}.")
    return int(whole)


def check_number(field: str, label: str, value, highest: float | None = None) -> float:
    """Return a number from 0 to highest, or any finite one from 0 on, Python's or NumPy's, as a float.

    field, label  as for `check_whole`
    Raises InvalidInput if it is none, or out of range; True and False are none.
    """
    largest = sys.float_info.max if highest is None else highest
    if type(value) is float and 0 <= value <= largest:  # nearly always
        return value
    number = plain(value)
    is_number = isinstance(number, numbers.Real) and not isinstance(number, bool)
    if not is_number or not 0 <= number <= largest:  # NaN is in no range
        allowed = "a finite number, 0 or more" if highest is None else f"a number from 0 to {highest:,}"
        raise InvalidInput(field, f"{label} is {allowed}, not {shown(value)}.")
    return float(number)


def check_choice(field: str, label: str, value, allowed) -> str:
    """Return a text that is one of the allowed ones. Raises InvalidInput, which names them all, if it is none."""
    if not isinstance(value, str) or value not in allowed:
        *most, last = (f"“{name}”" for name in allowed)
        raise InvalidInput(field, f"{label} is {', '.join(most)} or {last}, not {shown(value)}.")
    return str(value)


def check_flag(field: str, label: str, value) -> bool:
    """Return True or False, Python's or NumPy's, as a bool. Raises InvalidInput for anything else."""
    flag = value if type(value) is bool else plain(value)
    if not isinstance(flag, bool):
        raise InvalidInput(field, f"{label}: true or false, not {shown(value)}.")
    return flag


def check_text(field: str, label: str, value) -> str:
    """Return a text of one character at least as a str. Raises InvalidInput for an empty one, and for anything else."""
    if isinstance(value, bytes | bytearray):
        raise InvalidInput(field, f"{label} is a str, not bytes. Decode it first: data.decode().")
    if not isinstance(value, str):
        raise InvalidInput(field, f"{label} is a str of at least one character, not {shown(value)}.")
    if not value:
        raise InvalidInput(field, f"{label} is empty. Give at least one character.")
    return str(value)


def check_kind(field: str, label: str, value, kind: type, hint: str = "") -> None:
    """Raise InvalidInput if a value is not of a kind; the hint says how to get one, as a sentence."""
    if not isinstance(value, kind):
        article = "an" if kind.__name__[0] in "AEIO" else "a"
        sentence = f"{label} is {article} {kind.__name__}, not {shown(value)}."
        raise InvalidInput(field, f"{sentence} {hint}" if hint else sentence)


def check_index(field: str, index, count: int) -> int:
    """Return the index as an int, when it is a whole number from 0 to count - 1.

    field  what is counted and the name of its control: "unit", "step", "character", "row", "column"
    Raises InvalidInput otherwise. Example: check_index("unit", 12, 10) says "There is no unit 12: they go from 0 to 9."
    """
    try:
        whole = operator.index(index)
    except TypeError:
        raise InvalidInput(field, f"{shown(index)} is no {field}: give a whole number from 0 to {count - 1}.") from None
    if not 0 <= whole < count:
        raise InvalidInput(field, f"There is no {field} {shown(whole)}: they go from 0 to {count - 1}.")
    return whole


def finite_number(typed, field: str = "value") -> float:
    """Return what was typed, a number or a text, as a finite float.

    Raises InvalidInput if it is not a number, or is infinite or NaN.
    Example: finite_number(" 0.5 ") == 0.5
    """
    try:
        number = float(typed)
    except (TypeError, ValueError, OverflowError):
        raise InvalidInput(field, f"{shown(typed)} is not a number. Give one such as 0.5 or -1.") from None
    if not math.isfinite(number):
        raise InvalidInput(field, f"{shown(typed)} is not a finite number. Give one such as 0.5 or -1.")
    return number
