"""The train loss along a film, a character's: as it is, or as a trailing mean where one update sees one window only.

A film may have 2,000,000 updates, so that only what is drawn is worked out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.model.excerpts import read_window
from rnn.model.network import cross_entropy
from rnn.model.windows import TrainingWindows
from rnn.runs.run import Run

MOST_POINTS = 400
LATELY_UPDATES = 100


@dataclass(frozen=True)
class LossCurves:
    """The train loss of a run at updates spread evenly over an axis. Losses are a character's, in nats.

    at        (n,) the updates, counted from 0      train  (n,) the loss of each one's window, before the update
    after     (n,) the notebook's test loss: after the update; None where there are many windows
    mean      (n,) the mean of the last updates, with this one; None where one window holds the whole text
    mean_of   how many updates a mean is of         window how many steps an update looks at
    unit, end, diverged_at  of the run: "epoch" or "update", the film's last update, where it diverged or None
    """

    at: np.ndarray
    train: np.ndarray
    after: np.ndarray | None
    mean: np.ndarray | None
    mean_of: int
    window: int
    unit: str
    end: int
    diverged_at: int | None


def read_curves(run: Run, is_logarithmic: bool) -> LossCurves:
    """Read the curves of as much of a run as is trained, at 400 updates at most."""
    at = even_updates(run.update, is_logarithmic)
    is_whole = run.windows.count == 1
    later = losses_at(run, at + 1)
    return LossCurves(
        at,
        single_losses(run, at),
        later if is_whole else None,
        None if is_whole else later,
        updates_averaged(run.windows),
        run.windows.length,
        run.unit,
        run.settings.updates,
        run.diverged_at,
    )


def even_updates(count: int, is_logarithmic: bool) -> np.ndarray:
    """Return at most about 400 of the updates 0 to count - 1, even on the axis (of n + 1), the last among them."""
    if count == 0:
        return np.array([], dtype=int)
    even = np.geomspace(1, count, MOST_POINTS) - 1 if is_logarithmic else np.linspace(0, count - 1, MOST_POINTS)
    return np.unique(np.rint(even).astype(int))


def updates_averaged(windows: TrainingWindows) -> int:
    """Return how many updates a trailing mean is of: 100, or one pass over the text if that has fewer."""
    return min(LATELY_UPDATES, windows.count)


def steps_before(windows: TrainingWindows, updates: np.ndarray) -> np.ndarray:
    """Return how many steps of the text the first updates have looked at, for each of updates (n,)."""
    passes, whole = np.divmod(updates, windows.count)
    return passes * len(windows.inputs) + whole * windows.length  # only a pass ends in a shorter window


def single_losses(run: Run, updates: np.ndarray) -> np.ndarray:
    """Return the train loss of a character, in nats, in the windows of these updates (n,), counted from 0."""
    return run.losses[updates] / (steps_before(run.windows, updates + 1) - steps_before(run.windows, updates))


def mean_losses(run: Run, updates: np.ndarray) -> np.ndarray:
    """Return the train loss of a character, in nats, averaged over the last updates before each of updates (n,).

    updates  1 or more each, as far as the run is; the mean is over `updates_averaged`, or over all there are
    """
    losses, span = run.losses, updates_averaged(run.windows)
    back = updates[:, None] - 1 - np.arange(span)
    nats = np.where(back >= 0, losses[np.maximum(back, 0)], 0.0).sum(axis=1)
    steps = steps_before(run.windows, updates) - steps_before(run.windows, np.maximum(updates - span, 0))
    return nats / steps


def recent_loss(run: Run, update: int) -> float:
    """Return the train loss of a character in bits, averaged over the last updates before one: 100, or one pass.

    Where no update was made yet it is the loss of the first window.
    """
    nats = mean_losses(run, np.array([update]))[0] if update else _first_loss(run)
    return float(nats / np.log(2))


def losses_at(run: Run, updates: np.ndarray) -> np.ndarray:
    """Return the train loss of a character, in nats, of the network after each of updates (n,).

    Where one window holds the whole text it is the loss itself; else the mean of the last updates, and before the
    first one the loss of the first window.
    """
    if run.windows.count > 1:
        nats = np.full(len(updates), np.nan)
        nats[updates > 0] = mean_losses(run, updates[updates > 0])
        if (updates == 0).any():
            nats[updates == 0] = _first_loss(run)
        return nats
    losses, last = run.losses, run.update
    nats = losses[np.minimum(updates, last - 1)] if last else np.zeros(len(updates))
    if (updates == last).any():
        nats = np.where(updates == last, run.loss_now(), nats)
    return nats / len(run.inputs)


def block_means(run: Run, update: int) -> tuple[np.ndarray, int]:
    """Return the train loss of a character in nats, averaged over one block of updates after the other, (n,).

    Also how many updates a block has: one where one window holds the whole text. What is left over before `update`
    is left out.
    """
    span = updates_averaged(run.windows)
    blocks = update // span
    ends = steps_before(run.windows, np.arange(blocks + 1) * span)
    return run.losses[: blocks * span].reshape(blocks, span).sum(axis=1) / np.diff(ends), span


def _first_loss(run: Run) -> float:
    """Return the loss of a character, in nats, in the first window, of the network before the first update."""
    if run.update:
        return float(run.losses[0]) / run.windows.length
    trace = read_window(run.parameters, run.windows, 0)
    return cross_entropy(trace.y_pred, run.windows.targets[run.windows.window_span(0)]) / run.windows.length
