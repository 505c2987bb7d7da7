"""The way back through time, replayed: what each step is blamed for, what it adds to dW, and what it passes on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rnn.analysis.gradient_flow import StepFlow
from rnn.figures.kit import style
from rnn.figures.kit.axes import lettered_axis, rounded_up
from rnn.figures.kit.cells import cells_of
from rnn.figures.kit.legends import legend_below
from rnn.figures.worksheet import FUTURE, THIS_STEP
from rnn.text.numbers import number

NARROWEST = 364


def flow_figure(flow: StepFlow, t: int, letters: Sequence[str]) -> style.Figure:
    """Draw ‖∂L/∂a‖ of the steps from the last back to t (from 0), split into this step's error and the future's.

    letters  (T,) the character read at each step
    """
    steps = np.arange(1, len(letters) + 1)
    is_shown = steps > t
    top = rounded_up(float(np.nanmax(flow.local + flow.future)))
    return style.figure(
        [
            _bars(steps, np.where(is_shown, flow.local, np.nan), "this step's error", THIS_STEP),
            _bars(steps, np.where(is_shown, flow.future, np.nan), "from the future", FUTURE),
            _totals(steps, np.where(is_shown, flow.total, np.nan)),
            _replay_mark(t + 1),
        ],
        title="What each step is blamed for",
        see="Read from right to left, as the error travels. The two bars are the lengths of two vectors; where these "
        "point apart, their sum (the dash) is shorter than both bars together. Click a step to stand there.",
        alt=f"At step {t + 1} this step's error has length {number(flow.local[t])}, the future's "
        f"{number(flow.future[t])}, together {number(flow.total[t])}.",
        x=lettered_axis("character read at step t", list(letters), NARROWEST, 1, fixedrange=True),
        y=style.axis("length of the gradient", range=[0, top], fixedrange=True),
        **legend_below(400, rows=2),
        barmode="stack",
        bargap=0.25,
        hovermode="x unified",
    )


def _totals(steps: np.ndarray, totals: np.ndarray) -> dict:
    return style.scatter(
        x=steps,
        y=totals,
        name="both together, ‖∂L/∂a‖",
        mode="markers",
        marker={
            "symbol": "line-ew",
            "size": float(np.clip(340 / len(steps), 3, 13)),
            "line": {"width": 3, "color": style.TEXT},
        },
        hovertemplate="together: %{y:.4g}<extra></extra>",
    )


def _replay_mark(step: int) -> dict:
    return style.scatter(
        x=[step],
        y=[0],
        name="the replay",
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
    where = f"step {t}" if t else start
    return style.figure(
        [
            style.bar(
                x=np.arange(len(values)),
                y=values.astype(np.float32),
                marker={"color": [style.POSITIVE if value >= 0 else style.NEGATIVE for value in values]},
                hovertemplate="unit %{x}: %{y:.4g}<extra></extra>",
            )
        ],
        title=f"Passed on to {where}",
        see="W.T ds, one bar a hidden unit: what all steps from here to the last ask of the state before.",
        alt=f"{len(values)} numbers of length {number(np.linalg.norm(values))}.",
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
        title=f"Step {t + 1} adds this to dW",
        see="ds of this step (rows) times a of the step before (columns). All steps use one colour scale.",
    )


def running_sum_figure(so_far: np.ndarray, t: int, largest: float) -> style.Figure:
    """Draw dW as summed from the last step back to step t (from 0); largest fixes the colours."""
    return _square(
        so_far,
        largest,
        title="dW so far" if t else "dW, complete",
        see="The sum of all additions from the last step back to this one; at step 1 it is the gradient of W.",
    )


def _square(z: np.ndarray, largest: float, title: str, see: str) -> style.Figure:
    H, limit = len(z), rounded_up(largest)
    cells = cells_of(z, -limit, limit, ".4g")
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
        see=see,
        alt=f"{H} by {H} numbers, the largest of them {number(np.abs(z).max())}.",
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
