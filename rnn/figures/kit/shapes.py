"""Many straight lines as one shape. As a trace, each line would be an element of its own, and slow to draw."""

from __future__ import annotations

import numpy as np

from rnn.figures.kit import style


def lines(x0, y0, x1, y1, colour: str, width: float, **changes) -> dict:
    """Return straight lines from the points (x0, y0) to (x1, y1), all (n,) in the units of the axes, as one shape."""
    ends = np.stack(np.broadcast_arrays(x0, y0, x1, y1), axis=-1).astype(float)
    return _shape([f"M{a:.6g},{b:.6g}L{c:.6g},{d:.6g}" for a, b, c, d in ends.tolist()], colour, width, changes)


def outline(boxes, name: str, width: float = 2, colour: str = style.TEXT, **changes) -> dict:
    """Return frames around boxes (left, right, bottom, top), as one shape over the axis of the step numbers."""
    corners = np.asarray(boxes, dtype=float).reshape(-1, 4)
    path = [f"M{a:.6g},{c:.6g}H{b:.6g}V{d:.6g}H{a:.6g}Z" for a, b, c, d in corners.tolist()]
    return _shape(path, colour, width, {"name": name, "xref": "x2", **changes})


def level(y: float, width: float = 2) -> dict:
    """Return a grey dashed line across the whole figure at this height."""
    return _straight({"xref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y}, style.QUIET, "dash", width)


def upright(x: float) -> dict:
    """Return a dotted line from the bottom to the top of the figure, where the playhead is."""
    return _straight({"x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper"}, style.PLAYHEAD, "dot", 1.5)


def _straight(place: dict, colour: str, dash: str, width: float) -> dict:
    return {"type": "line", **place, "line": {"color": colour, "dash": dash, "width": width}}


def _shape(path: list[str], colour: str, width: float, changes: dict) -> dict:
    return {"type": "path", "path": "".join(path), "line": {"color": colour, "width": width}, **changes}
