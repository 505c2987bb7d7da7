"""The spectrum: eigenvalues on the unit circle, and the spectral radius along the film."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from rnn.figures.kit import style
from rnn.figures.kit.axes import ROOM_ABOVE

NARROWEST = 1.25
RANGE_STEP = 0.5
MOST_TICKS = 5
LEGEND = {"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "xanchor": "left"}


def reach_of(radius: float) -> float:
    """Return how far the axes go for such a spectral radius: the unit circle at least, in steps of 0.5."""
    if not np.isfinite(radius) or radius <= NARROWEST / 1.05:
        return NARROWEST
    return float(np.ceil(radius * 1.05 / RANGE_STEP) * RANGE_STEP)


def spectrum_figure(of_W: np.ndarray, of_step: np.ndarray, step: int, character: str, reach: float) -> go.Figure:
    """Draw the eigenvalues of W and of one step's Jacobian in the complex plane, with the unit circle.

    of_W, of_step  (H,) complex     step  from 0; character: what goes in at it, as a reader can see it
    reach          both axes go from -reach to reach, so that nothing but the eigenvalues moves
    """
    turn = np.linspace(0, 2 * np.pi, 121)
    span = {
        "range": [-reach, reach],
        "zeroline": True,
        "zerolinecolor": style.LINE,
        "dtick": 1 if reach <= MOST_TICKS else None,
    }
    outside = int((np.abs(of_W) > 1).sum())
    return style.figure(
        [
            style.scatter(
                x=np.cos(turn).astype(np.float32),
                y=np.sin(turn).astype(np.float32),
                name="unit circle",
                mode="lines",
                line={"color": style.QUIET, "width": 2},
                hoverinfo="skip",
            ),
            _points(of_W, "of W", style.SERIES[0], "circle-open"),
            _points(of_step, "of the step's Jacobian", style.SERIES[1], "cross"),
        ],
        title="Eigenvalues",
        see="What W does to the state in one step, were there no tanh: inside the circle a direction fades, outside it "
        "grows, away from the horizontal line it turns. The crosses are the step as it is, with tanh's slope: "
        "diag(1 − a²) W.",
        alt=f"{outside} of {len(of_W)} eigenvalues of W lie outside the unit circle; the largest is "
        f"{np.abs(of_W).max():.3f} in absolute value, at step {step + 1} ({character}) {np.abs(of_step).max():.3f}.",
        x=style.axis("real part", constrain="domain", **span),
        y=style.axis("imaginary part", scaleanchor="x", constrain="domain", **span),
        height=500,
        **ROOM_ABOVE,
        legend=LEGEND,
    )


def radius_figure(
    updates: np.ndarray, radii: np.ndarray, update: int, radius: float, last: int, reach: float, unit: str = "epoch"
) -> go.Figure:
    """Draw the spectral radius of W along the film, with the playhead on it.

    updates, radii  (frames,) of the frames measured so far     update, radius  where the playhead stands
    last            the end of the film: the axis shows it all from the start; reach: the top of the other axis
    unit            what the film counts, "epoch" or "update"
    """
    return style.figure(
        [
            style.scatter(
                x=[1, last + 1],
                y=[1, 1],
                name="1",
                mode="lines",
                line={"color": style.QUIET, "dash": "dash", "width": 2},
                hoverinfo="skip",
            ),
            style.scatter(
                x=updates + 1,
                y=radii.astype(np.float32),
                customdata=updates,
                name="spectral radius of W",
                mode="lines",
                line={"color": style.SERIES[0], "width": 2},
                hovertemplate=unit + " %{customdata:,}: %{y:.3f}<extra></extra>",
            ),
            style.scatter(
                x=[update + 1],
                y=[radius],
                name="playhead",
                mode="markers",
                marker={"color": style.MARKER, "size": 13, "symbol": "diamond"},
                hovertemplate=f"the playhead: {unit} {update:,}, {radius:.3f}<extra></extra>",
            ),
        ],
        title="Spectral radius of W along the film",
        see="The largest eigenvalue of W, in absolute value. Above 1, W alone would let a state grow; tanh's slope, "
        "which is below 1 away from 0, can still make it fade. "
        f"{unit.capitalize()} n is drawn at n + 1.",
        alt=f"At {unit} {update:,} it is {radius:.3f}; {len(radii)} frames are measured.",
        x=style.axis(f"{unit} + 1", type="log", range=[0, float(np.log10(last + 1))], exponentformat="power"),
        y=style.axis("largest |eigenvalue| of W", range=[0, reach]),
        height=500,
        **ROOM_ABOVE,
        legend=LEGEND,
    )


def _points(values: np.ndarray, name: str, colour: str, symbol: str) -> dict:
    return style.scatter(
        x=values.real.astype(np.float32),
        y=values.imag.astype(np.float32),
        customdata=np.abs(values).astype(np.float32),
        name=name,
        mode="markers",
        marker={"color": colour, "size": 10, "symbol": symbol, "line": {"width": 2, "color": colour}},
        hovertemplate=name + ": %{x:.3f} %{y:+.3f} i, absolute value %{customdata:.3f}<extra></extra>",
    )
