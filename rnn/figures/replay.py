"""Backpropagation through time, replayed: the gradient at each step, its term of dW, and what it sends back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rnn.analysis.gradient_flow import StepFlow
from rnn.figures.kit import style
from rnn.figures.kit.axes import lettered_axis, rounded_up
from rnn.figures.kit.cells import cells_of
from rnn.figures.kit.legends import legend_below
from rnn.figures.worksheet import FUTURE, THIS_STEP
from rnn.text.numbers import counted, number

NARROWEST = 364


def flow_figure(flow: StepFlow, t: int, letters: Sequence[str]) -> style.Figure:
    """Draw ‖∂L/∂a‖ of the steps from the last back to t (from 0), split into the local error and what is sent back.

    letters  (T,) the character read at each step
    """
    steps = np.arange(1, len(letters) + 1)
    is_shown = steps > t
    top = rounded_up(float(np.nanmax(flow.local + flow.future)))
    words = (
        f"At step {t + 1}: local {number(flow.local[t])}, sent back {number(flow.future[t])}; the sum of both vectors "
        f"(dash) has norm {number(flow.total[t])}."
    )
    return style.figure(
        [
            _bars(steps, np.where(is_shown, flow.local, np.nan), "local error", THIS_STEP),
            _bars(steps, np.where(is_shown, flow.future, np.nan), "sent back by the next step", FUTURE),
            _totals(steps, np.where(is_shown, flow.total, np.nan)),
            _replay_mark(t + 1),
        ],
        title="Norm of the gradient at the activations of each step",
        see=f"Read from right to left, as the error travels. {words} Click a step to go there.",
        alt=words,
        x=lettered_axis("input character of the step", list(letters), NARROWEST, 1, fixedrange=True),
        y=style.axis("norm of the gradient", range=[0, top], fixedrange=True),
        **legend_below(400, rows=2),
        barmode="stack",
        bargap=0.25,
        hovermode="x unified",
    )


def _totals(steps: np.ndarray, totals: np.ndarray) -> dict:
    return style.scatter(
        x=steps,
        y=totals,
        name="total, ‖∂L/∂a‖",
        mode="markers",
        marker={
            "symbol": "line-ew",
            "size": float(np.clip(340 / len(steps), 3, 13)),
            "line": {"width": 3, "color": style.TEXT},
        },
        hovertemplate="total: %{y:.4g}<extra></extra>",
    )


def _replay_mark(step: int) -> dict:
    return style.scatter(
        x=[step],
        y=[0],
        name="step of the replay",
        mode="markers",
        marker={"symbol": "triangle-up", "size": 14, "color": style.SELECTED},
        cliponaxis=False,
        hoverinfo="skip",
    )


def passed_on_figure(sent_back: np.ndarray, t: int, start: str = "the start, where nothing is learnt") -> style.Figure:
    """Draw what each step sends back to the one before it; sent_back is (T, H), and row t is drawn.

    start  where the first step would send it
    """
    values = sent_back[t]
    limit = rounded_up(float(np.abs(sent_back).max()))
    where, largest = f"step {t}" if t else start, int(np.abs(values).argmax())
    return style.figure(
        [
            style.bar(
                x=np.arange(len(values)),
                y=values.astype(np.float32),
                marker={"color": [style.POSITIVE if value >= 0 else style.NEGATIVE for value in values]},
                hovertemplate="unit %{x}: %{y:.4g}<extra></extra>",
            )
        ],
        title=f"Sent back to {where}",
        see="W.T ds: the part of ∂L/∂a of the previous step that comes from this step and all later ones. "
        f"Largest: {number(values[largest])}, of unit {largest}.",
        alt=f"{counted(len(values), 'number')} of norm {number(np.linalg.norm(values))}. Largest: "
        f"{number(values[largest])}, of unit {largest}.",
        x=style.axis("hidden unit", range=[-0.6, len(values) - 0.4], fixedrange=True, nticks=10, showgrid=False),
        y=style.axis("∂L/∂a sent back", range=[-limit, limit], fixedrange=True, **style.ZERO_LINE),
        height=340,
        showlegend=False,
    )


def addition_figure(addition: np.ndarray, t: int, largest: float) -> style.Figure:
    """Draw what one step (from 0) adds to dW; largest is the largest number of any step's addition."""
    return _square(
        addition,
        largest,
        title=f"Term of step {t + 1} in dW",
        see="∂L/∂s of this step (rows) times a of the previous step (columns).",
    )


def running_sum_figure(so_far: np.ndarray, t: int, largest: float) -> style.Figure:
    """Draw dW as summed from the last step back to step t (from 0); largest fixes the colours."""
    return _square(
        so_far,
        largest,
        title="dW so far" if t else "dW, complete",
        see=f"The sum of the terms from the last step back to step {t + 1}.",
    )


def _square(z: np.ndarray, scale: float, title: str, see: str) -> style.Figure:
    H, limit = len(z), rounded_up(scale)
    cells = cells_of(z, -limit, limit, ".4g")
    row, column = divmod(int(np.abs(z).argmax()), H)
    largest = f"Largest: {number(z[row, column])}, to unit {row} from unit {column}."
    return style.figure(
        [
            style.heatmap(
                **cells.trace,
                colorscale=style.DIVERGING,
                colorbar=style.colour_bar("", exponentformat="power", **cells.bar),
                hovertemplate=f"to unit %{{y}}, from unit %{{x}}: {cells.value}<extra></extra>",
            )
        ],
        title=title,
        see=f"{see} {largest}",
        alt=f"{H} by {H} numbers. {largest}",
        x=style.axis(
            "from unit (of the step before)", range=[-0.5, H - 0.5], showgrid=False, fixedrange=True, nticks=8
        ),
        y=style.axis("to unit", range=[H - 0.5, -0.5], showgrid=False, fixedrange=True, nticks=8),
        height=340,
    )


def _bars(steps, values, name: str, colour: str) -> dict:
    return style.bar(
        x=steps, y=values, name=name, marker={"color": colour}, hovertemplate=name + ": %{y:.4g}<extra></extra>"
    )
