"""What is given to the mathematics, checked once at its entry: indices, arrays, and networks that fit each other.

Each check costs a microsecond or two where the array is as it should be.
"""

from __future__ import annotations

import numpy as np

from rnn.errors import InvalidInput, shown

INDEX = np.dtype(np.int64)


def check_indices(field: str, given, count: int) -> np.ndarray:
    """Return indices of characters as an array (T,) int64; what is one already is not copied.

    field  the name of the argument: "inputs" or "targets"      count  K, the number of characters
    Raises InvalidInput unless each is a whole number from 0 to K - 1, in one row.
    """
    if type(given) is not np.ndarray or given.dtype != INDEX or given.ndim != 1:
        given = _index_array(field, given)
    # Read as unsigned, a negative index is larger than any other, so that one look for the largest finds both.
    if np.maximum.reduce(given.view(np.uint64), initial=0) >= count:
        wrong = given[(given < 0) | (given >= count)][0]
        raise InvalidInput(field, f"The {field} are indices from 0 to {count - 1}; {wrong} is not one of them.")
    return given


def check_numbers(field: str, given, shape: tuple[int | None, ...] | None = None) -> np.ndarray:
    """Return an array of real numbers; what is one already is not copied.

    shape  the lengths it must have, None for any; without it, any shape does
    Raises InvalidInput if it is not of numbers, or of another shape. NaN and infinity are let through: they are what a
    network that diverges is made of.
    """
    array = given if type(given) is np.ndarray else _array(field, given, "numbers")
    if array.dtype.kind not in "fiu":
        raise InvalidInput(field, f"{_label(field)} is an array of real numbers, not {_described(given, array)}.")
    if shape is not None and array.shape != shape and not _fits(array.shape, *shape):
        raise InvalidInput(
            field, f"{_label(field)} has the shape {_shape_text(shape)}, not {_shape_text(array.shape)}."
        )
    return array


def check_length(field: str, given: np.ndarray, length: int, others: str) -> None:
    """Raise InvalidInput unless the indices (T,) are as many as the steps that they belong to."""
    if len(given) != length:
        raise InvalidInput(field, f"The {field} are as many as {others}: {length:,}, not {len(given):,}.")


def _index_array(field: str, given) -> np.ndarray:
    if isinstance(given, str):
        raise InvalidInput(field, f"The {field} are indices, not a text: vocabulary.encode(text) makes them.")
    array = _array(field, given, "indices")
    if array.ndim == 1 and not array.size and array.dtype.kind in "fiu":
        return array.astype(INDEX)  # an empty list has no type of its own
    if array.dtype.kind not in "iu" or array.ndim != 1:
        raise InvalidInput(field, f"The {field} are whole numbers, one for each step, not {_described(given, array)}.")
    if array.dtype.kind == "u" and (array > np.iinfo(INDEX).max).any():
        raise InvalidInput(field, f"The {field} are indices of characters; {array.max()} is too large for one.")
    return array.astype(INDEX)


def _array(field: str, given, of: str) -> np.ndarray:
    try:
        return np.asarray(given)
    except (TypeError, ValueError, OverflowError):  # rows of different lengths, or what pretends to be an array
        raise InvalidInput(field, f"{_label(field)} cannot be read as an array of {of}.") from None


def _fits(shape: tuple[int, ...], *asked: int | None) -> bool:
    """Return whether a shape is the one asked for, None being any length."""
    return len(shape) == len(asked) and all(wanted in (None, n) for n, wanted in zip(shape, asked, strict=True))


def _described(given, array: np.ndarray) -> str:
    return shown(given) if not array.ndim else f"an array of {array.dtype} of shape {_shape_text(array.shape)}"


def _shape_text(shape: tuple[int | None, ...]) -> str:
    lengths = ["any" if length is None else str(length) for length in shape]
    return f"({', '.join(lengths)}{',' if len(lengths) == 1 else ''})"


def _label(field: str) -> str:
    return f"The argument {field}"
