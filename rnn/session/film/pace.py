"""How fast the film plays: so many frames a second, or the slower the more the loss changes."""

from __future__ import annotations

import numpy as np

from rnn.monitoring.loss_curve import losses_at
from rnn.runs.run import Run

BY_CHANGE = "by change"
PACES = {"slow": 3.0, "normal": 12.0, "fast": 40.0, BY_CHANGE: 60.0}  # frames a second; by change: at most
SECONDS_A_BIT = 0.8


def frame_seconds(run: Run, pace: str, frame: int) -> float:
    """Return for how many seconds a frame of the film is shown at a pace, by its name in PACES.

    By change it is shown the longer the more the loss of a character, in bits, differs from the frame before: a film
    in which the loss falls by 4.7 bits takes 4 seconds for that, and 3 for the frames in which nothing happens.
    """
    seconds = 1 / PACES[pace]
    if pace != BY_CHANGE or frame == 0:
        return seconds
    before, here = losses_at(run, run.film.updates[frame - 1 : frame + 1])
    change = abs(here - before) / np.log(2)
    return seconds + SECONDS_A_BIT * float(min(change, 1.0)) if np.isfinite(change) else seconds


def describe_speed(run: Run, goal: int | None, is_moving: bool, is_playing: bool, updates_per_second: float) -> str:
    """Return what a run is doing, in a sentence or two: its speed while it trains, and what it is on its way to."""
    unit, towards = run.unit, "" if goal is None else f" On the way to {run.unit} {goal:,}."
    if run.diverged_at is not None:
        return f"It diverged at {unit} {run.diverged_at:,}: its numbers were no longer finite."
    if not is_moving:
        return f"At rest; trained up to {unit} {run.update:,}."
    if updates_per_second:
        return f"Training at {updates_per_second:,.0f} {unit}s a second.{towards}"
    return f"{'Playing; trained' if is_playing else 'Trained'} up to {unit} {run.update:,}.{towards}"
