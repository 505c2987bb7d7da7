"""Backward passes with a famous mistake in them, to see what a gradient check and a loss curve make of it."""

from __future__ import annotations

import numpy as np

from rnn.gradient_flow import gradients_so_far
from rnn.network import BackwardTrace, Trace, cross_entropy, forward
from rnn.parameters import Parameters

BREAKAGES = ("none", "drop the recurrent term", "forget tanh'", "wrong sign")


def broken_backward(
    parameters: Parameters, trace: Trace, inputs: np.ndarray, targets: np.ndarray, breakage: str
) -> Parameters:
    """Backpropagate through time with one mistake; with "none" it is what `network.backward` returns.

    "drop the recurrent term"  da_t = V.T do_t: nothing comes back from step t+1
    "forget tanh'"             ds_t = da_t: as if tanh had the slope 1 everywhere
    "wrong sign"               do_t = y_true - y_pred: every gradient points uphill
    inputs, targets            (T,) indices; trace is what `forward` returned for these inputs
    Raises ValueError for a breakage that is not in BREAKAGES.
    """
    if breakage not in BREAKAGES:
        raise ValueError(f"{breakage!r} is none of {', '.join(BREAKAGES)}.")
    W = np.zeros_like(parameters.W) if breakage == "drop the recurrent term" else parameters.W
    tanh_slope = np.ones_like(trace.a) if breakage == "forget tanh'" else 1 - trace.a**2
    do = trace.y_pred.copy()
    do[np.arange(len(targets)), targets] -= 1
    if breakage == "wrong sign":
        do = -do
    da_output, da_future, ds = do @ parameters.V, np.zeros_like(trace.a), np.empty_like(trace.a)
    for t in reversed(range(len(targets))):
        ds[t] = (da_output[t] + da_future[t]) * tanh_slope[t]
        if t > 0:
            da_future[t - 1] = W.T @ ds[t]
    return gradients_so_far(trace, BackwardTrace(do, da_output, da_future, ds), inputs, t=0)


def broken_losses(
    parameters: Parameters,
    inputs: np.ndarray,
    targets: np.ndarray,
    learning_rate: float,
    breakage: str,
    epochs: int,
) -> np.ndarray:
    """Return the loss curve of plain gradient descent with a broken backward pass, in nats over the whole text.

    parameters       where to start; not changed
    inputs, targets  (T,) indices
    Returns (epochs + 1,): entry n is the loss after n updates. Shorter if the network leaves the finite numbers:
    the last entry is then the last finite loss.
    """
    network, losses = parameters.copy(), []
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(epochs + 1):
            trace = forward(network, inputs)
            losses.append(cross_entropy(trace.y_pred, targets))
            if not np.isfinite(losses[-1]):
                return np.array(losses[:-1])
            network.theta -= learning_rate * broken_backward(network, trace, inputs, targets, breakage).theta
    return np.array(losses)
