"""The network, unrolled over its text: one column a step, input below, hidden units between, prediction above."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from rnn.figures import style
from rnn.network import Trace
from rnn.parameters import Parameters

COLUMNS = 26
COLUMN_PIXELS = 38
MOST_UNITS_WITH_LINES = 32
RECURRENT_LINES = 10
LINES_A_CHARACTER = 3
INPUT_ROW = -1.2


def unrolled_figure(
    parameters: Parameters, trace: Trace, inputs: np.ndarray, targets: np.ndarray, characters: list[str], first: int = 0
) -> go.Figure:
    """Draw at most 26 steps of the network, from step `first` on (counted from 0).

    inputs, targets  (T,) indices; characters: the K characters as a reader can see them
    """
    window = slice(first, min(first + COLUMNS, len(inputs)))
    steps = np.arange(window.start, window.stop) + 1
    said = trace.o.argmax(axis=1)[window]
    right = said == targets[window]
    lines = _weight_lines(parameters, steps, inputs[window], said) if trace.a.shape[1] <= MOST_UNITS_WITH_LINES else []
    data = [
        *lines,
        _hidden_units(trace.a[window], steps),
        _characters(
            steps, INPUT_ROW, [characters[x] for x in inputs[window]], "step %{x}: in goes %{text}<extra></extra>"
        ),
        *_predictions(trace, window, steps, said, right, characters),
    ]
    H = trace.a.shape[1]
    return style.figure(
        data,
        title="The network, unrolled over its text",
        see="Each column is one step: the character that goes in, the hidden units (orange above 0, blue "
        "below), and what the network says, with its probability; × marks a wrong one. Lines are the strongest weights.",
        alt=f"{len(steps)} steps, {H} hidden units each; {int(right.sum())} of {len(steps)} predictions shown are right.",
        x=style.axis("step t", range=[steps[0] - 0.7, steps[-1] + 0.7], dtick=1, showgrid=False, fixedrange=True),
        y=style.axis(
            None,
            range=[INPUT_ROW - 0.9, H + 2.6],
            showgrid=False,
            fixedrange=True,
            tickvals=[INPUT_ROW, (H - 1) / 2, H + 0.6, H + 1.8],
            ticktext=["input", f"hidden a<br>({H} units)", "says", "probability"],
        ),
        height=520,
        showlegend=False,
    )  # fmt: skip


def _hidden_units(a: np.ndarray, steps: np.ndarray) -> go.Scatter:
    T, H = a.shape
    return go.Scatter(
        x=np.repeat(steps, H),
        y=np.tile(np.arange(H), T),
        customdata=a.ravel().round(4),
        mode="markers",
        marker={
            "size": float(np.clip(300 / H, 3, 17)),
            "color": a.ravel().astype(np.float32),
            "colorscale": style.DIVERGING,
            "cmin": -1,
            "cmax": 1,
            "line": {"color": style.QUIET, "width": 1},
            "colorbar": style.colour_bar("activation a, −1 to 1", len=0.6),
        },
        hovertemplate="step %{x}, unit %{y}: activation %{customdata}<extra></extra>",
    )


def _characters(steps, row: float, texts: list[str], hover: str, colour=style.TEXT, size: int = 16) -> go.Scatter:
    return go.Scatter(
        x=steps,
        y=np.full(len(steps), row),
        text=texts,
        mode="text",
        textfont={"family": style.CHARACTER_FONT, "size": size, "color": colour},
        hovertemplate=hover,
    )


def _predictions(trace: Trace, window: slice, steps, said, right, characters) -> list[go.Scatter]:
    H = trace.a.shape[1]
    probability = trace.y_pred[window].max(axis=1)
    letters = [characters[k] for k in said]
    colour = [style.RIGHT if is_right else style.WRONG for is_right in right]
    says = _characters(steps, H + 0.6, letters, "step %{x}: it says %{text}<extra></extra>", colour, 17)
    shares = [f"{p:.0%}" if is_right else f"×{p:.0%}" for p, is_right in zip(probability, right, strict=True)]
    return [says, _characters(steps, H + 1.8, shares, "with probability %{text}<extra></extra>", style.TEXT, 10)]


def _weight_lines(parameters: Parameters, steps, inputs, said) -> list[go.Scatter]:
    """Return the strongest weights as lines, one trace a sign: recurrent, from the inputs, to the predictions."""
    W, U, _, V, _ = parameters
    H = parameters.hidden_size
    strongest = np.argsort(np.abs(W).ravel())[-RECURRENT_LINES:]
    to_unit, from_unit = np.unravel_index(strongest, W.shape)
    starts, ends = steps[:-1], steps[1:]
    pieces = [
        (np.repeat(starts, len(strongest)), np.tile(from_unit, len(starts)),
         np.repeat(ends, len(strongest)), np.tile(to_unit, len(ends)), np.tile(W.ravel()[strongest], len(starts))),
        *_fan(steps, U[:, inputs].T, INPUT_ROW + 0.5, upwards=True),
        *_fan(steps, V[said], H - 0.1, upwards=False),
    ]  # fmt: skip
    x0, y0, x1, y1, weight = (np.concatenate(column) for column in zip(*pieces, strict=True))
    return [
        _lines(x0[sign], y0[sign], x1[sign], y1[sign], colour)
        for sign, colour in ((weight < 0, style.NEGATIVE), (weight >= 0, style.POSITIVE))
    ]


def _fan(steps, weights: np.ndarray, row: float, upwards: bool) -> list[tuple]:
    """Return lines between one row and the units with the strongest of these weights (T, H)."""
    n = min(LINES_A_CHARACTER, weights.shape[1])
    units = np.argsort(np.abs(weights), axis=1)[:, -n:]
    x = np.repeat(steps, n)
    values = np.take_along_axis(weights, units, axis=1).ravel()
    rows = np.full(len(x), row)
    return [(x, rows, x, units.ravel(), values) if upwards else (x, units.ravel(), x, rows, values)]


def _lines(x0, y0, x1, y1, colour: str) -> go.Scatter:
    gap = np.full(len(x0), np.nan)
    return go.Scatter(
        x=np.stack([x0, x1, gap], axis=1).ravel().astype(np.float32),
        y=np.stack([y0, y1, gap], axis=1).ravel().astype(np.float32),
        mode="lines",
        line={"color": colour, "width": 1},
        opacity=0.35,
        hoverinfo="skip",
    )
