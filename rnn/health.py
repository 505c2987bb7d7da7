"""How training is doing, in plain words: norms, the size of the updates, saturation, and what to try."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from rnn.network import Trace, step_losses
from rnn.parameters import Parameters

SATURATED = 0.97  # beyond it, tanh has less than 6 % of its slope left

# Where one state of health ends and the next begins. Losses are a character's, in nats.
LEARNT_LOSS = 0.1
SATURATED_SHARE = 0.8
EXPLODING_FACTOR = 1.2  # times the loss of a blind guess among K characters
GUESSING_FACTOR = 0.95  # times the loss of a guess that knows how often each character occurs
UNSTABLE_FACTOR = 3.0  # times the smallest loss there ever was
STALLED_FALL = 0.02  # share of the loss that the second half of the epochs has taken off


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
class Signs:
    """What a diagnosis rests on. Losses are a character's, in nats.

    loss, lowest, middle  now, the smallest there ever was, and after half of the epochs so far
    lowest_epoch          the epoch of the smallest
    right, saturated      shares, 0 to 1: of characters given right, of activations that are saturated
    guess, blind          the losses of a guess by how often each character occurs, and of one that knows nothing
    """

    loss: float
    lowest: float
    middle: float
    lowest_epoch: int
    right: float
    saturated: float
    guess: float
    blind: float


@dataclass(frozen=True)
class Rule:
    """A state, when it holds, how it is told (a format of Signs), and what to try."""

    state: str
    holds: Callable[[Signs], bool]
    sentence: str
    what_to_try: str


RULES = (
    Rule(
        "exploding",
        lambda signs: not signs.loss < np.inf or signs.loss > max(EXPLODING_FACTOR * signs.blind, LEARNT_LOSS),
        "It does worse than a blind guess ({blind:.2f})",
        "Lower the learning rate or start from smaller weights, and train again from the beginning.",
    ),
    Rule(
        "learnt",
        lambda signs: signs.right == 1 and signs.loss < LEARNT_LOSS,
        "It knows the text",
        "Try a longer text or fewer hidden units, or let it go on from a seed.",
    ),
    Rule(
        "unstable",
        lambda signs: signs.loss > max(UNSTABLE_FACTOR * signs.lowest, signs.lowest + LEARNT_LOSS),
        "It knew the text better: at epoch {lowest_epoch} the loss was {lowest:.2f} a character",
        "Lower the learning rate, or go back to the epoch where the loss was smallest.",
    ),
    Rule(
        "saturated",
        lambda signs: signs.saturated > SATURATED_SHARE,
        "{saturated:.0%} of the activations are pinned near -1 or 1, where hardly any error gets through",
        "Lower the learning rate or start from smaller weights.",
    ),
    Rule(
        "stuck at guessing",
        lambda signs: signs.loss > GUESSING_FACTOR * signs.guess > 0,
        "It hardly does better than guessing by how often each character occurs ({guess:.2f})",
        "Give it more epochs; if nothing moves, raise the learning rate or start from larger weights.",
    ),
    Rule(
        "stalled",
        lambda signs: signs.middle - signs.loss < STALLED_FALL * signs.middle,
        "The second half of the epochs changed almost nothing",
        "Try more hidden units, another random seed, or another learning rate.",
    ),
    Rule(
        "learning",
        lambda signs: True,
        "It is between guessing ({guess:.2f}) and knowing",
        "Give it more epochs.",
    ),
)


def norms(parameters: Parameters) -> dict[str, float]:
    """Return the length of each of W, U, b, V, c, or of their gradients: the root of the sum of squares."""
    return {name: float(np.linalg.norm(array)) for name, array in parameters.items()}


def update_ratios(parameters: Parameters, gradients: Parameters, learning_rate: float) -> dict[str, float]:
    """Return how large the next update is beside the weights it changes: learning_rate ‖gradient‖ / ‖weights‖.

    About 0.001 is healthy, above 0.1 is rash. Infinite where the weights are all 0 but their gradient is not, such as
    the biases before the first epoch; 0 where both are.
    """
    updates = {name: learning_rate * length for name, length in norms(gradients).items()}
    lengths = norms(parameters)
    return {
        name: update / lengths[name] if lengths[name] else (np.inf if update else 0.0)
        for name, update in updates.items()
    }


def saturated_share(trace: Trace) -> float:
    """Return the share of all activations, 0 to 1, that lie beyond ±SATURATED, where tanh is flat."""
    return float((np.abs(trace.a) > SATURATED).mean())


def guessing_loss(targets: np.ndarray) -> float:
    """Return the loss a character, in nats, of the best guess that never looks at the input.

    It knows how often each character occurs: the entropy of the targets (T,). Example: ln 26 = 3.26 for A to Z.
    """
    _, counts = np.unique(targets, return_counts=True)
    frequencies = counts / counts.sum()
    return float(-(frequencies * np.log(frequencies)).sum())


def diagnose(trace: Trace, targets: np.ndarray, losses: Sequence[float] = ()) -> Diagnosis:
    """Say how the network is doing and what to try: the first of RULES that holds.

    trace    what `forward` returned for the text; targets (T,) indices
    losses   the loss of every epoch so far, over the whole text in nats; without them "unstable" and "stalled" are
             never said
    """
    signs = read_signs(trace, targets, losses)
    rule = next(rule for rule in RULES if rule.holds(signs))
    if not np.isfinite(signs.loss):
        return Diagnosis(rule.state, "The weights have left the range of numbers: nothing works now.", rule.what_to_try)
    seen = rule.sentence.format(**vars(signs))
    sentence = f"{seen}: loss {signs.loss:.2f} a character, {signs.right:.0%} of the characters right."
    return Diagnosis(rule.state, sentence, rule.what_to_try)


def read_signs(trace: Trace, targets: np.ndarray, losses: Sequence[float] = ()) -> Signs:
    """Measure what `diagnose` rests on; its arguments are the same. middle is infinite without losses."""
    loss = float(step_losses(trace.y_pred, targets).mean())
    history = np.asarray(losses, dtype=float) / len(targets)
    return Signs(
        loss=loss,
        lowest=float(history.min()) if len(history) else loss,
        middle=float(history[len(history) // 2]) if len(history) else np.inf,
        lowest_epoch=int(history.argmin()) if len(history) else 0,
        right=float((trace.y_pred.argmax(axis=1) == targets).mean()),
        saturated=saturated_share(trace),
        guess=guessing_loss(targets),
        blind=float(np.log(trace.o.shape[1])),
    )
