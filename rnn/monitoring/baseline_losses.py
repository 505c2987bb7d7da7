"""What counting alone would reach on a run's text, to hold the network's loss against."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.analysis.baselines import Baseline, bigram, uniform, unigram
from rnn.analysis.loss_units import LossUnit
from rnn.runs.run import Run

CLOSE = 1e-9  # losses that differ by less are the same


@dataclass(frozen=True)
class BaselineLosses:
    """Losses of models that count, a character's in nats, in falling order.

    uniform     of one that gives every character the same probability: ln K
    unigram  of one that knows how often each character is the target: no model blind to the input does better
    bigram       of one that knows how often each target goes with each input: no model without memory does better
    models       the three, by these names, to draw texts from

    Both are counted on the very text that they are held against, with nothing added: bounds, not forecasts.
    """

    uniform: float
    unigram: float
    bigram: float
    models: dict[str, Baseline]

    @property
    def levels(self) -> dict[str, float]:
        """The three losses by their names; those that are the same under one name."""
        if self.uniform - self.unigram < CLOSE:
            return {"guessing = frequencies": self.uniform, "pairs": self.bigram}
        return {"guessing": self.uniform, "frequencies": self.unigram, "pairs": self.bigram}


def measure_baselines(run: Run) -> BaselineLosses:
    """Count characters and pairs on what the run is trained on."""
    inputs, targets, K = run.inputs, run.targets, len(run.vocabulary)
    models = {
        "Guessing": unigram(targets[:0], K),
        "Frequencies": unigram(targets, K, added=0),
        "Pairs": bigram(inputs, targets, K, added=0),
    }
    return BaselineLosses(
        uniform(K), *(models[name].loss(inputs, targets) for name in ("Frequencies", "Pairs")), models
    )


def compare(loss: float, baseline_losses: BaselineLosses, target: str, unit: LossUnit, steps: int) -> str:
    """Say in a sentence or two whether the network has learnt more than counts.

    loss    the network's, a character's in nats     target  the task, "copy" or "next"
    unit, steps  what the numbers are told in
    """
    here, table = unit.say(loss, steps), unit.say(baseline_losses.bigram, steps)
    known = {"next": "which character follows which", "copy": "which character answers which"}[target]
    if loss < baseline_losses.bigram - CLOSE:
        return f"At {here} it is below pairs ({table}): it knows more than {known}, so its state remembers something."
    if baseline_losses.bigram < CLOSE:
        rest = f"A table of pairs would make no mistake here: to know {known} is enough, no memory is needed."
    else:
        rest = f"A table of {known} would do better ({table})."
    if loss < baseline_losses.unigram - CLOSE:
        return f"At {here} it knows more than how often each character occurs. {rest}"
    if loss < baseline_losses.uniform - CLOSE:
        share = unit.say(baseline_losses.unigram, steps)
        return f"At {here} it is better than a blind guess, but counting characters alone would do better ({share})."
    return f"At {here} it does no better than a blind guess among {round(np.exp(baseline_losses.uniform))} characters."
