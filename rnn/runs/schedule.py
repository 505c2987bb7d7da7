"""What may be changed while a network trains: the learning rate and the bounds of the gradient, update by update."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import numpy as np

from rnn.model.optimisers import Clipping
from rnn.model.windows import TrainingState, TrainingWindows
from rnn.runs.change import Change
from rnn.runs.settings import Settings


def with_change(settings: Settings, update: int, name: str, value: float) -> tuple[Change, ...]:
    """Return the changes with one more, of one setting at an update: its own later changes are dropped."""
    kept = [change for change in settings.changes if change.name != name or change.update < update]
    return tuple(sorted([*kept, Change(update, name, float(value))]))


def value_at(settings: Settings, name: str, update: int) -> float:
    """Return the value of a setting when the update of this number, counted from 0, is made."""
    values = [change.value for change in settings.changes if change.name == name and change.update <= update]
    return values[-1] if values else getattr(settings, name)


def clipping_at(settings: Settings, update: int) -> Clipping:
    """Return the bounds of the gradient for an update."""
    return Clipping(value_at(settings, "clip_value", update), value_at(settings, "clip_norm", update))


def next_clipping(settings: Settings, update: int) -> float:
    """Return the first update after this one at which the bounds of the gradient change; infinity if none does."""
    updates = [change.update for change in settings.changes if change.name != "learning_rate"]
    return min((at for at in updates if at > update), default=np.inf)


def rates(settings: Settings, first: int, count: int) -> np.ndarray:
    """Return the learning rates of `count` updates from the update `first` on, (count,).

    Where it decays, update n has the rate that is set for it, times 2^(-n / half_life).
    """
    updates = np.arange(first, first + count)
    shown = np.full(count, settings.learning_rate)
    for change in settings.changes:
        if change.name == "learning_rate":
            shown[updates >= change.update] = change.value
    return shown * 2.0 ** (-updates / settings.half_life) if settings.half_life else shown


def make_updates(
    train: Callable, settings: Settings, windows: TrainingWindows, state: TrainingState, losses: np.ndarray
) -> int:
    """Make as many updates as losses has places, in place, with the rates and bounds of each; return how many are done.

    train  `backend.train`, or one with its signature
    """
    done = 0
    while done < len(losses):
        first = state.update
        count = int(min(len(losses) - done, next_clipping(settings, first) - first))
        rates_now, bounds = rates(settings, first, count), clipping_at(settings, first)
        now = train(state, windows, rates_now, bounds, losses[done : done + count])
        done += now
        if now < count:
            break
    return done


def what_holds_before(settings: Settings, update: int) -> list:
    """Return all that settings say of the updates before this one, to be compared with those of others."""
    values = [getattr(settings, field.name) for field in fields(settings) if field.name != "changes"]
    return [*values, [change for change in settings.changes if change.update < update]]
