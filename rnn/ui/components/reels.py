"""What a component is sent of several moments of the film: its data at the last one, and what differs at the others."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence
from itertools import repeat
from operator import is_
from typing import Any

import numpy as np
from _plotly_utils.utils import plotlyjsShortTypes
from plotly.utils import PlotlyJSONEncoder

SHORT_TYPES = frozenset(plotlyjsShortTypes.values())
WHOLE = (("int8", 2**7), ("int16", 2**15), ("int32", 2**31))  # from -end to below end


class _Encoder(PlotlyJSONEncoder):
    """Plotly's own, that packs arrays as Plotly's figures do."""

    def default(self, value):
        return _packed(value) if isinstance(value, np.ndarray) else super().default(value)


def _packed(array: np.ndarray) -> dict | list:
    """Return an array as Plotly's `to_typed_array_spec` does, which first asks what library it is of, at some cost.

    What it leaves as it is, such as letters or no numbers at all, is returned as a list.
    """
    if array.dtype == np.int64 and array.size:
        low, high = array.min(), array.max()
        array = array.astype(next((kind for kind, end in WHOLE if -end <= low and high < end), np.int64))
    short_type = array.dtype.str[1:]
    if short_type not in SHORT_TYPES or not array.size:
        return array.tolist()
    packed = {"dtype": short_type, "bdata": b64encode(np.ascontiguousarray(array)).decode("ascii")}
    return packed if array.ndim <= 1 else {**packed, "shape": str(array.shape)[1:-1]}


def encoded(value: Any) -> str:
    """Return a value as JSON; Plotly's `to_json` would write each slash, of which packed arrays are full, as six."""
    return json.dumps(value, cls=_Encoder, separators=(",", ":"))


def changes(frames: Sequence[dict]) -> list[tuple[list, list]]:
    """Return what differs between the frames: the path to each value that does, and its value in every frame.

    frames  dicts with the same names, of dicts, lists, arrays and plain values
    """
    found: list[tuple[list, list]] = []
    _compare([], list(frames), found)
    return found


def _compare(path: list, values: list, found: list) -> None:
    last = values[-1]
    if _are_equal(values):
        return
    if _have_parts(values):
        for name in last if isinstance(last, dict) else range(len(last)):
            _compare([*path, name], [value[name] for value in values], found)
    else:
        found.append((path, values))


def _are_equal(values: list) -> bool:
    """Say whether all are the same, as far as one comparison shows it: of parts that hold arrays it does not."""
    last = values[-1]
    if isinstance(last, np.ndarray):
        return all(map(is_, values, repeat(last))) or len(set(map(_content, values))) == 1
    try:
        return values.count(last) == len(values)
    except ValueError:  # NumPy has no single answer to whether two arrays are equal
        return False


def _content(value: Any) -> tuple | int:
    """Return what distinguishes an array, in a tenth of the time of `np.array_equal`; of all else, which one it is."""
    return (value.dtype, value.shape, value.tobytes()) if isinstance(value, np.ndarray) else id(value)


def _have_parts(values: list) -> bool:
    """Say whether these are dicts of the same names, or lists of dicts of the same length."""
    last = values[-1]
    if isinstance(last, dict):
        return all(isinstance(value, dict) and value.keys() == last.keys() for value in values)
    if not (isinstance(last, list) and last and isinstance(last[0], dict)):
        return False
    return all(isinstance(part, dict) for part in last) and all(
        isinstance(value, list) and len(value) == len(last) for value in values
    )
