"""The network, unrolled over its text: one column a step, input below, hidden units between, prediction above.

It is drawn by a component of ours, not by Plotly, as it changes many times a second; here is what it shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from rnn.figures.kit import style
from rnn.model.network import Trace
from rnn.model.parameters import Parameters
from rnn.text.numbers import share

COLUMNS = 26
MOST_ROWS = 24
RECURRENT_LINES = 8
LINES_A_CHARACTER = 2
COLOURS = {
    "negative": style.NEGATIVE,
    "positive": style.POSITIVE,
    "correct": style.CORRECT,
    "wrong": style.WRONG,
    "selected": style.SELECTED,
}


@dataclass(frozen=True)
class UnrolledPicture:
    """The picture at one moment.

    fixed   what is the same at all moments of a film: letters, rows, sizes, colours
    moving  what changes: activations, predictions, weights, as arrays and tuples
    see     what is plotted, and what to look for now
    alt     what one who cannot see it should know
    """

    fixed: dict
    moving: dict
    see: str
    alt: str


class DrawnUnits(NamedTuple):
    """The hidden units that are drawn, (rows,) rising, and which they are, in words; "" where they are all."""

    rows: np.ndarray
    words: str


def strongest_units(a: np.ndarray, when: str, selected: int | None = None) -> DrawnUnits:
    """Return the units to draw: all, or those with the largest mean |activation|, and the selected one.

    a         (T, H), the activations of the steps in view      when  they are that, such as "at epoch 7"
    selected  of a network that may be smaller by now: its last unit then
    """
    H = a.shape[1]
    if H <= MOST_ROWS:
        return DrawnUnits(np.arange(H), "")
    order = np.argsort(-np.abs(a).mean(axis=0), kind="stable")
    which = "those with the largest mean activation"
    if selected is not None:
        selected = min(selected, H - 1)
        order, which = np.r_[selected, order[order != selected]], f"unit {selected} and {which}"
    return DrawnUnits(np.sort(order[:MOST_ROWS]), f"{MOST_ROWS} of {H} units, {which} {when}")


def unrolled_picture(
    parameters: Parameters,
    trace: Trace,
    steps: tuple[np.ndarray, np.ndarray],
    characters: list[str],
    units: DrawnUnits,
    first: int = 0,
    where: str = "",
) -> UnrolledPicture:
    """Return what is drawn of at most 26 steps of the network, from step `first` on (counted from 0).

    steps       inputs and targets, (T,) indices each     characters  the K characters, made visible
    where       the epoch, as the sentence below begins with it
    """
    inputs, targets = (indices[first : first + COLUMNS] for indices in steps)
    window = slice(first, first + len(inputs))
    y_pred = trace.y_pred[window]
    predicted = trace.o[window].argmax(axis=1)
    right, rows = predicted == targets, units.rows
    fixed = {
        "letters": [characters[x] for x in inputs.tolist()],
        "targets": [characters[x] for x in targets.tolist()],
        "first": first,
        "units": rows.tolist(),
        "hidden_size": trace.a.shape[1],
        "colours": COLOURS,
    }
    moving = {
        "a": in_single_precision(trace.a[window][:, rows]),
        "predicted": [characters[k] for k in predicted.tolist()],
        "shares": np.rint(100 * y_pred[np.arange(len(inputs)), predicted]).astype(int).tolist(),
        "right": right.astype(int).tolist(),
        "lines": largest_weights(parameters, inputs, predicted, rows),
    }
    return UnrolledPicture(fixed, moving, _see(where, right, y_pred, targets, units.words), _alt(right, trace))


def _see(where: str, right, y_pred, targets, shown: str) -> str:
    """Return what to look for now: how many are right, and how sure it is of the targets."""
    own = y_pred[np.arange(len(targets)), targets]
    worst = int(own.argmin())
    sentence = (
        f"{where} {int(right.sum())} of the {len(right)} predictions shown are correct; on average a target gets "
        f"{share(float(own.mean()))}, at least {share(float(own[worst]))}. Cells are activations, orange above 0 and "
        "blue below; lines are the largest weights."
    )
    return f"{sentence} Shown are {shown}.".strip() if shown else sentence.strip()


def _alt(right, trace: Trace) -> str:
    return (
        f"The network, unrolled over its text. {len(right)} steps, {trace.a.shape[1]} hidden units each; "
        f"{int(right.sum())} of {len(right)} predictions shown are correct."
    )


def largest_weights(parameters: Parameters, inputs, predicted, units) -> dict:
    """Return the largest weights between the rows drawn: recurrent, into the rows, and out of them.

    recurrent  (lines, 3): row from, row to, weight; the same between all columns
    entering, leaving  (columns, 2, 2): for each step, row and weight
    """
    W, U, _, V, _ = parameters
    inner = W[np.ix_(units, units)]
    strongest = np.argsort(-np.abs(inner).ravel(), kind="stable")[:RECURRENT_LINES]
    to_row, from_row = np.unravel_index(strongest, inner.shape)
    recurrent = np.column_stack([from_row, to_row, inner.ravel()[strongest]])
    return {
        "recurrent": in_single_precision(recurrent),
        "entering": _strongest(U[units][:, inputs].T),
        "leaving": _strongest(V[predicted][:, units]),
    }


def _strongest(weights: np.ndarray) -> np.ndarray:
    """Return row and weight of the few largest weights (columns, rows) of each column, flat."""
    count = min(LINES_A_CHARACTER, weights.shape[1])
    rows = np.argsort(-np.abs(weights), axis=1, kind="stable")[:, :count]
    return in_single_precision(np.stack([rows, np.take_along_axis(weights, rows, axis=1)], axis=2))


def in_single_precision(numbers: np.ndarray) -> np.ndarray:
    """Return them flat in single precision; where training diverged, those beyond its range as its largest."""
    largest = np.finfo(np.float32).max
    return np.clip(numbers, -largest, largest).astype(np.float32).ravel()
