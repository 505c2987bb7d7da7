"""Backward passes with a famous mistake in them, to see what a gradient check and a loss curve make of it."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

import numpy as np

from rnn.model.network import Trace, accumulate_gradients, backward_steps, cross_entropy, forward
from rnn.model.parameters import Parameters

BACKWARD_BUGS = ("none", "drop the recurrent term", "forget tanh'", "wrong sign")

COMPARISON_WORK = 400_000  # epochs times steps times hidden units
FEWEST_EPOCHS, MOST_EPOCHS = 200, 1500


def broken_backward(
    parameters: Parameters, trace: Trace, inputs: np.ndarray, targets: np.ndarray, bug: str
) -> Parameters:
    """Backpropagate through time with one mistake; with "none" it is what `network.backward` returns.

    Each is the right way back, misled in one place:
    "drop the recurrent term"  it sees W = 0, so da_t = V.T do_t: nothing comes back from step t+1
    "forget tanh'"             it sees a = 0, so ds_t = da_t: as if tanh had the slope 1 everywhere
    "wrong sign"               its do_t and ds_t are negated, so do_t = y_true - y_pred: every gradient points uphill
    inputs, targets            (T,) indices; trace is what `forward` returned for these inputs
    Raises ValueError for a bug that is not in BACKWARD_BUGS.
    """
    if bug not in BACKWARD_BUGS:
        raise ValueError(f"{bug!r} is none of {', '.join(BACKWARD_BUGS)}.")
    network, seen = parameters, trace
    if bug == "drop the recurrent term":
        network = parameters.copy()
        network.W[:] = 0
    elif bug == "forget tanh'":
        seen = replace(trace, a=np.zeros_like(trace.a))  # 1 - 0² is the slope 1
    steps = backward_steps(network, seen, targets)
    if bug == "wrong sign":
        steps = replace(steps, do=-steps.do, ds=-steps.ds)
    return accumulate_gradients(trace, steps, inputs)


class Descent:
    """Plain gradient descent with a broken backward pass, advanced a piece at a time.

    losses      the loss before every update so far, in nats over the whole text, all of them finite
    is_stopped  whether the network has left the finite numbers; it then goes no further
    """

    def __init__(self, parameters: Parameters, inputs: np.ndarray, targets: np.ndarray, learning_rate: float, bug: str):
        """Start from a copy of the parameters; inputs and targets are (T,) indices."""
        self.losses: list[float] = []
        self.is_stopped = False
        self._network = parameters.copy()
        self._inputs, self._targets = inputs, targets
        self._learning_rate, self._bug = learning_rate, bug

    def step(self) -> None:
        """Note the loss, then make one update."""
        if self.is_stopped:
            return
        network, inputs, targets = self._network, self._inputs, self._targets
        with np.errstate(over="ignore", invalid="ignore"):
            trace = forward(network, inputs)
            loss = cross_entropy(trace.y_pred, targets)
            if not np.isfinite(loss):
                self.is_stopped = True
                return
            self.losses.append(loss)
            network.theta -= self._learning_rate * broken_backward(network, trace, inputs, targets, self._bug).theta


class Comparison:
    """The right backward pass and every broken one, each training the same network from the same start.

    descents  a Descent for each of BACKWARD_BUGS
    epochs    where it ends: fewer for a larger network or a longer text, so that it takes seconds anywhere
    """

    def __init__(self, parameters: Parameters, inputs: np.ndarray, targets: np.ndarray, learning_rate: float):
        """Line them up; nothing is trained yet. Arguments are those of `Descent`."""
        work = len(inputs) * parameters.hidden_size
        self.epochs = int(np.clip(COMPARISON_WORK // work, FEWEST_EPOCHS, MOST_EPOCHS))
        self.descents = {bug: Descent(parameters, inputs, targets, learning_rate, bug) for bug in BACKWARD_BUGS}
        self._epoch = 0

    @property
    def is_finished(self) -> bool:
        """Whether every curve that could go on has reached the last epoch."""
        return self._epoch > self.epochs or all(descent.is_stopped for descent in self.descents.values())

    def advance(self, seconds: float) -> None:
        """Let all go on together for about this many seconds; at least one epoch."""
        began = perf_counter()
        while not self.is_finished:
            for descent in self.descents.values():
                descent.step()
            self._epoch += 1
            if perf_counter() - began >= seconds:
                break
