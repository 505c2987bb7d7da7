"""How long the gradients of the five parameters are along the film, and how large the updates beside the weights."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go

from rnn.figures.kit import style
from rnn.figures.kit.legends import legend_below
from rnn.figures.kit.powers import drawable, powers_axis
from rnn.figures.kit.waterfall import number
from rnn.monitoring.gradient_norms import FilmNorms

DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
RASH, HEALTHY = 0.1, 0.001


def gradient_norms_figure(
    measured: FilmNorms, update: int, now: Mapping[str, float], end: int, unit: str = "epoch"
) -> go.Figure:
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
        title="How long the gradients are",
        see="One line a parameter, diamonds at the playhead. Gradients that run to 0 while the loss is high are stuck; "
        "those that leap up are exploding.",
        y="norm of the gradient",
    )


def ratios_figure(
    measured: FilmNorms, update: int, now: Mapping[str, float], end: int, unit: str = "epoch"
) -> go.Figure:
    """Draw ‖change by the next update‖ / ‖weights‖ over the film; arguments as for the norms."""
    return _figure(
        measured.updates,
        measured.ratios,
        update,
        dict(now),
        end,
        unit,
        title="How large one update is beside the weights",
        see="About 0.001 is a healthy pace, above 0.1 an update is rash. b and c begin at 0, so at the start they "
        "have no ratio.",
        y="update ÷ weights",
        shapes=[_level(HEALTHY), _level(RASH)],
    )


def _figure(at, values, update: int, now: dict, end: int, unit: str, *, title, see, y, shapes=()) -> go.Figure:
    lines = [
        style.scatter(
            x=at + 1,  # a logarithmic axis has no 0: update n is drawn at n + 1
            y=drawable(values[:, index]).astype(np.float32),
            name=name,
            mode="lines+markers",
            line={"color": style.SERIES[index], "dash": DASHES[index], "width": 2},
            marker={"size": 4},
            hovertemplate=f"{name}: %{{y:.3g}}<extra></extra>",
        )
        for index, name in enumerate(now)
    ]
    playhead = style.scatter(
        x=[update + 1] * len(now),
        y=drawable(np.array(list(now.values()))),
        name="playhead",
        mode="markers",
        marker={
            "symbol": "diamond",
            "size": 10,
            "color": list(style.SERIES),
            "line": {"color": style.TEXT, "width": 1},
        },
        customdata=list(now),
        hovertemplate="now, %{customdata}: %{y:.4g}<extra></extra>",
        showlegend=False,
    )
    here = {
        "type": "line",
        "x0": update + 1,
        "x1": update + 1,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": style.MARKER, "dash": "dot", "width": 1.5},
    }
    words = ", ".join(f"{name} {number(value)}" for name, value in now.items())
    return style.figure(
        [*lines, playhead],
        title=title,
        see=see,
        alt=f"At {unit} {update:,}: {words}.",
        x=style.axis(f"{unit} + 1", type="log", range=[-0.02, float(np.log10(end + 1))]),
        y=powers_axis(y, values),
        **legend_below(380),
        shapes=[here, *shapes],
        hovermode="x unified",
    )


def _level(value: float) -> dict:
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": value,
        "y1": value,
        "line": {"color": style.QUIET, "dash": "dash", "width": 1},
    }
