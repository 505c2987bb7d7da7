"""The network, unrolled over its text: one column a step, input below, hidden units between, prediction above."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from rnn.figures import style
from rnn.network import Trace
from rnn.parameters import Parameters

COLUMNS = 26
COLUMN_PIXELS = 30
MOST_UNITS_WITH_LINES = 32
RECURRENT_LINES = 8
LINES_A_CHARACTER = 2
EDGE = 0.33  # half a cell, so that lines end where the cells begin


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
    H = trace.a.shape[1]
    return style.figure(
        [_hidden_units(trace.a[window], steps), *lines, _sayings(trace, window, steps, said, right, characters)],
        title="The network, unrolled over its text",
        see="Each column is one step: the character that goes in, the hidden units (orange above 0, blue below), and "
        "what the network says, with its probability; × marks a wrong one. Lines are the strongest weights.",
        alt=f"{len(steps)} steps, {H} hidden units each; {int(right.sum())} of {len(steps)} sayings shown are right.",
        x=style.axis(
            "goes in, at step t",
            automargin=False,
            range=[steps[0] - 0.7, steps[-1] + 0.7],
            showgrid=False,
            fixedrange=True,
            tickvals=steps,
            ticktext=[f"<b>{characters[x]}</b><br>{t}" for t, x in zip(steps, inputs[window], strict=True)],
        ),
        y=style.axis(
            None,
            automargin=False,
            range=[-1.1, H + 1.6],
            showgrid=False,
            fixedrange=True,
            tickvals=[(H - 1) / 2, H + 0.6],
            ticktext=[f"hidden a<br>({H} units)", "says,<br>with %"],
        ),
        height=520,
        margin={"l": 84, "r": 8, "t": 44, "b": 64},
        plot_bgcolor=style.PANEL,
        showlegend=False,
    )


def _hidden_units(a: np.ndarray, steps: np.ndarray) -> go.Heatmap:
    H = a.shape[1]
    return go.Heatmap(
        x=steps,
        y=np.arange(H),
        z=a.T.astype(np.float32),
        zmin=-1,
        zmax=1,
        colorscale=style.DIVERGING,
        xgap=COLUMN_PIXELS / 3,
        ygap=min(10, 160 / H),
        colorbar=style.colour_bar("activation a (−1 to 1)", len=0.6),
        hovertemplate="step %{x}, unit %{y}: activation %{z:.4f}<extra></extra>",
    )


def _sayings(trace: Trace, window: slice, steps, said, right, characters) -> go.Scatter:
    probability = trace.y_pred[window].max(axis=1)
    return go.Scatter(
        x=steps,
        y=np.full(len(steps), trace.a.shape[1] + 0.6),
        text=[
            f"<b>{characters[k]}</b><br><span style='font-size:10px'>{'' if is_right else '×'}{100 * p:.0f}</span>"
            for k, p, is_right in zip(said, probability, right, strict=True)
        ],
        customdata=[
            f"step {t}: it says {characters[k]}, probability {p:.1%}, {'right' if is_right else 'wrong'}"
            for t, k, p, is_right in zip(steps, said, probability, right, strict=True)
        ],
        mode="text",
        textfont={
            "family": style.CHARACTER_FONT,
            "size": 16,
            "color": [style.RIGHT if is_right else style.WRONG for is_right in right],
        },
        hovertemplate="%{customdata}<extra></extra>",
    )


def _weight_lines(parameters: Parameters, steps, inputs, said) -> list[go.Scatter]:
    """Return the strongest weights as lines: recurrent, from the inputs to the units, from the units to the sayings."""
    W, U, _, V, _ = parameters
    H = parameters.hidden_size
    strongest = np.argsort(np.abs(W).ravel())[-RECURRENT_LINES:]
    to_unit, from_unit = np.unravel_index(strongest, W.shape)
    gaps, each = len(steps) - 1, len(strongest)
    recurrent = (
        np.repeat(steps[:-1] + EDGE, each), np.tile(from_unit, gaps),
        np.repeat(steps[1:] - EDGE, each), np.tile(to_unit, gaps), np.tile(W.ravel()[strongest], gaps),
    )  # fmt: skip
    x, unit, weight = _strongest(steps, U[:, inputs].T)
    entering = (x, np.full(len(x), -1.0), x - EDGE, unit, weight)
    x, unit, weight = _strongest(steps, V[said])
    leaving = (x + EDGE, unit, x, np.full(len(x), H + 0.1), weight)
    return _lines(*(np.concatenate(kinds) for kinds in zip(recurrent, entering, leaving, strict=True)))


def _strongest(steps, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return step, unit and weight of the few strongest weights (T, H) of each step."""
    count = min(LINES_A_CHARACTER, weights.shape[1])
    units = np.argsort(np.abs(weights), axis=1)[:, -count:]
    return np.repeat(steps, count), units.ravel(), np.take_along_axis(weights, units, axis=1).ravel()


def _lines(x0, y0, x1, y1, weight) -> list[go.Scatter]:
    """Return one trace for each sign and size; the larger half of the weights is drawn bolder."""
    gap = np.full(len(x0), np.nan)
    x, y = np.stack([x0, x1, gap], axis=1), np.stack([y0, y1, gap], axis=1)
    is_negative, is_bold = weight < 0, np.abs(weight) > np.median(np.abs(weight))
    kinds = [(negative, bold) for negative in (True, False) for bold in (False, True)]
    return [
        go.Scatter(
            x=x[(is_negative == negative) & (is_bold == bold)].ravel().astype(np.float32),
            y=y[(is_negative == negative) & (is_bold == bold)].ravel().astype(np.float32),
            mode="lines",
            line={"color": style.NEGATIVE if negative else style.POSITIVE, "width": 1.4 if bold else 0.6},
            opacity=0.45,
            hoverinfo="skip",
        )
        for negative, bold in kinds
    ]
