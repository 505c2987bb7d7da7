"""What counting alone would reach on a run's text, to hold the network's loss against."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.analysis.baselines import Baseline, frequencies, guessing, pairs
from rnn.analysis.loss_units import LossUnit
from rnn.runs.run import Run

CLOSE = 1e-9  # losses that differ by less are the same


@dataclass(frozen=True)
class Yardsticks:
    """Losses of models that count, a character's in nats, in falling order.

    guessing     of one that gives every character the same probability: ln K
    frequencies  of one that knows how often each character is the target: no model blind to the input does better
    pairs        of one that knows how often each target goes with each input: no model without memory does better
    models       the three, by these names, to draw texts from

    Both are counted on the very text that they are held against, with nothing added: bounds, not forecasts.
    """

    guessing: float
    frequencies: float
    pairs: float
    models: dict[str, Baseline]

    @property
    def levels(self) -> dict[str, float]:
        """The three losses by their names; those that are the same under one name."""
        if self.guessing - self.frequencies < CLOSE:
            return {"guessing = frequencies": self.guessing, "pairs": self.pairs}
        return {"guessing": self.guessing, "frequencies": self.frequencies, "pairs": self.pairs}


def measure_yardsticks(run: Run) -> Yardsticks:
    """Count characters and pairs on what the run is trained on."""
    inputs, targets, K = run.inputs, run.targets, len(run.vocabulary)
    models = {
        "Guessing": frequencies(targets[:0], K),
        "Frequencies": frequencies(targets, K, added=0),
        "Pairs": pairs(inputs, targets, K, added=0),
    }
    return Yardsticks(guessing(K), *(models[name].loss(inputs, targets) for name in ("Frequencies", "Pairs")), models)


def compare(loss: float, yardsticks: Yardsticks, target: str, unit: LossUnit, steps: int) -> str:
    """Say in a sentence or two whether the network has learnt more than counts.

    loss    the network's, a character's in nats     target  the task, "copy" or "next"
    unit, steps  what the numbers are told in
    """
    here, table = unit.say(loss, steps), unit.say(yardsticks.pairs, steps)
    known = {"next": "which character follows which", "copy": "which character answers which"}[target]
    if loss < yardsticks.pairs - CLOSE:
        return f"At {here} it is below pairs ({table}): it knows more than {known}, so its state remembers something."
    if yardsticks.pairs < CLOSE:
        rest = f"A table of pairs would make no mistake here: to know {known} is enough, no memory is needed."
    else:
        rest = f"A table of {known} would do better ({table})."
    if loss < yardsticks.frequencies - CLOSE:
        return f"At {here} it knows more than how often each character occurs. {rest}"
    if loss < yardsticks.guessing - CLOSE:
        share = unit.say(yardsticks.frequencies, steps)
        return f"At {here} it is better than a blind guess, but counting characters alone would do better ({share})."
    return f"At {here} it does no better than a blind guess among {round(np.exp(yardsticks.guessing))} characters."
