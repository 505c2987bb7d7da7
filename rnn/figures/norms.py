"""The norms of the five gradients along the film, and the size of the updates relative to the weights."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from rnn.figures.kit import marks, shapes, style
from rnn.figures.kit.legends import legend_below
from rnn.figures.kit.powers import drawable, powers_axis
from rnn.monitoring.gradient_norms import NormCurves
from rnn.text.numbers import number

DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
LARGE, USUAL = 0.1, 0.001


def gradient_norms_figure(
    measured: NormCurves, update: int, now: Mapping[str, float], end: int, unit: str = "epoch"
) -> style.Figure:
    """Draw ‖dW‖ … ‖dc‖ over the film, before clipping, with marks at the playhead.

    now   the five norms at the playhead, by name of parameter
    end   the film's last update: the axis shows it all from the start     unit  what it counts
    """
    return _figure(
        measured.updates,
        measured.gradient_norms,
        update,
        {f"d{name}": value for name, value in now.items()},
        end,
        unit,
        title="Gradient norm of each parameter",
        see="‖∂L/∂θ‖ before clipping, one line a parameter, both axes logarithmic.",
        y="norm of the gradient",
    )


def ratios_figure(
    measured: NormCurves, update: int, now: Mapping[str, float], end: int, unit: str = "epoch"
) -> style.Figure:
    """Draw ‖change by the next update‖ / ‖weights‖ over the film; arguments as for the norms."""
    return _figure(
        measured.updates,
        measured.ratios,
        update,
        dict(now),
        end,
        unit,
        title="Size of the next update relative to the weights",
        see=f"‖update‖ ÷ ‖weights‖; dashed: {USUAL:g}, a usual ratio, and {LARGE:g}, a large one.",
        y="update ÷ weights",
        levels=(USUAL, LARGE),
    )


def _figure(at, values, update: int, now: dict, end: int, unit: str, *, title, see, y, levels=()) -> style.Figure:
    at = at + 1  # a logarithmic axis has no 0: update n is drawn at n + 1
    lines = [_line(at, values[:, index], name, index) for index, name in enumerate(now)]
    words = ", ".join(f"{name} {number(value)}" for name, value in now.items())
    return style.figure(
        [*lines, _diamonds(update + 1, now)],
        title=title,
        see=f"{see} {_ends_of(now)}",
        alt=f"At {unit} {update:,}: {words}.",
        x=style.axis(f"{unit} + 1", type="log", range=[-0.02, float(np.log10(end + 1))]),
        y=powers_axis(y, values),
        **legend_below(380),
        shapes=[shapes.upright(update + 1), *(shapes.level(value, width=1) for value in levels)],
        hovermode="x unified",
    )


def _ends_of(now: Mapping[str, float]) -> str:
    """Return the largest and the smallest number at the playhead, of those that are finite."""
    finite = {name: value for name, value in now.items() if np.isfinite(value)}
    if not finite:
        return "At the playhead none is finite."
    most, least = max(finite, key=finite.get), min(finite, key=finite.get)
    return (
        f"At the playhead: {most} {number(finite[most])} is the largest, {least} {number(finite[least])} the smallest."
    )


def _line(at: np.ndarray, values: np.ndarray, name: str, index: int) -> dict:
    look = {"dash": DASHES[index], "mode": "lines+markers", "marker": {"size": 4}}
    drawn = drawable(values).astype(np.float32)
    return marks.line(at, drawn, name, style.SERIES[index], hover=f"{name}: %{{y:.3g}}", **look)


def _diamonds(x: int, now: dict) -> dict:
    return marks.diamond(
        [x] * len(now),
        drawable(np.array(list(now.values()))),
        "playhead",
        "the playhead, %{customdata}: %{y:.4g}",
        marker={
            "symbol": "diamond",
            "size": 10,
            "color": list(style.SERIES),
            "line": {"color": style.TEXT, "width": 1},
        },
        customdata=list(now),
        showlegend=False,
    )
