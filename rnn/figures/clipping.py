"""The norm of the whole gradient along the film, before it is clipped and after."""

from __future__ import annotations

import numpy as np

from rnn.figures.kit import marks, style
from rnn.figures.kit.legends import legend_below
from rnn.figures.kit.powers import drawable, powers_axis
from rnn.monitoring.gradient_norms import NormCurves
from rnn.text.numbers import number

HEIGHT = 470
LINES = (("before clipping", "dot", style.SERIES[1]), ("after clipping", "solid", style.SERIES[0]))


def clipping_figure(
    measured: NormCurves, bounds: np.ndarray, playhead: tuple[int, tuple[float, float]], end: int, unit: str = "epoch"
) -> style.Figure:
    """Draw the norm of the gradient, all five parameters together, over the film; diamonds at the playhead.

    bounds    (n,) the bound of the norm at each measured update, 0 where there is none
    playhead  its update, and the norms there before clipping and after
    end       the film's last update: the axis shows it all from the start     unit  what it counts
    """
    update, now = playhead
    at, values = measured.updates + 1, drawable(measured.whole_norms)  # update n is drawn at n + 1, as 0 has no place
    diamonds = marks.diamond(
        [update + 1] * 2,
        drawable(np.array(now)),
        "playhead",
        "the playhead, %{customdata}: %{y:.4g}",
        customdata=[name for name, *_ in LINES],
    )
    return style.figure(
        [*_lines(at, values), *_bound(at, np.asarray(bounds, dtype=float)), diamonds],
        title="Norm of the gradient",
        see=f"All parameters together, both axes logarithmic. At the playhead the norm is {number(now[0])}"
        f"{', not clipped' if now[0] == now[1] else f' before clipping and {number(now[1])} after'}.",
        alt=f"At {unit} {update:,} it is {number(now[0])} before clipping, {number(now[1])} after.",
        x=style.axis(f"{unit} + 1", type="log", range=[-0.02, float(np.log10(end + 1))], exponentformat="power"),
        y=powers_axis("norm of the gradient", np.r_[values.ravel(), now]),
        **legend_below(HEIGHT, rows=2),
    )


def _lines(at: np.ndarray, values: np.ndarray) -> list[dict]:
    look = {"mode": "lines+markers", "marker": {"size": 4}}
    return [
        marks.line(at, values[:, index].astype(np.float32), name, colour, dash=dash, hover=name + ": %{y:.3g}", **look)
        for index, (name, dash, colour) in enumerate(LINES)
    ]


def _bound(at: np.ndarray, bounds: np.ndarray) -> list[dict]:
    """Return the bound as a line of steps; nothing where there never is one."""
    if not bounds.any():
        return []
    line = {"color": style.QUIET, "dash": "dash", "shape": "hv", "width": 1.5}
    return [
        style.scatter(
            x=at,
            y=drawable(bounds),
            name="bound on the norm",
            mode="lines",
            line=line,
            hovertemplate="bound: %{y:.3g}<extra></extra>",
        )
    ]
