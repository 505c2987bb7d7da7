"""The spectrum: eigenvalues on the unit circle, and the spectral radius along the film."""

from __future__ import annotations

import numpy as np

from rnn.figures.kit import marks, style
from rnn.figures.kit.axes import ROOM_ABOVE
from rnn.figures.kit.legends import ABOVE_LEFT

NARROWEST = 1.25
RANGE_STEP = 0.5
MOST_TICKS = 5


def reach_of(radius: float) -> float:
    """Return how far the axes go for such a spectral radius: the unit circle at least, in steps of 0.5."""
    if not np.isfinite(radius) or radius <= NARROWEST / 1.05:
        return NARROWEST
    return float(np.ceil(radius * 1.05 / RANGE_STEP) * RANGE_STEP)


def spectrum_figure(of_W: np.ndarray, of_step: np.ndarray, step: int, character: str, reach: float) -> style.Figure:
    """Draw the eigenvalues of W and of one step's Jacobian in the complex plane, with the unit circle.

    of_W, of_step  (H,) complex     step  from 0; character: what goes in at it, made visible
    reach          both axes go from -reach to reach, so that nothing but the eigenvalues moves
    """
    zero = {"zeroline": True, "zerolinecolor": style.LINE}
    span = {"range": [-reach, reach], "dtick": 1 if reach <= MOST_TICKS else None, **zero}
    outside = int((np.abs(of_W) > 1).sum())
    return style.figure(
        [
            _unit_circle(),
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
        legend=ABOVE_LEFT,
    )


def radius_figure(
    updates: np.ndarray, radii: np.ndarray, update: int, radius: float, last: int, reach: float, unit: str = "epoch"
) -> style.Figure:
    """Draw the spectral radius of W along the film, with the playhead on it.

    updates, radii  (frames,) of the frames measured so far     update, radius  the playhead's place
    last            the end of the film: the axis shows it all from the start; reach: the top of the other axis
    unit            what the film counts, "epoch" or "update"
    """
    along = {"customdata": updates, "hover": unit + " %{customdata:,}: %{y:.3f}"}
    return style.figure(
        [
            marks.dashed([1, last + 1], [1, 1], "1"),
            marks.line(updates + 1, radii, "spectral radius of W", style.SERIES[0], **along),
            marks.diamond([update + 1], [radius], "playhead", f"the playhead: {unit} {update:,}, {radius:.3f}"),
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
        legend=ABOVE_LEFT,
    )


def _unit_circle() -> dict:
    turn = np.linspace(0, 2 * np.pi, 121)
    return marks.line(np.cos(turn).astype(np.float32), np.sin(turn).astype(np.float32), "unit circle", style.QUIET)


def _points(values: np.ndarray, name: str, colour: str, symbol: str) -> dict:
    return style.scatter(
        x=values.real,
        y=values.imag,
        customdata=np.abs(values),
        name=name,
        mode="markers",
        marker={"color": colour, "size": 10, "symbol": symbol, "line": {"width": 2, "color": colour}},
        hovertemplate=name + ": %{x:.3f} %{y:+.3f} i, absolute value %{customdata:.3f}<extra></extra>",
    )
