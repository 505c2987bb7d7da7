"""The loss on text that the network was not trained on, along the film: does it learn, or learn by heart?"""

from __future__ import annotations

import numpy as np

from rnn.analysis.baselines import bigram
from rnn.model.network import cross_entropy, forward
from rnn.model.parameters import Parameters
from rnn.model.windows import TrainingState
from rnn.monitoring.frame_scan import FrameScan
from rnn.monitoring.loss_curve import losses_at
from rnn.runs.run import Run

MOST_STEPS = 2000
WORSE = 0.01  # share of the smallest loss by which it must have risen to be called so


class HeldOut:
    """A run's loss on the first 2,000 steps, at most, of what is held out: at frames of its film, coarse first.

    steps  how many; 0 where nothing is held out
    bigram  the loss there of a table of pairs counted on the training text, each pair once more, in nats a character
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
        """Measure frames that are there, for about so many seconds; at least one if any is left."""
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


def judge(held_out: HeldOut, update: int, train_loss: float, unit: str) -> str:
    """Say how much worse the network is on unseen text, and since when that grows.

    update      where the playhead stands; what is measured after it is left out
    train_loss  of a character in nats there     unit  what the film counts, "epoch" or "update"
    """
    if not held_out.steps:
        return "Nothing is held out, so nobody can tell whether it learns or learns by heart."
    until = held_out.updates <= update
    losses, updates = held_out.losses[until], held_out.updates[until]
    if not len(losses) or not np.isfinite(losses[-1]):
        return "Its loss on the text held out is not measured yet."
    here, best = losses[-1], int(np.nanargmin(losses))
    gap = (here - train_loss) / np.log(2)
    seen = f"{abs(gap):.2f} bits {'worse' if gap >= 0 else 'better'}"
    sentence = f"On the {held_out.steps:,} characters held out it takes {here / np.log(2):.2f} bits a character: {seen}"
    sentence += f" than in training. A table of pairs takes {held_out.bigram / np.log(2):.2f} there."
    if here <= losses[best] * (1 + WORSE):
        return f"{sentence} It does not rise: no overfitting so far."
    sentence += f" It was best at {unit} {updates[best]:,} and has risen since"
    if train_loss < held_out.train_loss(updates[best]):
        return f"{sentence}, while the loss in training fell: it overfits, it learns by heart."
    return f"{sentence}, but so has the loss in training: this is no overfitting, it has come off its way."
