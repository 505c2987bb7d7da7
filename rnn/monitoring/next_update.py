"""How far the next update goes: with the optimiser's memory, its rate and its bounds, on a copy."""

from __future__ import annotations

import numpy as np

from rnn.model.optimisers import clip, optimiser_named, step
from rnn.model.parameters import Parameters
from rnn.model.windows import TrainingState
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
