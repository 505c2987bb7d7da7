"""The random number on the line from 0 to 1, along which the characters' probabilities lie side by side."""

from __future__ import annotations

import numpy as np

from rnn.figures.kit import style

SHORTEST_INTERVAL, LABELLED_INTERVAL = 0.0005, 0.025


def random_number_traces(intervals: np.ndarray, u: float, characters: list[str], own: int, yaxis: str) -> list[dict]:
    """Lay the characters' intervals (K, 2) side by side from 0 to 1, with the random number u where it fell: on `own`.

    Intervals too short to be seen are left out; yaxis is the name of the axis that they lie on, from 0 to 1.
    """
    pointer = style.scatter(
        x=[u],
        y=[0.86],
        xaxis="x2",
        yaxis=yaxis,
        mode="markers",
        cliponaxis=False,
        marker={"symbol": "triangle-down", "size": 14, "color": style.TEXT},
        hovertemplate=f"random number u = {u:.3f}<extra></extra>",
    )
    return [_intervals(intervals, characters, own, yaxis), pointer]


def random_number_axes(number: int, height: float) -> dict:
    """Return the layout of the line's axes: the y axis of this number, as high as this share of the plot, and x2."""
    return {
        f"yaxis{number}": style.hidden_axis(range=[0, 1], domain=[0, height], anchor="x2"),
        "xaxis2": style.axis(
            "cumulative probability", range=[0, 1], fixedrange=True, showgrid=False, anchor=f"y{number}"
        ),
    }


def _intervals(intervals: np.ndarray, characters: list[str], own: int, yaxis: str) -> dict:
    length = intervals[:, 1] - intervals[:, 0]
    seen = np.flatnonzero((length > SHORTEST_INTERVAL) | (np.arange(len(length)) == own))
    return style.bar(
        x=length[seen],
        base=intervals[seen, 0].tolist(),
        y=np.full(len(seen), 0.35),
        width=0.7,
        orientation="h",
        xaxis="x2",
        yaxis=yaxis,
        text=[characters[k] if length[k] >= LABELLED_INTERVAL else "" for k in seen],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"family": style.CHARACTER_FONT, "color": style.TEXT},
        customdata=seen,
        hovertext=[f"{characters[k]}: from {intervals[k, 0]:.3f} to {intervals[k, 1]:.3f}" for k in seen],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={
            "color": style.PROBABILITY,
            "opacity": np.where(seen == own, style.FULLEST, 0.25),
            "line": {"color": style.BACKGROUND, "width": 1},
        },
    )


def link(place: int, columns: int, interval: np.ndarray, top: float, bottom: float) -> dict:
    """Return the shape that leads from a column, on an axis of this many, down to its interval (2,) on the line.

    top, bottom  where it begins and ends, as shares of the plot's height
    """
    left, right = ((place + 0.7 + side) / (columns + 0.4) for side in (-0.5, 0.5))
    start, end = interval
    end_line = 0.72 * bottom
    path = f"M{left:.5f},{top:.5f}L{right:.5f},{top:.5f}L{end:.5f},{end_line:.5f}L{start:.5f},{end_line:.5f}Z"
    return {
        "type": "path",
        "path": path,
        "xref": "paper",
        "yref": "paper",
        "layer": "below",
        "line": {"width": 0},
        "fillcolor": style.PROBABILITY,
        "opacity": 0.13,
        "name": "link",
    }
