"""What to do about a run whose updates are too large: two knobs, and how far to turn them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rnn.runs.schedule import value_at
from rnn.runs.settings import Settings

CLIP_NORM = 5.0


@dataclass(frozen=True)
class SuggestedFix:
    """A knob, the value to turn it to, and that in words: a label for a button, and a sentence on what it does."""

    name: str
    value: float
    label: str
    what_it_does: str


def suggested_fixes(settings: Settings, update: int) -> tuple[SuggestedFix, SuggestedFix]:
    """Return two remedies against exploding, from where the knobs stand at an update.

    A tenth of the learning rate; and the gradient clipped to length 5, or to a fifth of where that is done already.
    """
    rate = value_at(settings, "learning_rate", update)
    norm = value_at(settings, "clip_norm", update)
    lower = float(f"{rate / 10:.12g}")
    bound = CLIP_NORM if norm == 0 or norm > CLIP_NORM else float(f"{norm / 5:.12g}")
    return (
        SuggestedFix(
            "learning_rate", lower, "Learning rate ÷ 10", f"Sets the learning rate from {rate:g} to {lower:g}."
        ),
        SuggestedFix(
            "clip_norm",
            bound,
            f"Clip gradient at {bound:g}",
            f"Shrinks every gradient longer than {bound:g} to that length.",
        ),
    )


def from_the_start(settings: Settings, fix: SuggestedFix) -> Settings:
    """Return the settings with the remedy from the first update on; later turns of that knob are forgotten."""
    kept = tuple(change for change in settings.changes if change.name != fix.name)
    return replace(settings, changes=kept, **{fix.name: fix.value})
