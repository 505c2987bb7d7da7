"""Plain gradient descent with `network.py`: what trains where no compiled kernel is at hand."""

from __future__ import annotations

import numpy as np

from rnn.network import backward, cross_entropy, forward
from rnn.parameters import Parameters


def train(parameters: Parameters, inputs: np.ndarray, targets: np.ndarray, learning_rate: float, losses: np.ndarray):
    """Train the parameters in place, for as many epochs as losses has places (plain NumPy).

    Arguments and what is returned are those of `kernel.train`.
    """
    with np.errstate(over="ignore", invalid="ignore"):  # a diverging run is told by its numbers, not by warnings
        for epoch in range(len(losses)):
            trace = forward(parameters, inputs)
            loss = cross_entropy(trace.y_pred, targets)
            if not np.isfinite(loss):
                return epoch
            losses[epoch] = loss
            parameters.theta -= learning_rate * backward(parameters, trace, inputs, targets).theta
            if not np.isfinite(parameters.theta).all():
                return epoch
    return len(losses)
