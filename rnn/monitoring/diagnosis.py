"""How training is doing, in plain words: norms, the size of the updates, saturation, and what to try."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rnn.model.network import Trace, step_losses
from rnn.model.parameters import Parameters
from rnn.monitoring.loss_curve import block_means, losses_at
from rnn.runs.run import Run

SATURATED = 0.97  # beyond it, tanh has less than 6 % of its slope left

# Where one state of health ends and the next begins. Losses are a character's, in nats.
LEARNT_LOSS = 0.1
SATURATED_SHARE = 0.8
EXPLODING_FACTOR = 1.2  # times the loss of a blind guess among K characters
GUESSING_FACTOR = 0.95  # times the loss of a guess that knows how often each character occurs
UNSTABLE_FACTOR = 3.0  # times the smallest loss there ever was
STALLED_FALL = 0.02  # share of the loss that the second half of training has taken off


@dataclass(frozen=True)
class Diagnosis:
    """One line of health.

    state        "exploding", "learnt", "unstable", "saturated", "stuck at guessing", "stalled" or "learning": the first
                 of them that is true
    sentence     what is seen, with its numbers
    what_to_try  what a student can do about it
    """

    state: str
    sentence: str
    what_to_try: str


@dataclass(frozen=True)
class Measurements:
    """What a diagnosis rests on. Losses are a character's, in nats.

    loss, lowest, middle  now, the smallest there ever was, and after half of the updates so far
    lowest_at             the update of the smallest
    right, saturated      shares, 0 to 1: of characters given right, of activations that are saturated
    guess, blind          the losses of a guess by how often each character occurs, and of one that knows nothing
    unit                  what updates are called: "epoch" where one holds the whole text, else "update"
    """

    loss: float
    lowest: float
    middle: float
    lowest_at: int
    right: float
    saturated: float
    guess: float
    blind: float
    unit: str = "epoch"


@dataclass(frozen=True)
class Rule:
    """A state, when it holds, how it is told (a format of Signs), and what to try."""

    state: str
    holds: Callable[[Measurements], bool]
    sentence: str
    what_to_try: str


RULES = (
    Rule(
        "exploding",
        lambda measurements: (
            not measurements.loss < np.inf
            or measurements.loss > max(EXPLODING_FACTOR * measurements.blind, LEARNT_LOSS)
        ),
        "It does worse than a blind guess ({blind:.2f})",
        "Lower the learning rate, clip the gradient or start from smaller weights, and train again from the beginning.",
    ),
    Rule(
        "learnt",
        lambda measurements: measurements.right == 1 and measurements.loss < LEARNT_LOSS,
        "It knows the text",
        "Try a longer text or fewer hidden units, or let it go on from a seed.",
    ),
    Rule(
        "unstable",
        lambda measurements: (
            measurements.loss > max(UNSTABLE_FACTOR * measurements.lowest, measurements.lowest + LEARNT_LOSS)
        ),
        "It knew the text better: at {unit} {lowest_at:,} the loss was {lowest:.2f} a character",
        "Lower the learning rate or clip the gradient, or go back to where the loss was smallest.",
    ),
    Rule(
        "saturated",
        lambda measurements: measurements.saturated > SATURATED_SHARE,
        "{saturated:.0%} of the activations are pinned near -1 or 1, where hardly any error gets through",
        "Lower the learning rate or start from smaller weights.",
    ),
    Rule(
        "stuck at guessing",
        lambda measurements: measurements.loss > GUESSING_FACTOR * measurements.guess > 0,
        "It hardly does better than guessing by how often each character occurs ({guess:.2f})",
        "Give it more epochs; if nothing moves, raise the learning rate or start from larger weights.",
    ),
    Rule(
        "stalled",
        lambda measurements: measurements.middle - measurements.loss < STALLED_FALL * measurements.middle,
        "The second half of the {unit}s changed almost nothing",
        "Try more hidden units, another random seed, or another learning rate.",
    ),
    Rule(
        "learning",
        lambda measurements: True,
        "It is between guessing ({guess:.2f}) and knowing",
        "Give it more epochs.",
    ),
)


def norms(parameters: Parameters) -> dict[str, float]:
    """Return the length of each of W, U, b, V, c, or of their gradients: the root of the sum of squares."""
    return {name: float(np.linalg.norm(array)) for name, array in parameters.items()}


def update_ratios(parameters: Parameters, changes: Parameters) -> dict[str, float]:
    """Return how large an update is beside the weights it changes: ‖change‖ / ‖weights‖.

    About 0.001 is healthy, above 0.1 is rash. Infinite where the weights are all 0 but their change is not, such as
    the biases before the first update; 0 where both are.
    """
    updates, lengths = norms(changes), norms(parameters)
    return {
        name: update / lengths[name] if lengths[name] else (np.inf if update else 0.0)
        for name, update in updates.items()
    }


def saturated_share(trace: Trace) -> float:
    """Return the share of all activations, 0 to 1, that lie beyond ±SATURATED, where tanh is flat."""
    return float((np.abs(trace.a) > SATURATED).mean())


def unigram_loss(targets: np.ndarray) -> float:
    """Return the loss a character, in nats, of the best guess that never looks at the input.

    It knows how often each character occurs: the entropy of the targets (T,). Example: ln 26 = 3.26 for A to Z.
    """
    counts = np.bincount(targets)
    frequencies = counts[counts > 0] / counts.sum()
    return float(-(frequencies * np.log(frequencies)).sum())


def diagnose(trace: Trace, targets: np.ndarray, losses: Sequence[float] = ()) -> Diagnosis:
    """Say how the network is doing and what to try: the first of RULES that holds.

    trace    what `forward` returned for the text; targets (T,) indices
    losses   the loss of every epoch so far, over the whole text in nats; without them "unstable" and "stalled" are
             never said
    """
    return _told(read_signs(trace, targets, losses))


def diagnose_run(run: Run, update: int, trace: Trace, targets: np.ndarray) -> Diagnosis:
    """Say how a run is doing at an update that it has made.

    trace, targets  of the window that is looked at; where there are many, losses are means over many updates
    """
    if run.diverged_at is not None and update >= run.last_update:
        sentence = f"It diverged at {run.unit} {run.diverged_at:,}: its numbers were no longer finite."
        return Diagnosis(RULES[0].state, sentence, RULES[0].what_to_try)
    if run.windows.count == 1:
        return diagnose(trace, targets, run.losses[:update])
    return _told(_signs_lately(run, update, read_signs(trace, targets)))


def _signs_lately(run: Run, update: int, measurements: Measurements) -> Measurements:
    """Return the signs of one window with the losses of many, as one window tells little of the text."""
    loss = float(losses_at(run, np.array([update]))[0])
    history, span = block_means(run, update)
    is_best_now = not len(history) or loss <= history.min()
    return replace(
        measurements,
        loss=loss,
        lowest=loss if is_best_now else float(history.min()),
        lowest_at=update if is_best_now else (int(history.argmin()) + 1) * span,
        middle=float(history[(len(history) - 1) // 2]) if len(history) > 1 else np.inf,
        guess=unigram_loss(run.targets),
        unit=run.unit,
    )


def _told(measurements: Measurements) -> Diagnosis:
    rule = next(rule for rule in RULES if rule.holds(measurements))
    if not np.isfinite(measurements.loss):
        return Diagnosis(rule.state, "The weights have left the range of numbers: nothing works now.", rule.what_to_try)
    seen = rule.sentence.format(**vars(measurements))
    sentence = f"{seen}: loss {measurements.loss:.2f} a character, {measurements.right:.0%} of the characters right."
    return Diagnosis(rule.state, sentence, rule.what_to_try)


def read_signs(trace: Trace, targets: np.ndarray, losses: Sequence[float] = ()) -> Measurements:
    """Measure what `diagnose` rests on; its arguments are the same. middle is infinite without losses."""
    loss = float(step_losses(trace.y_pred, targets).mean())
    history = np.asarray(losses, dtype=float) / len(targets)
    return Measurements(
        loss=loss,
        lowest=float(history.min()) if len(history) else loss,
        middle=float(history[len(history) // 2]) if len(history) else np.inf,
        lowest_at=int(history.argmin()) if len(history) else 0,
        right=float((trace.y_pred.argmax(axis=1) == targets).mean()),
        saturated=saturated_share(trace),
        guess=unigram_loss(targets),
        blind=float(np.log(trace.o.shape[1])),
    )
