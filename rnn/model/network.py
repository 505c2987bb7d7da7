"""The mathematics of the vanilla RNN, in NumPy, written to be read.

    s_t = W a_{t-1} + U x_t + b        a_t = tanh(s_t)
    o_t = V a_t + c                    y_pred_t = softmax(o_t)        L = -sum_t log y_pred_t[target_t]

Only the recurrence needs a loop: what a step does not pass on is computed for all steps at once, one row a step.
`kernel.py` holds the same equations as scalar loops, for speed; tests prove the two equal.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.model.parameters import Parameters

EPSILON = 1e-15


@dataclass(frozen=True)
class Trace:
    """Everything a forward pass computed, one row a step.

    s (T, H) pre-activations     o (T, K) logits                      a_start (H,) activation before the first step
    a (T, H) activations         y_pred (T, K), each row sums to 1
    """

    s: np.ndarray
    a: np.ndarray
    o: np.ndarray
    y_pred: np.ndarray
    a_start: np.ndarray

    @property
    def a_previous(self) -> np.ndarray:
        """The activation that each step started from, (T, H): a_start, then a without its last row."""
        return np.vstack([self.a_start, self.a[:-1]])


@dataclass(frozen=True)
class BackwardTrace:
    """Every derivative of the loss that the way back computed, one row a step.

    do         (T, K)  dL/do, this step's error
    da_output  (T, H)  the part of dL/da that this step's error sends through V
    da_future  (T, H)  the part of dL/da that step t+1 sends back through W; 0 at the last step
    ds         (T, H)  dL/ds
    """

    do: np.ndarray
    da_output: np.ndarray
    da_future: np.ndarray
    ds: np.ndarray

    @property
    def da(self) -> np.ndarray:
        """dL/da, (T, H): both parts together."""
        return self.da_output + self.da_future


def softmax(o: np.ndarray) -> np.ndarray:
    """Return exp(o) / sum(exp(o)) along the last axis; the largest logit is subtracted first, so nothing overflows."""
    e = np.exp(o - o.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def forward(parameters: Parameters, inputs: np.ndarray, a_start: np.ndarray | None = None) -> Trace:
    """Run the network over a sequence (the notebook's forward_pass).

    inputs   (T,) indices of the input characters
    a_start  (H,) activation before the first step; zeros if not given
    """
    W, U, b, V, c = parameters
    a_start = np.zeros(len(b)) if a_start is None else a_start
    s = U.T[inputs] + b  # U times a one-hot x is a column of U
    a = np.empty_like(s)
    a_previous = a_start
    for t in range(len(inputs)):
        s[t] += W @ a_previous
        a[t] = a_previous = np.tanh(s[t])
    o = a @ V.T + c
    y_pred = softmax(o)
    return Trace(s, a, o, y_pred, a_start)


def step_losses(y_pred: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Return each step's loss in nats, (T,): -log(p + 1e-15), p being what y_pred (T, K) gives to the target (T,)."""
    return -np.log(y_pred[np.arange(len(targets)), targets] + EPSILON)


def cross_entropy(y_pred: np.ndarray, targets: np.ndarray) -> float:
    """Return the loss in nats, summed over the steps (the notebook's cross_entropy_loss)."""
    return float(step_losses(y_pred, targets).sum())


def backward_steps(parameters: Parameters, trace: Trace, targets: np.ndarray) -> BackwardTrace:
    """Walk back through time, from the last step to the first, and keep every derivative on the way.

    targets  (T,) indices; trace is what `forward` returned
    """
    W, V = parameters.W, parameters.V
    do = trace.y_pred.copy()
    do[np.arange(len(targets)), targets] -= 1  # softmax and cross-entropy together: y_pred - y_true
    da_output = do @ V  # row by row V.T do
    da_future = np.zeros_like(trace.a)  # nothing comes back from after the last step
    tanh_slope = 1 - trace.a**2
    ds = np.empty_like(trace.a)
    for t in reversed(range(len(targets))):
        ds[t] = (da_output[t] + da_future[t]) * tanh_slope[t]
        if t > 0:
            da_future[t - 1] = W.T @ ds[t]
    return BackwardTrace(do, da_output, da_future, ds)


def accumulate_gradients(trace: Trace, steps: BackwardTrace, inputs: np.ndarray, first: int = 0) -> Parameters:
    """Return the gradients that the steps from `first` to the last add up to, all of them at 0.

    inputs  (T,) indices; trace is what `forward` returned for them, steps what `backward_steps` did
    """
    do, ds, a, a_previous, inputs = (array[first:] for array in (steps.do, steps.ds, trace.a, trace.a_previous, inputs))
    gradients = Parameters.zeros(ds.shape[1], do.shape[1])
    dW, dU, db, dV, dc = gradients
    dW += ds.T @ a_previous  # the sum over t of ds_t a_{t-1}.T
    np.add.at(dU.T, inputs, ds)  # ds_t x_t.T: a one-hot x picks the column
    db += ds.sum(axis=0)
    dV += do.T @ a
    dc += do.sum(axis=0)
    return gradients


def backward(parameters: Parameters, trace: Trace, inputs: np.ndarray, targets: np.ndarray) -> Parameters:
    """Backpropagate through time (the notebook's BPTT): dL/dW, dL/dU, dL/db, dL/dV, dL/dc, as Parameters.

    inputs, targets  (T,) indices; trace is what `forward` returned for these inputs
    """
    return accumulate_gradients(trace, backward_steps(parameters, trace, targets), inputs)
