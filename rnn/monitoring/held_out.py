"""The loss on text that the network was not trained on, along the film: does it generalise, or overfit?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.analysis.baselines import bigram
from rnn.analysis.loss_units import LossUnit
from rnn.model.network import cross_entropy, forward
from rnn.model.parameters import Parameters
from rnn.model.windows import TrainingState
from rnn.monitoring.frame_scan import FrameScan
from rnn.monitoring.loss_curve import losses_at
from rnn.runs.run import Run

MOST_STEPS = 2000
WORSE = 0.01  # share of the smallest loss by which it must have risen to be called so
LEAST_RISE = 0.01  # nats per character, likewise

NOTHING_HELD_OUT, NOT_MEASURED, NOT_FINITE = "nothing held out", "not measured", "not finite"
NOT_RISEN, OVERFITTING, BOTH_ROSE = "not risen", "overfitting", "both rose"


@dataclass(frozen=True)
class Verdict:
    """What the loss on the text held out shows. Losses are a character's, in nats.

    kind       one of the six above
    at         the update at which it was last measured
    loss, train_loss  on the text held out, and in training, both there
    best_at    the update at which the loss on the text held out was lowest
    """

    kind: str
    at: int = 0
    loss: float = np.nan
    train_loss: float = np.nan
    best_at: int = 0


class HeldOut:
    """A run's loss on the first 2,000 steps, at most, of what is held out: at frames of its film, coarse first.

    steps  how many; 0 where nothing is held out
    bigram  the loss there of a table of pairs counted on the training text, each pair once more, in nats per character
    """

    def __init__(self, run: Run):
        inputs, targets = run.held_out_steps()
        self._run, self._inputs, self._targets = run, inputs[:MOST_STEPS], targets[:MOST_STEPS]
        self.steps = len(self._inputs)
        self.bigram = np.nan
        if self.steps:
            self.bigram = bigram(run.inputs, run.targets, len(run.vocabulary)).loss(self._inputs, self._targets)
        self._survey = FrameScan(run, self._measure)

    @property
    def is_complete(self) -> bool:
        """Whether there is nothing left to measure."""
        return not self.steps or self._survey.is_complete

    @property
    def updates(self) -> np.ndarray:
        """The updates measured so far, (n,), rising."""
        return self._survey.updates

    @property
    def losses(self) -> np.ndarray:
        """The loss of a character there, (n,), in nats."""
        return np.array(self._survey.findings, dtype=float)

    def train_loss(self, update: int) -> float:
        """Return the train loss of a character, in nats, at an update that the run has made."""
        return float(losses_at(self._run, np.array([update]))[0])

    def measure(self, seconds: float) -> None:
        """Measure frames that are there, for about this many seconds; at least one if any is left."""
        if self.steps:
            self._survey.go_on(seconds)

    def loss_of(self, parameters: Parameters) -> float:
        """Return the loss of a character, in nats, with these parameters; it begins in the state 0."""
        windows = self._run.windows
        length = self.steps if windows.carries else windows.length
        nats = [
            cross_entropy(
                forward(parameters, self._inputs[first : first + length]).y_pred, self._targets[first : first + length]
            )
            for first in range(0, self.steps, length)
        ]
        return sum(nats) / self.steps

    def _measure(self, state: TrainingState) -> float:
        with np.errstate(over="ignore", invalid="ignore"):
            return self.loss_of(state.parameters)


def judge(held_out: HeldOut, update: int) -> Verdict:
    """Hold the loss on the text held out, where it was last measured, against the lowest before and the train loss.

    update  of the playhead; what is measured after it is left out
    """
    if not held_out.steps:
        return Verdict(NOTHING_HELD_OUT)
    until = held_out.updates <= update
    losses, updates = np.maximum(held_out.losses[until], 0), held_out.updates[until]
    if not len(losses):
        return Verdict(NOT_MEASURED)
    if not np.isfinite(losses[-1]):
        return Verdict(NOT_FINITE, int(updates[-1]))
    best, here = int(np.nanargmin(losses)), float(losses[-1])
    at, best_at = int(updates[-1]), int(updates[best])
    train, train_then = max(held_out.train_loss(at), 0.0), held_out.train_loss(best_at)
    has_risen = here - losses[best] > max(WORSE * losses[best], LEAST_RISE)
    kind = NOT_RISEN if not has_risen else OVERFITTING if train < train_then else BOTH_ROSE
    return Verdict(kind, at, here, train, best_at)


def describe(verdict: Verdict, held_out: HeldOut, run_unit: str, loss_unit: LossUnit, steps: int) -> str:
    """Return what was found on the text held out, in a sentence or two.

    run_unit          what the film counts, "epoch" or "update"
    loss_unit, steps  what losses are given in, and the steps of a window
    """
    if verdict.kind == NOTHING_HELD_OUT:
        return "Nothing is held out, so whether it generalises to other text cannot be measured."
    if verdict.kind == NOT_MEASURED:
        return "Its loss on the held-out text is not measured yet."
    at = f"at {run_unit} {verdict.at:,}"
    if verdict.kind == NOT_FINITE:
        return f"Its loss on the held-out text is not a finite number {at}."
    here, train, table = (loss_unit.say(nats, steps) for nats in (verdict.loss, verdict.train_loss, held_out.bigram))
    sentence = (
        f"Held-out text ({held_out.steps:,} characters), last measured {at}: {here}; train loss there: {train}. "
        f"The bigram baseline, counted on the training text, has {table} on the held-out text."
    )
    if verdict.kind == NOT_RISEN:
        return f"{sentence} The held-out loss has not risen so far."
    since = f"{sentence} The held-out loss was lowest at {run_unit} {verdict.best_at:,} and has risen since"
    if verdict.kind == OVERFITTING:
        return f"{since}, while the train loss has fallen: it overfits."
    return f"{since}, and the train loss has not fallen either: that is not overfitting."
