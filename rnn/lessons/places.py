"""Where in a picture a choice lies, so that what was predicted and what the network did can be compared there."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, inf
from typing import NamedTuple

import numpy as np

from rnn.lessons.outcomes import (
    A_TENTH,
    AS_MANY,
    COMPARED_EPOCHS,
    DISTANCES,
    SEED_LENGTH,
    WRITTEN,
    correct_when_taught,
    loss_after,
)
from rnn.monitoring.baseline_losses import measure_baselines
from rnn.monitoring.loss_curve import losses_at
from rnn.runs.run import Run

UNKNOWN, RIGHT, WRONG = "?", "✓", "✗"


class LossRange(NamedTuple):
    """The losses that a choice stands for, from the lowest to the highest, in nats over the window, at an update.

    Where both are infinite, there is no finite loss.
    """

    update: int
    lowest: float
    highest: float


Where = LossRange | float | tuple[str, ...]


class Place(NamedTuple):
    """The picture that a choice is drawn into, and what finds where in it, of a run and the choice from 0.

    Into the picture "loss" a LossRange is drawn; into "decay" a distance in characters; into "text" a character or a
    mark for each character that is generated, from the first on.
    """

    picture: str
    find: Callable[[Run, int], Where]


def lower_or_higher(run: Run, choice: int) -> LossRange:
    """Return the losses below the first one, those above it, or none that is finite."""
    first = float(losses_at(run, np.array([0]))[0]) * run.settings.window_steps
    return _range(choice, 0.0, first, inf)


def lower_when_clipped(run: Run, choice: int) -> LossRange:
    """Return the losses below a tenth of that without clipping, those from there to it, or those above."""
    loss = loss_after(run, clip_norm=0.0, clip_value=0.0)
    return _range(choice, 0.0, A_TENTH * loss, loss, inf)


def beside_the_table(run: Run, choice: int) -> LossRange:
    """Return the losses below that of a table that counts pairs, or those above it."""
    return _range(choice, 0.0, measure_baselines(run).bigram * run.settings.window_steps, inf)


def distance_of(_run: Run, choice: int) -> float:
    """Return how far back the first letter is over the dots of a choice; 0 for none."""
    return float((-1, *DISTANCES)[choice] + 1)


def as_copied(run: Run, choice: int) -> tuple[str, ...]:
    """Return the last letter of the seed again and again, the text as it goes on, or marks for neither."""
    text = run.settings.characters
    last, goes_on = text[SEED_LENGTH - 1], text[SEED_LENGTH : SEED_LENGTH + WRITTEN]
    return ((last,) * WRITTEN, tuple(goes_on), (UNKNOWN,) * WRITTEN)[choice]


def as_many_correct(run: Run, choice: int) -> tuple[str, ...]:
    """Return a mark for each letter that has to be right or wrong at least, if the wrong ones come last."""
    correct, T = ceil(AS_MANY * correct_when_taught(run)), run.settings.window_steps
    return (RIGHT,) * correct if choice == 0 else ("",) * (correct - 1) + (WRONG,) * (T - correct + 1)


def _range(choice: int, *bounds: float) -> LossRange:
    """Return the range of a choice from 0: that between two bounds, or beyond the last."""
    lowest, highest = [*bounds, bounds[-1]][choice : choice + 2]
    return LossRange(COMPARED_EPOCHS, lowest, highest)


PLACES = {
    "without_clipping": Place("loss", lower_or_higher),
    "with_clipping": Place("loss", lower_when_clipped),
    "network_or_table": Place("loss", beside_the_table),
    "remembers_over": Place("decay", distance_of),
    "copier_writes": Place("text", as_copied),
    "free_running": Place("text", as_many_correct),
}
