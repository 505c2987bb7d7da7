"""Training with `network.py` and `optimisers.py`: to be read, and what trains where no compiled kernel is at hand."""

from __future__ import annotations

import numpy as np

from rnn.model.network import backward, cross_entropy, forward
from rnn.model.optimisers import Clipping, clip, step
from rnn.model.windows import TrainingState, TrainingWindows


def train(
    state: TrainingState, windows: TrainingWindows, rates: np.ndarray, clipping: Clipping, losses: np.ndarray
) -> int:
    """Make as many updates, in place, as losses has places (plain NumPy).

    Arguments and what is returned are those of `kernel.train`.
    """
    with np.errstate(over="ignore", invalid="ignore"):  # a diverging run shows in its numbers, not by warnings
        for n in range(len(losses)):
            here = windows.window_span(state.update)
            inputs, targets = windows.inputs[here], windows.targets[here]
            parameters = state.parameters
            trace = forward(parameters, inputs, state.a.copy() if len(state.a) and here.start else None)
            loss = cross_entropy(trace.y_pred, targets)
            if not np.isfinite(loss):
                return n
            losses[n] = loss
            g = clip(backward(parameters, trace, inputs, targets).theta, clipping)
            step(windows.optimiser, parameters.theta, state.memory, g, rates[n], state.update + 1)
            if not np.isfinite(parameters.theta).all():
                return n
            state.a[:] = trace.a[-1, : len(state.a)]
            state.update += 1
    return len(losses)
