"""The network, unrolled over its text: one column a step, input below, hidden units between, prediction above."""

from __future__ import annotations

import numpy as np

from rnn.figures.kit import marks, shapes, style
from rnn.model.network import Trace
from rnn.model.parameters import Parameters

COLUMNS = 26
COLUMN_PIXELS = 30
MOST_UNITS_WITH_LINES = 32
RECURRENT_LINES = 8
LINES_A_CHARACTER = 2
STEADY = {"automargin": False, "showgrid": False, "fixedrange": True}
EDGE = 0.33  # half a cell, so that lines end where the cells begin


def unrolled_figure(
    parameters: Parameters, trace: Trace, inputs: np.ndarray, targets: np.ndarray, characters: list[str], first: int = 0
) -> style.Figure:
    """Draw at most 26 steps of the network, from step `first` on (counted from 0).

    inputs, targets  (T,) indices; characters: the K characters made visible
    """
    window = slice(first, min(first + COLUMNS, len(inputs)))
    steps = np.arange(window.start, window.stop) + 1
    predicted = trace.o.argmax(axis=1)[window]
    right = predicted == targets[window]
    H = trace.a.shape[1]
    lines = _weight_lines(parameters, steps, inputs[window], predicted) if H <= MOST_UNITS_WITH_LINES else []
    return style.figure(
        [
            _hidden_units(trace.a[window], steps),
            *_predicted_marks(trace.y_pred[window].max(axis=1), steps, H, predicted, right, characters),
        ],
        title="The network, unrolled over its text",
        see="Each column is one step: the character that goes in, the hidden units (orange above 0, blue below), and "
        "what the network says, with its probability; × marks a wrong one. Lines are the strongest weights.",
        alt=f"{len(steps)} steps, {H} hidden units each; {int(right.sum())} of {len(steps)} sayings shown are right.",
        x=_input_axis(steps, [characters[x] for x in inputs[window]]),
        y=_layer_axis(H),
        height=520,
        margin={"l": 84, "r": 8, "t": 44, "b": 64},
        plot_bgcolor=style.PANEL,
        showlegend=False,
        shapes=[*_gaps(steps, H), *lines],
    )


def _input_axis(steps: np.ndarray, letters: list[str]) -> dict:
    return style.axis(
        "goes in, at step t",
        range=[steps[0] - 0.7, steps[-1] + 0.7],
        tickvals=steps,
        ticktext=[_entry(letter, t) for t, letter in zip(steps.tolist(), letters, strict=True)],
        tickfont={"family": style.CHARACTER_FONT},
        **STEADY,
    )


def _layer_axis(H: int) -> dict:
    return style.axis(
        None,
        range=[-1.1, H + 1.6],
        tickvals=[(H - 1) / 2, H + 0.6],
        ticktext=[f"{H} hidden<br>units:<br>a from −1<br>(blue) to 1<br>(orange)", "says,<br>with %"],
        **STEADY,
    )


def _hidden_units(a: np.ndarray, steps: np.ndarray) -> dict:
    H = a.shape[1]
    return style.heatmap(
        x=steps,
        y=np.arange(H),
        z=a.T.astype(np.float32),
        zmin=-1,
        zmax=1,
        colorscale=style.DIVERGING,
        showscale=False,
        hovertemplate="step %{x}, unit %{y}: activation %{z:.4f}<extra></extra>",
    )


def _entry(character: str, step: int) -> str:
    return f"{character}<br>{step}" if step == 1 or step % 5 == 0 else character


def _predicted_marks(probability, steps, H: int, predicted, right, characters) -> list[dict]:
    """Return what the network says at each step, and below it how sure it is, × before it where it is wrong."""
    letters = [characters[k] for k in predicted]
    shares = [f"{'' if ok else '×'}{100 * p:.0f}" for p, ok in zip(probability, right, strict=True)]
    words = [
        f"step {t}: it says {letter}, probability {p:.1%}, {'right' if ok else 'wrong'}"
        for t, letter, p, ok in zip(steps, letters, probability, right, strict=True)
    ]
    look = {"colour": [style.CORRECT if ok else style.WRONG for ok in right], "hover": "%{customdata}"}
    return [
        marks.letters(steps, np.full(len(steps), H + height * (H + 2.7)), text, size=size, customdata=words, **look)
        for text, size, height in ((shares, 10, 0.01), (letters, 16, 0.06))
    ]


def _gaps(steps: np.ndarray, H: int) -> list[dict]:
    """Return what sets the units apart: a heatmap's own gaps would cost as much as all the rest of the drawing."""
    left, right, bottom, top = steps[0] - 0.5, steps[-1] + 0.5, -0.5, H - 0.5
    x, y = np.arange(left, right + 1), np.arange(bottom, top + 1)
    return [
        shapes.lines(x, bottom, x, top, style.PANEL, COLUMN_PIXELS / 3),
        shapes.lines(left, y, right, y, style.PANEL, min(10, 160 / H)),
    ]


def _weight_lines(parameters: Parameters, steps, inputs, predicted) -> list[dict]:
    """Return the strongest weights as lines: recurrent, from the inputs to the units, from the units to the sayings."""
    W, U, _, V, _ = parameters
    H = parameters.hidden_size
    strongest = np.argsort(np.abs(W).ravel())[-RECURRENT_LINES:]
    to_unit, from_unit = np.unravel_index(strongest, W.shape)
    gaps, each = len(steps) - 1, len(strongest)
    recurrent = (
        np.repeat(steps[:-1] + EDGE, each),
        np.tile(from_unit, gaps),
        np.repeat(steps[1:] - EDGE, each),
        np.tile(to_unit, gaps),
        np.tile(W.ravel()[strongest], gaps),
    )
    x, unit, weight = _strongest(steps, U[:, inputs].T)
    entering = (x, np.full(len(x), -1.0), x - EDGE, unit, weight)
    x, unit, weight = _strongest(steps, V[predicted])
    leaving = (x + EDGE, unit, x, np.full(len(x), H + 0.1), weight)
    return _lines(*(np.concatenate(kinds) for kinds in zip(recurrent, entering, leaving, strict=True)))


def _strongest(steps, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return step, unit and weight of the few strongest weights (T, H) of each step."""
    count = min(LINES_A_CHARACTER, weights.shape[1])
    units = np.argsort(np.abs(weights), axis=1)[:, -count:]
    return np.repeat(steps, count), units.ravel(), np.take_along_axis(weights, units, axis=1).ravel()


def _lines(x0, y0, x1, y1, weight) -> list[dict]:
    """Return one shape for each sign and size; the larger half of the weights is drawn bolder."""
    is_negative, is_bold = weight < 0, np.abs(weight) > np.median(np.abs(weight))
    drawn = []
    for negative, bold in ((True, False), (True, True), (False, False), (False, True)):
        kind = (is_negative == negative) & (is_bold == bold)
        colour, width = style.NEGATIVE if negative else style.POSITIVE, 1.4 if bold else 0.6
        drawn.append(shapes.lines(x0[kind], y0[kind], x1[kind], y1[kind], colour, width, opacity=0.45))
    return drawn
