"""What a component is sent of several moments of the film: its data at the last one, and what differs at the others."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence
from typing import Any

import numpy as np
from _plotly_utils.utils import plotlyjsShortTypes, to_typed_array_spec
from plotly.utils import PlotlyJSONEncoder


class _Encoder(PlotlyJSONEncoder):
    """Plotly's own, that packs arrays as Plotly's figures do."""

    def default(self, value):
        packed = _packed(value) if isinstance(value, np.ndarray) else value
        return packed if isinstance(packed, dict) else super().default(value)


def _packed(array: np.ndarray) -> dict | np.ndarray:
    """Return an array in the form of `to_typed_array_spec`, which first asks what library it is of, at some cost."""
    short_type = plotlyjsShortTypes.get(str(array.dtype))
    if array.size == 0 or short_type is None:
        return to_typed_array_spec(array)
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
    _compare([], frames, found)
    return found


def _compare(path: list, values: Sequence, found: list) -> None:
    last = values[-1]
    if all(value is last for value in values):
        return
    if _have_parts(values):
        for name in last if isinstance(last, dict) else range(len(last)):
            _compare([*path, name], [value[name] for value in values], found)
    elif not all(_are_equal(value, last) for value in values):
        found.append((path, list(values)))


def _have_parts(values: Sequence) -> bool:
    """Say whether these are dicts of the same names, or lists of dicts of the same length."""
    last = values[-1]
    if isinstance(last, dict):
        return all(isinstance(value, dict) and value.keys() == last.keys() for value in values)
    is_list = isinstance(last, list) and last and all(isinstance(part, dict) for part in last)
    return bool(is_list) and all(isinstance(value, list) and len(value) == len(last) for value in values)


def _are_equal(one: Any, other: Any) -> bool:
    if one is other:
        return True
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return np.array_equal(one, other)
    try:
        return bool(one == other)
    except ValueError:  # lists that hold arrays
        return False
