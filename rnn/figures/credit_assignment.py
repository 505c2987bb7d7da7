"""Credit assignment over time: the error of every step at every earlier activation, and its decay with distance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rnn.analysis.gradient_flow import GradientDecay
from rnn.figures.kit import marks, style
from rnn.figures.kit.axes import CELL_PIXELS, lettered_axis
from rnn.figures.kit.legends import legend_below
from rnn.figures.kit.powers import powers_axis
from rnn.text.numbers import number

NARROWEST = 364
MOST_DECADES, FEW_DECADES = 8, 4
SMALLEST = 1e-300
GUESSED = {"color": style.SELECTED, "dash": "dash", "width": 3}  # the line of what a learner predicted


def credit_assignment_figure(norms: np.ndarray, step: int, letters: Sequence[str]) -> style.Figure:
    """Draw norms (T, T), ‖∂L_k/∂a_t‖ at [t, k], on a logarithmic scale, with lines through the chosen step (from 0).

    letters  (T,) the character read at each step
    """
    T, of_step = len(norms), _on_step(norms, step)
    axis = {"letters": list(letters), "pixels": NARROWEST, "first": 1, "fixedrange": True}
    return style.figure(
        [_cells(np.log10(np.maximum(norms, SMALLEST))), _cross(step + 1, T + 0.5)],
        title="Credit assignment: ‖∂L_k/∂a_t‖",
        see=f"Column k: the error of step k; row t: its norm at the activations of step t. {of_step} Click a cell to "
        "choose its step k.",
        alt=of_step,
        x=lettered_axis("error of step k", **axis),
        y=lettered_axis("activations of step t", **{**axis, "range": [T + 0.5, 0.5]}),
        height=int(np.clip(150 + CELL_PIXELS * T, 300, 560)),
    )


def _cells(logs: np.ndarray) -> dict:
    """Return the heatmap of the powers of ten (T, T), over as many decades as they have, eight at most."""
    T, finite = len(logs), logs[np.isfinite(logs)]
    top = float(np.ceil(finite.max(initial=np.log10(SMALLEST))))
    bottom = float(np.clip(np.floor(finite.min(initial=top)), top - MOST_DECADES, top - 1))
    powers = np.arange(bottom, top + 1, 1 if top - bottom <= FEW_DECADES else 2)
    return style.heatmap(
        z=logs.astype(np.float32),
        x=np.arange(1, T + 1),
        y=np.arange(1, T + 1),
        colorscale=style.MAGNITUDE_SCALE,
        zmin=bottom,
        zmax=top,
        hoverongaps=False,
        colorbar=style.colour_bar("", tickvals=powers, ticktext=[f"10<sup>{int(n)}</sup>" for n in powers]),
        hovertemplate="error of step %{x} at the activations of step %{y}: 10<sup>%{z:.2f}</sup><extra></extra>",
    )


def gradient_decay_figure(
    gradient_decay: GradientDecay, norms: np.ndarray, step: int, guess: float | None = None
) -> style.Figure:
    """Draw the mean by distance, the line fitted to it, and the one error of the chosen step (from 0).

    guess  the distance that a learner predicted, drawn as a line across the chart
    """
    own = norms[: step + 1, step][::-1]
    fitted = gradient_decay.start * np.exp(gradient_decay.slope * gradient_decay.distances)
    return style.figure(
        [
            _line(
                gradient_decay.distances, gradient_decay.means, "mean of all errors", style.SERIES[0], "lines+markers"
            ),
            _line(gradient_decay.distances, fitted, "fitted line", style.SERIES[1], "lines", "dash"),
            _line(np.arange(len(own)), own, f"the error of step {step + 1}", style.SELECTED, "lines", "dot"),
        ],
        title="Norm of the error by distance",
        see=f"The mean is {_on_means(gradient_decay.means)}. A straight line on this logarithmic axis is the "
        "same factor at every step.",
        alt=gradient_decay.sentence,
        x=style.axis("distance k − t, in characters", rangemode="tozero", tickformat="d"),
        y=powers_axis("‖∂L_k/∂a_t‖", np.r_[np.maximum(gradient_decay.means, SMALLEST), own]),
        **legend_below(380, rows=2),
        **({} if guess is None else marks.upright(guess, "your prediction", guess, **GUESSED)),
    )


def _on_means(means: np.ndarray) -> str:
    last = len(means) - 1
    start = f"{number(means[0])} at distance 0"
    return f"{start} and {number(means[last])} at distance {last}" if last else start


def _cross(at: int, end: float) -> dict:
    """Return two dotted lines through the cell of a step, from 0.5 to the end."""
    x, y = [0.5, end, None, at, at], [at, at, None, 0.5, end]
    look = {"dash": "dot", "width": 1.5, "showlegend": False}
    return marks.line(x, y, "chosen step", style.SELECTED, **look)


def _on_step(norms: np.ndarray, step: int) -> str:
    own = norms[step, step]
    if step == 0:
        return f"The error of step 1 has norm {number(own)} at its own activations."
    return (
        f"The error of step {step + 1} has norm {number(own)} at its own activations, {number(norms[0, step])} at "
        "those of step 1."
    )


def _line(x, y, name: str, colour: str, mode: str, dash: str = "solid") -> dict:
    y = np.asarray(y, dtype=float)
    return style.scatter(
        x=x,
        y=np.where(y > SMALLEST, y, np.nan),  # a logarithmic axis has no 0
        name=name,
        mode=mode,
        line={"color": colour, "dash": dash, "width": 2},
        marker={"size": 5},
        hovertemplate=name + ", %{x} characters back: %{y:.3g}<extra></extra>",
    )
