"""How a step's state comes about: what its pre-activation is made of, and its activation."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from rnn.composition import Composition
from rnn.figures import style

UNIT_PIXELS = 5
SIGNS = [[0, style.NEGATIVE], [1, style.POSITIVE]]
PATTERN = {"fillmode": "overlay", "fgcolor": style.TEXT, "fgopacity": 0.5}
PARTS = (("W·a before", style.SERIES[0], ""), ("U·x", style.SERIES[1], "/"), ("b", style.QUIET, "x"))


def composition_figure(composition: Composition) -> go.Figure:
    """Stack the parts of s, unit by unit, with a diamond at their sum."""
    parts = (composition.from_state, composition.from_input, composition.from_bias)
    s = composition.s
    units = np.arange(len(s))
    bars = [
        style.bar(
            x=units,
            y=part.astype(np.float32),
            name=name,
            marker={"color": colour, "pattern": {"shape": pattern, **PATTERN}},
            hovertemplate="unit %{x}, " + name + ": %{y:.4f}<extra></extra>",
        )
        for part, (name, colour, pattern) in zip(parts, PARTS, strict=True)
    ]
    diamonds = style.scatter(
        x=units,
        y=s.astype(np.float32),
        name="s",
        mode="markers",
        marker={"symbol": "diamond", "size": 9, "color": style.TEXT, "line": {"color": style.BACKGROUND, "width": 1}},
        hovertemplate="unit %{x}, s: %{y:.4f}<extra></extra>",
    )
    most = np.sum(np.abs(parts), axis=0).max()
    limit = round_limit(float(most))
    return style.figure(
        [*bars, diamonds],
        title="How s came about",
        see="Each unit adds up three parts: W times the state before, the column of U that the character picks, and "
        "its bias b. The diamond is their sum s.",
        alt="s is " + ", ".join(f"{value:.2f}" for value in s) + ".",
        x=_unit_axis(len(s)),
        y=style.axis("part of s (no unit)", range=[-limit, limit], zeroline=True, zerolinecolor=style.QUIET),
        height=320,
        barmode="relative",
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "xanchor": "left"},
        margin={"l": 8, "r": 8, "t": 72, "b": 8},
    )  # fmt: skip


def activation_figure(a: np.ndarray, a_previous: np.ndarray) -> go.Figure:
    """Draw the activations a (H,) of a step as bars, with those of the step before as rings."""
    units = np.arange(len(a))
    return style.figure(
        [
            style.bar(
                x=units,
                y=a.astype(np.float32),
                marker={"color": (a >= 0).astype(np.int8), "colorscale": SIGNS, "cmin": 0, "cmax": 1},
                hovertemplate="unit %{x}, a = tanh(s): %{y:.4f}<extra></extra>",
            ),
            style.scatter(
                x=units,
                y=a_previous.astype(np.float32),
                mode="markers",
                marker={"symbol": "circle-open", "size": 9, "color": style.TEXT, "line": {"width": 1.5}},
                hovertemplate="unit %{x}, before this step: %{y:.4f}<extra></extra>",
            ),
        ],
        title="The new state a = tanh(s)",
        see="Bars: the state after this step, orange above 0, blue below. Rings: the state that the step started from.",
        alt="a is " + ", ".join(f"{value:.2f}" for value in a) + ".",
        x=_unit_axis(len(a)),
        y=style.axis("activation a (−1 to 1)", range=[-1.08, 1.08], zeroline=True, zerolinecolor=style.QUIET),
        height=320,
        showlegend=False,
        margin={"l": 8, "r": 8, "t": 72, "b": 8},
    )  # fmt: skip


def round_limit(most: float) -> float:
    """Return the smallest of 1, 2, 5, 10, 20 ... times 0.1 that covers it, so that the axis seldom changes."""
    power = 10.0 ** np.floor(np.log10(max(most, 0.1)))
    return float(next(power * step for step in (1, 2, 5, 10) if power * step >= most))


def _unit_axis(units: int) -> dict:
    return style.axis("hidden unit", range=[-0.6, units - 0.4], dtick=1 if units <= 20 else 8, showgrid=False)
