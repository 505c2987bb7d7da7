"""One update in slow motion, in the picture of the unrolled network: forward, loss, backward, update.

Each phase has its own cells, lines and rows above; the browser lets them appear one column after the other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.analysis.one_update import OneUpdate
from rnn.figures.kit import style
from rnn.figures.unrolled import COLOURS, COLUMNS, DrawnUnits, UnrolledPicture, in_single_precision, largest_weights
from rnn.model.parameters import Parameters
from rnn.text.numbers import number

LARGEST = float(np.finfo(np.float32).max)
NOT_FINITE = "Not all of these numbers are finite: those beyond the computer's range have no colour."
FROM_THE_LEFT, FROM_THE_RIGHT, AT_ONCE = 1, -1, 0


@dataclass(frozen=True)
class Phase:
    """How a phase is shown.

    title      as it follows what the update is                 see      what is plotted
    cell, line  what a cell, or a line, is the value of         upper    whose probabilities the row above has
    direction  in which columns appear                          appears  what appears: cells, lines, outputs
    """

    title: str
    cell: str
    line: str
    upper: str
    direction: int
    appears: tuple[str, ...]
    see: str


PHASES = {
    "forward": Phase(
        "forward",
        "activation",
        "weight",
        "predicts",
        FROM_THE_LEFT,
        ("cells", "lines", "outputs"),
        "Cells are activations, orange above 0 and blue below. They come from left to right, as each step needs those "
        "of the step before. Above is the most probable character with its probability. Lines are the largest weights.",
    ),
    "loss": Phase(
        "loss",
        "activation",
        "weight",
        "target",
        FROM_THE_LEFT,
        ("outputs",),
        "Above each step is its target now, with the probability p that it gets, and the loss −ln p: a longer bar is a "
        "larger loss. Cells are still the activations.",
    ),
    "backward": Phase(
        "backward",
        "error ∂L/∂s",
        "weight",
        "target",
        FROM_THE_RIGHT,
        ("cells", "lines"),
        "Cells are errors now: the derivative ∂L/∂s of the loss with respect to the pre-activation, orange above 0 and "
        "blue below. They come from right to left, as each step needs what the step after it sends back through W.",
    ),
    "update": Phase(
        "update",
        "change of the unit's bias",
        "change",
        "target",
        AT_ONCE,
        ("cells", "lines", "outputs"),
        "Lines are the largest changes of weights, after − before: orange up, blue down. Cells are the change of each "
        "unit's bias, the same at every step. Above are the targets' probabilities and losses after the update.",
    ),
}

NOT_MADE = (
    "No update is made here, so nothing changes: there are no lines, all cells are 0, and above are the targets' "
    "probabilities and losses as they are."
)


def half_step_picture(
    name: str,
    one: OneUpdate,
    characters: list[str],
    units: DrawnUnits,
    first: int = 0,
    plays: int = 0,
    where: str = "",
) -> UnrolledPicture:
    """Return what is drawn in one of PHASES of at most 26 steps of an update's window, from step `first` on (from 0).

    characters  the K characters, made visible
    plays       how often all phases were played: with another number, the phase appears anew
    where       which update it is, as the title begins with it
    """
    phase, T = PHASES[name], len(one.window)
    window = slice(first, first + COLUMNS)
    inputs, targets = one.window.inputs[window], one.window.targets[window]
    predicted = one.trace.o[window].argmax(axis=1)
    values, scale = _cells(name, one)
    trace, losses = (one.trace_after, one.losses_after) if name == "update" else (one.trace, one.losses)
    above = predicted if name == "forward" else targets
    shares = np.nan_to_num(trace.y_pred[window][np.arange(len(above)), above])  # of an update that left no number
    fixed = {
        "letters": [characters[x] for x in inputs.tolist()],
        "targets": [characters[x] for x in targets.tolist()],
        "first": first,
        "units": units.rows.tolist(),
        "hidden_size": one.trace.a.shape[1],
        "colours": {**COLOURS, "loss": style.LOSS},
    }
    moving = {
        "title": f"{where}: {phase.title}" if where else phase.title.capitalize(),
        "a": in_single_precision(values[window][:, units.rows]),
        "predicted": [characters[k] for k in above.tolist()],
        "shares": np.rint(100 * shares).astype(int).tolist(),
        "right": (predicted == targets).astype(int).tolist(),
        "lines": largest_weights(_weights(name, one), inputs, above, units.rows),
        "phase": {
            "name": name,
            "plays": plays,
            "direction": phase.direction,
            "appears": list(phase.appears),
            "cell": phase.cell,
            "line": phase.line,
            "upper": phase.upper,
            "scale": min(scale, LARGEST) or 1.0,
            "losses": in_single_precision(losses[window]) if name != "forward" else (),
        },
    }
    see = phase.see if one.is_made or name != "update" else NOT_MADE
    shown = _part(first, len(inputs), T, units.words)
    alt = f"{moving['title']}. {T} steps, {one.trace.a.shape[1]} hidden units each. {_largest(name, values)}"
    return UnrolledPicture(fixed, moving, " ".join(filter(None, (see, _scale(name, values, scale), shown))), alt)


def _cells(name: str, one: OneUpdate) -> tuple[np.ndarray, float]:
    """Return what the cells show, (T, H), and what has the fullest colour."""
    if name in ("forward", "loss"):
        return one.trace.a, 1.0
    values = one.steps.ds if name == "backward" else np.broadcast_to(one.change.b, one.trace.a.shape)
    return values, float(np.abs(values[np.isfinite(values)]).max(initial=0.0))


def _weights(name: str, one: OneUpdate) -> Parameters:
    return one.change if name == "update" else one.before


def _scale(name: str, values: np.ndarray, scale: float) -> str:
    """Return the sentence on the colours, where the phase has a scale of its own."""
    if not np.isfinite(values).all():
        return NOT_FINITE
    return f"The fullest colour is ±{number(scale)}." if name in ("backward", "update") and scale else ""


def _largest(name: str, values: np.ndarray) -> str:
    """Return where the largest value is, in a sentence."""
    if not np.isfinite(values).all():
        return NOT_FINITE
    step, unit = np.unravel_index(int(np.abs(values).argmax()), values.shape)
    where = f"unit {unit}" if name == "update" else f"unit {unit}, step {step + 1}"
    return f"Largest {PHASES[name].cell}: {number(float(values[step, unit]))}, of {where}."


def _part(first: int, columns: int, T: int, units: str) -> str:
    """Return the sentence on what is left out, if anything is."""
    parts = [f"steps {first + 1} to {first + columns} of {T}"] * (columns < T)
    parts += [units] * bool(units)
    return f"Shown are {', and '.join(parts)}." if parts else ""
