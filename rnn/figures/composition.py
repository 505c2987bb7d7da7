"""How a step's state comes about: what its pre-activation is made of, and its activation."""

from __future__ import annotations

import numpy as np

from rnn.analysis.composition import Composition
from rnn.figures.kit import style
from rnn.figures.kit.legends import ABOVE_LEFT
from rnn.figures.kit.stacked_axes import LOWER, UPPER
from rnn.text.numbers import number

UNIT_PIXELS = 5
READ_UNITS = 20  # as many as are described to a reader who cannot see the figure
SIGNS = [[0, style.NEGATIVE], [1, style.POSITIVE]]
PATTERN = {"fillmode": "overlay", "fgcolor": style.TEXT, "fgopacity": 0.5}
PARTS = (("W·a", style.SERIES[2], ""), ("U·x", style.SERIES[3], "/"), ("b", style.QUIET, "x"))


def state_figure(composition: Composition, a: np.ndarray, a_previous: np.ndarray) -> style.Figure:
    """Stack the parts of s, unit by unit, with a diamond at their sum; below them the activations that come of it.

    a, a_previous (H,)  the activations of this step, drawn as bars, and of the one before, as rings
    """
    s, units = composition.s, np.arange(len(a))
    parts = (composition.from_state, composition.from_input, composition.from_bias)
    largest = int(np.abs(a).argmax())
    limit = round_limit(float(np.sum(np.abs(parts), axis=0).max()))
    return style.figure(
        [*_parts(units, parts), _marks(units, s, "s", "diamond", "unit %{x}, s: %{y:.4f}"), *_states(a, a_previous)],
        title="From the previous activations to the new ones",
        see="Above: s = W·a + U·x + b of each unit (diamonds). Below: a = tanh(s); rings: the previous a. "
        f"Unit {largest} has the largest |a|: s = {number(s[largest])}, a = {number(a[largest])}.",
        alt=f"s is {_numbers(s)}. a is {_numbers(a)}.",
        x=style.axis(
            "hidden unit", range=[-0.6, len(a) - 0.4], dtick=1 if len(a) <= 20 else 8, showgrid=False, anchor="y2"
        ),
        y=style.axis("part of s (no unit)", range=[-limit, limit], domain=UPPER, **style.ZERO_LINE),
        yaxis2=style.axis("a (−1 to 1)", range=[-1.12, 1.12], domain=LOWER, tickvals=[-1, 0, 1], **style.ZERO_LINE),
        height=430,
        barmode="relative",
        legend=ABOVE_LEFT,
        margin={"l": 8, "r": 8, "t": 72, "b": 8},
    )


def round_limit(most: float) -> float:
    """Return the smallest of 1, 2, 5, 10, 20 ... times 0.1 that covers it, so that the axis seldom changes."""
    power = 10.0 ** np.floor(np.log10(max(most, 0.1)))
    return float(next(power * step for step in (1, 2, 5, 10) if power * step >= most))


def _parts(units: np.ndarray, parts: tuple[np.ndarray, ...]) -> list[dict]:
    return [
        style.bar(
            x=units,
            y=part.astype(np.float32),
            name=name,
            marker={"color": colour, "pattern": {"shape": pattern, **PATTERN}},
            hovertemplate="unit %{x}, " + name + ": %{y:.4f}<extra></extra>",
        )
        for part, (name, colour, pattern) in zip(parts, PARTS, strict=True)
    ]


def _states(a: np.ndarray, a_previous: np.ndarray) -> list[dict]:
    units = np.arange(len(a))
    bars = style.bar(
        x=units,
        y=a.astype(np.float32),
        yaxis="y2",
        marker={"color": (a >= 0).astype(np.int8), "colorscale": SIGNS, "cmin": 0, "cmax": 1},
        hovertemplate="unit %{x}, a = tanh(s): %{y:.4f}<extra></extra>",
        showlegend=False,
    )
    rings = _marks(units, a_previous, "previous a", "circle-open", "unit %{x}, previous a: %{y:.4f}")
    return [bars, {**rings, "yaxis": "y2", "showlegend": False}]


def _marks(x: np.ndarray, y: np.ndarray, name: str, symbol: str, hover: str) -> dict:
    return style.scatter(
        x=x,
        y=y.astype(np.float32),
        name=name,
        mode="markers",
        marker={"symbol": symbol, "size": 9, "color": style.TEXT, "line": {"width": 1.5}},
        hovertemplate=hover + "<extra></extra>",
    )


def _numbers(values: np.ndarray) -> str:
    more = f" and {len(values) - READ_UNITS} more" if len(values) > READ_UNITS else ""
    return ", ".join(f"{value:.2f}" for value in values[:READ_UNITS]) + more
