"""Runs advanced in pieces, and the same updates made one by one, for tests of what training keeps."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from rnn.model import backend, numpy_training
from rnn.model.windows import TrainingState
from rnn.runs.change import Change
from rnn.runs.run import Run
from rnn.runs.schedule import clipping_at, rates
from rnn.runs.settings import Settings

ROSE = "a rose is a rose is a rose"
PLAIN = Settings(text=ROSE, target="next", hidden_size=5, learning_rate=0.05, initial_scale=0.3, epochs=60, window=4)
RICH = replace(
    PLAIN,
    optimiser="adam",
    clip_norm=1.0,
    half_life=90,
    initialisation="orthogonal",
    held_out=0.1,
    changes=(
        Change(40, "clip_value", 0.05),
        Change(40, "learning_rate", 0.1),
        Change(133, "clip_norm", 0.0),
        Change(201, "learning_rate", 0.02),
    ),
)
sources = pytest.mark.parametrize("train", [backend.train, numpy_training.train], ids=["kernel", "numpy"])


def advanced(settings: Settings, train, pieces) -> Run:
    """Return a new run, advanced by these numbers of epochs, piece by piece."""
    run = Run(settings, train)
    for epochs in pieces:
        run.advance(epochs=epochs)
    return run


@cache
def one_by_one(settings: Settings, train) -> list[TrainingState]:
    """Return the progress after 0, 1, 2, ... updates, each of them a single call: the film has no part in it."""
    run = Run(settings, train)
    state = TrainingState.begin(run.parameters, run.windows)
    made = [state.copy()]
    for update in range(settings.updates):
        train(state, run.windows, rates(settings, update, 1), clipping_at(settings, update), np.empty(1))
        made.append(state.copy())
    return made


def thetas(settings: Settings, train=backend.train) -> list[np.ndarray]:
    """Return theta after 0, 1, 2, ... updates, made one by one."""
    return [state.parameters.theta for state in one_by_one(settings, train)]


def stopping_at(last: int, train=backend.train):
    """Return a source of updates that reports numbers that are not finite at update `last`, and leaves NaN behind."""

    def train_until(state, windows, rates, clipping, losses):
        done = train(state, windows, rates, clipping, losses[: max(0, last - state.update)])
        if done < len(losses):
            state.flat[:] = np.nan
        return done

    return train_until


def flats(run: Run) -> list[np.ndarray]:
    """Return all that training changed, frame by frame: parameters, what the optimiser keeps, the state carried."""
    return [run.film.state(index).flat for index in range(len(run.film))]
