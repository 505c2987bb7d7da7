"""What counting alone would reach on a run's text, to hold the network's loss against."""

from __future__ import annotations

from dataclasses import dataclass

from rnn.analysis.baselines import Baseline, bigram, uniform, unigram
from rnn.analysis.loss_units import LossUnit
from rnn.runs.run import Run

CLOSE = 1e-9  # losses that differ by less are the same
BELOW = 0.995  # share of a baseline: what is lower is clearly below it


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
            return {"uniform = unigram": self.uniform, "bigram": self.bigram}
        return {"uniform": self.uniform, "unigram": self.unigram, "bigram": self.bigram}


def measure_baselines(run: Run) -> BaselineLosses:
    """Count characters and pairs on what the run is trained on."""
    inputs, targets, K = run.inputs, run.targets, len(run.vocabulary)
    models = {
        "Uniform": unigram(targets[:0], K),
        "Unigram": unigram(targets, K, added=0),
        "Bigram": bigram(inputs, targets, K, added=0),
    }
    return BaselineLosses(uniform(K), *(models[name].loss(inputs, targets) for name in ("Unigram", "Bigram")), models)


def compare_with_baselines(
    loss: float, baseline_losses: BaselineLosses, target: str, unit: LossUnit, steps: int
) -> str:
    """Return a sentence or two on whether the network has learnt more than counts.

    loss    the network's train loss, a character's in nats     target  the task, "copy" or "next"
    unit, steps  what the losses are given in, and the steps of a window
    """
    names = "uniform", "unigram", "bigram"
    here, *levels = (unit.say(nats, steps) for nats in (loss, *(getattr(baseline_losses, name) for name in names)))
    uniform, unigram, bigram = levels
    known = {"next": "which character follows which", "copy": "which target belongs to which input"}[target]
    if baseline_losses.uniform < CLOSE:
        return "The text has one character only: every baseline predicts it, and so does the network."
    if loss < BELOW * baseline_losses.bigram - CLOSE:
        return (
            f"Train loss {here}: below the bigram baseline ({bigram}). It knows more than {known}, so its hidden "
            "state remembers something."
        )
    if baseline_losses.bigram < CLOSE:
        rest = "The bigram baseline makes no mistake here, so no memory is needed."
    else:
        rest = f"It is not clearly below the bigram baseline, which knows {known} ({bigram})."
    if loss < BELOW * baseline_losses.unigram:
        return f"Train loss {here}: below the unigram baseline ({unigram}). {rest}"
    if loss < BELOW * baseline_losses.uniform:
        but = f"not clearly below the unigram one ({unigram})"
        return f"Train loss {here}: below the uniform baseline ({uniform}), but {but}."
    return f"Train loss {here}: not clearly below the uniform baseline ({uniform})."
