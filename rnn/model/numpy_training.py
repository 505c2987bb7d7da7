"""Training with `network.py` and `optimisers.py`: to be read, and what trains where no compiled kernel is at hand."""

from __future__ import annotations

import numpy as np

from rnn.model.network import backward, cross_entropy, forward
from rnn.model.optimisers import Clipping, clip, step
from rnn.model.windows import Course, Progress


def train(progress: Progress, course: Course, rates: np.ndarray, clipping: Clipping, losses: np.ndarray) -> int:
    """Make as many updates, in place, as losses has places (plain NumPy).

    Arguments and what is returned are those of `kernel.train`.
    """
    with np.errstate(over="ignore", invalid="ignore"):  # a diverging run is told by its numbers, not by warnings
        for n in range(len(losses)):
            here = course.window_at(progress.update)
            inputs, targets = course.inputs[here], course.targets[here]
            parameters = progress.parameters
            trace = forward(parameters, inputs, progress.a.copy() if len(progress.a) and here.start else None)
            loss = cross_entropy(trace.y_pred, targets)
            if not np.isfinite(loss):
                return n
            losses[n] = loss
            g = clip(backward(parameters, trace, inputs, targets).theta, clipping)
            step(course.optimiser, parameters.theta, progress.memory, g, rates[n], progress.update + 1)
            if not np.isfinite(parameters.theta).all():
                return n
            progress.a[:] = trace.a[-1, : len(progress.a)]
            progress.update += 1
    return len(losses)
