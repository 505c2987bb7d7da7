"""How training is going, in one sentence: the first of some rules that holds, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rnn.analysis.loss_units import NATS_PER_CHARACTER, LossUnit
from rnn.monitoring.measurements import SATURATED, SATURATED_SHARE, Measurements

# Where one state of health ends and the next begins. Losses are a character's, in nats.
LEARNT_LOSS = 0.1
EXPLODING_FACTOR = 1.2  # times the loss of the uniform baseline
AT_UNIGRAM_FACTOR = 0.95  # times the loss of the unigram baseline
UNSTABLE_FACTOR = 3.0  # times the smallest loss there ever was
STALLED_FALL = 0.02  # share of the loss that the second half of training has taken off
STALLED_FROM = 20  # updates


@dataclass(frozen=True)
class Diagnosis:
    """One line of health.

    state        the name of the first of RULES that holds
    sentence     what is measured, with its numbers
    what_to_try  what a student can do about it
    is_mendable  whether smaller updates would help: a lower learning rate, or a clipped gradient
    """

    state: str
    sentence: str
    what_to_try: str
    is_mendable: bool


@dataclass(frozen=True)
class Rule:
    """A state, when it holds, what is said of it and advised, and when smaller updates would help.

    The sentence is a format of Measurements, in which loss, lowest, middle, uniform and unigram are in a unit of
    choice, and saturated is in per cent.
    """

    state: str
    holds: Callable[[Measurements], bool]
    sentence: str
    advise: Callable[[Measurements], str]
    is_mendable: Callable[[Measurements], bool] = lambda now: False


def _go_on(now: Measurements) -> str:
    return f"{'Train for more epochs' if now.is_at_end else 'Keep training'}."


def _advise_at_unigram(now: Measurements) -> str:
    if now.is_at_end:
        return "Train for more epochs; if its loss stays there, raise the learning rate or start from larger weights."
    return "Keep training: many networks stay here for a while before they learn from the input."


def _advise_learnt(now: Measurements) -> str:
    longer = "Try a longer text or fewer hidden units, or continue a seed on Generate."
    return (
        longer
        if now.is_held_out or now.unit == "epoch"
        else f"{longer} Hold out part of a text to measure whether it generalises."
    )


def _advise_unstable(now: Measurements) -> str:
    back = f"to {now.unit} {now.lowest_at:,}, where its loss was lowest."
    if not now.rate:
        return f"Go back {back}"
    where = "in a new run" if now.is_at_end else "from here on"
    return f"Lower the learning rate or clip the gradient {where}, or go back {back}"


def _advise_smaller_updates(now: Measurements) -> str:
    if not now.rate:
        return f"Go back to {now.unit} {now.lowest_at:,}, where its loss was lowest."
    return "Lower the learning rate or clip the gradient, in a new run."


def _advise_saturated(now: Measurements) -> str:
    if _was_saturated_at_first(now):
        return "Start from smaller weights, in a new run."
    return _advise_smaller_updates(now)


def _was_saturated_at_first(now: Measurements) -> bool:
    return now.saturated_at_first is not None and now.saturated_at_first > SATURATED_SHARE


def _has_rate(now: Measurements) -> bool:
    return now.rate > 0


def _is_worse_than_uniform(now: Measurements) -> bool:
    return not now.loss < np.inf or now.loss > EXPLODING_FACTOR * now.uniform


def _has_unigram_loss(now: Measurements) -> bool:
    return now.loss > AT_UNIGRAM_FACTOR * now.unigram > 0


def _beats_unigram_accuracy(now: Measurements) -> bool:
    return now.right is not None and now.right > now.most_frequent


def _has_learnt(now: Measurements) -> bool:
    return now.loss < LEARNT_LOSS and now.right == now.steps  # both None where the loss is a mean over many updates


RULES = (
    Rule(
        "diverged",
        lambda now: now.diverged_at is not None,
        "At {unit} {diverged_at:,} its numbers were no longer finite; this is the last frame before",
        _advise_smaller_updates,
        _has_rate,
    ),
    Rule(
        "nothing to learn",
        lambda now: now.uniform == 0,
        "The text has one character only, which every network predicts",
        lambda now: "Give a text with two different characters or more.",
    ),
    Rule(
        "untrained",
        lambda now: now.update == 0,
        "No update has been made yet; the uniform baseline is {uniform}",
        lambda now: "Press Play." if now.rate else "Set a learning rate above 0.",
    ),
    Rule(
        "exploding",
        lambda now: _is_worse_than_uniform(now) and not now.loss <= EXPLODING_FACTOR * now.lowest,
        "Its loss is above the uniform baseline ({uniform}) and has grown: at {unit} {lowest_at:,} it was {lowest}",
        _advise_smaller_updates,
        _has_rate,
    ),
    Rule(
        "worse than uniform",
        _is_worse_than_uniform,
        "Its loss has been above the uniform baseline ({uniform}) from the start",
        lambda now: f"{_go_on(now)} If its loss does not fall, start from smaller weights, in a new run.",
    ),
    Rule(
        "overfitting",
        lambda now: now.overfits_since is not None,
        "Since {unit} {overfits_since:,} its loss on the held-out text has risen, while its train loss has fallen",
        lambda now: (
            f"Go back to {now.unit} {now.overfits_since:,}, or try a longer text or fewer hidden units in a new run."
        ),
    ),
    Rule(
        "learnt",
        _has_learnt,
        "It predicts its training text",
        _advise_learnt,
    ),
    Rule(
        "unstable",
        lambda now: now.loss > max(UNSTABLE_FACTOR * now.lowest, now.lowest + LEARNT_LOSS),
        "Its loss was much lower before: {lowest} at {unit} {lowest_at:,}",
        _advise_unstable,
        _has_rate,
    ),
    Rule(
        "saturated",
        lambda now: now.saturated > SATURATED_SHARE,
        "{saturated} of the activations shown lie beyond ±"
        + f"{SATURATED}, where tanh is nearly flat and passes hardly any gradient back",
        _advise_saturated,
        lambda now: _has_rate(now) and not _was_saturated_at_first(now),
    ),
    Rule(
        "not updated",
        lambda now: now.rate == 0,
        "The learning rate is 0 here, so its weights stay as they are",
        lambda now: "Set a learning rate above 0.",
    ),
    Rule(
        "at the unigram baseline",
        lambda now: _has_unigram_loss(now) and not _beats_unigram_accuracy(now),
        "Its loss is close to the unigram baseline ({unigram}) or above it",
        _advise_at_unigram,
    ),
    Rule(
        "learning",
        _has_unigram_loss,
        "Its loss is still close to the unigram baseline ({unigram}), but its accuracy is above that baseline's "
        "{most_frequent:,} of {steps:,}",
        _go_on,
    ),
    Rule(
        "stalled",
        lambda now: now.update >= STALLED_FROM and now.middle - now.loss < STALLED_FALL * now.middle < np.inf,
        "Since {unit} {middle_at:,} its loss has not fallen by 2 %: it was {middle} there",
        lambda now: (
            "This may be as low as the text allows; if not, try more hidden units, another random seed or another "
            "learning rate."
        ),
    ),
    Rule(
        "learning",
        lambda now: True,
        "For comparison, the unigram baseline is {unigram}",
        _go_on,
    ),
)


def diagnose(now: Measurements, loss_unit: LossUnit = NATS_PER_CHARACTER, steps: int = 1) -> Diagnosis:
    """Say how the network is doing and what to try: the first of RULES that holds.

    loss_unit, steps  what all losses are given in, and the steps of a window
    """
    rule = next(rule for rule in RULES if rule.holds(now))
    names = ("loss", "lowest", "middle", "uniform", "unigram")
    losses = {name: loss_unit.say(getattr(now, name), steps) for name in names}
    seen = rule.sentence.format(**{**vars(now), **losses, "saturated": f"{now.saturated:.0%}"})
    accuracy = "" if now.right is None else f", accuracy {now.right:,} of {now.steps:,}"
    sentence = f"{seen}. {now.of}: loss {losses['loss']}{accuracy}."
    return Diagnosis(rule.state, sentence, rule.advise(now), rule.is_mendable(now))
