"""What to do about a run whose updates are too large: two settings, and what to set them to."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rnn.runs.schedule import value_at
from rnn.runs.settings import Settings

CLIP_NORM = 5.0


@dataclass(frozen=True)
class SuggestedFix:
    """A setting to change.

    name, value   the setting, and its new value
    label         for a button
    what_it_does  a sentence
    can_help      whether it makes updates smaller
    """

    name: str
    value: float
    label: str
    what_it_does: str
    can_help: bool


def suggested_fixes(
    settings: Settings, update: int, gradient_length: float = np.inf
) -> tuple[SuggestedFix, SuggestedFix]:
    """Return two fixes for updates that are too large, given the settings in force at an update.

    A tenth of the learning rate; and the gradient clipped to length 5, or to a fifth of its length where it is no
    longer than that, or is clipped already.

    gradient_length  of the gradient before clipping, which the bound is to shorten
    """
    rate = value_at(settings, "learning_rate", update)
    lower = float(f"{rate / 10:.12g}")
    bound = _bound(value_at(settings, "clip_norm", update), gradient_length)
    return (
        SuggestedFix(
            "learning_rate",
            lower,
            "Learning rate ÷ 10",
            f"Sets the learning rate from {rate:g} to {lower:g}." if lower < rate else "The learning rate is 0 here.",
            lower < rate,
        ),
        SuggestedFix(
            "clip_norm",
            bound,
            f"Clip gradient at {bound:g}",
            f"Shortens every gradient longer than {bound:g} to that length." if bound else "The gradient is 0 here.",
            bound > 0 and rate > 0,
        ),
    )


def _bound(clip_norm: float, length: float) -> float:
    """Return a bound that is shorter than the gradient is after clipping to clip_norm, 0 being no clipping."""
    clipped = min(np.nan_to_num(length, nan=np.inf, posinf=np.inf), clip_norm or np.inf)
    return CLIP_NORM if clipped > CLIP_NORM else float(f"{clipped / 5:.1g}")


def from_the_start(settings: Settings, fix: SuggestedFix) -> Settings:
    """Return the settings with the fix from the first update on; later changes of that setting are forgotten."""
    kept = tuple(change for change in settings.changes if change.name != fix.name)
    return replace(settings, changes=kept, **{fix.name: fix.value})
