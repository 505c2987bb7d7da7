"""What the tests read back from lines and frames that are drawn as one shape."""

from __future__ import annotations

import re

import numpy as np
import plotly.graph_objects as go


def shape(figure: go.Figure, name: str):
    """Return the figure's shape of this name."""
    return next(shape for shape in figure.layout.shapes if shape.name == name)


def boxes_of(shape) -> np.ndarray:
    """Return the frames of an outline as rows of left, right, bottom, top."""
    left, bottom, right, top, _ = np.array(_numbers(shape.path)).reshape(-1, 5).T
    return np.stack([left, right, bottom, top], axis=1)


def ends_of(shape) -> np.ndarray:
    """Return the lines of a shape as rows of x0, y0, x1, y1."""
    return np.array(_numbers(shape.path)).reshape(-1, 4)


def _numbers(path: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?[\d.]+(?:e[+-]?\d+)?", path)]
