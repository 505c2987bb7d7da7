"""How far the next update goes: with the optimiser's memory, its rate and its bounds, on a copy; and its phases."""

from __future__ import annotations

import numpy as np

from rnn.analysis.one_update import OneUpdate, take_apart
from rnn.model.excerpts import window_excerpt
from rnn.model.optimisers import clip, optimiser_named, step
from rnn.model.parameters import Parameters
from rnn.model.windows import TrainingState
from rnn.runs.run import Run
from rnn.runs.schedule import clipping_at, rates
from rnn.runs.settings import Settings


def clipped(gradients: Parameters, settings: Settings, update: int) -> Parameters:
    """Return the gradients within the bounds that hold for an update, counted from 0."""
    return Parameters(
        clip(gradients.theta, clipping_at(settings, update)), gradients.hidden_size, gradients.vocabulary_size
    )


def next_change(state: TrainingState, gradients: Parameters, settings: Settings) -> Parameters:
    """Return by how much the next update changes each parameter, if these are its gradients. Nothing is changed.

    In plain gradient descent it is -learning_rate · gradients; the other optimisers add what they remember.
    """
    after, update = state.copy(), state.update
    bounded = clipped(gradients, settings, update).theta
    rate = rates(settings, update, 1)[0]
    with np.errstate(over="ignore", invalid="ignore"):
        step(optimiser_named(settings.optimiser), after.parameters.theta, after.memory, bounded, rate, update + 1)
        change = after.parameters.theta - state.parameters.theta
    return Parameters(change, gradients.hidden_size, gradients.vocabulary_size)


def half_steps(run: Run, state: TrainingState) -> OneUpdate:
    """Return the phases of the run's update from a state of it, to the last bit. Neither is changed.

    None is made at the end of the film, and where its numbers would not be finite.
    """
    update = state.update
    window = window_excerpt(run.windows, update % run.windows.count)
    is_carried = len(state.a) > 0 and window.first > 0
    a_start = state.a.copy() if is_carried else np.zeros(state.parameters.hidden_size)
    after = state.copy()
    is_made = update < run.settings.updates and run.make_updates(after, np.empty(1)) == 1
    return take_apart(
        state.parameters,
        after.parameters.copy() if is_made else None,
        window,
        a_start,
        clipping_at(run.settings, update),
        float(rates(run.settings, update, 1)[0]),
    )
