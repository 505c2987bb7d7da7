"""The mathematics of the vanilla RNN, in NumPy, written to be read.

    s_t = W a_{t-1} + U x_t + b        a_t = tanh(s_t)
    o_t = V a_t + c                    y_pred_t = softmax(o_t)        L = -sum_t log y_pred_t[target_t]

Only the recurrence needs a loop: what a step does not pass on is computed for all steps at once, one row a step.
`kernel.py` holds the same equations as scalar loops, for speed; tests prove the two equal.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.errors import InvalidInput, check_kind
from rnn.model.checks import check_indices, check_length, check_numbers
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
        return np.vstack([self.a_start, self.a])[:-1]

    def __repr__(self) -> str:
        shapes = ", ".join(f"{name} {np.shape(getattr(self, name))}" for name in ("s", "a", "o", "y_pred", "a_start"))
        return f"<Trace of {len(self.a):,} steps: {shapes}>"


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
    """Return exp(o) / sum(exp(o)) along the last axis; the largest logit is subtracted first, so nothing overflows.

    Raises InvalidInput if o is not an array (..., K) of real numbers, K at least 1.
    """
    if type(o) is not np.ndarray or o.dtype != float or not o.size:
        o = _logits(o)
    e = np.exp(o - o.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def forward(parameters: Parameters, inputs: np.ndarray, a_start: np.ndarray | None = None) -> Trace:
    """Run the network over a sequence (the notebook's forward_pass).

    inputs   (T,) indices of the input characters
    a_start  (H,) activation before the first step; zeros if not given
    Raises InvalidInput for an index that is not from 0 to K - 1, and for an a_start of another shape.
    """
    check_kind("parameters", "The network", parameters, Parameters)
    W, U, b, V, c = parameters
    inputs = check_indices("inputs", inputs, len(c))
    a_start = np.zeros(len(b)) if a_start is None else check_numbers("a_start", a_start, b.shape)
    s = U.T[inputs] + b  # U times a one-hot x is a column of U
    a = np.empty_like(s)
    a_previous = a_start
    for s_t, a_t in zip(s, a, strict=True):  # rows, filled in place
        s_t += W @ a_previous
        a_previous = np.tanh(s_t, out=a_t)
    o = a @ V.T + c
    y_pred = softmax(o)
    return Trace(s, a, o, y_pred, a_start)


def forward_step(parameters: Parameters, x: int, a_previous: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return s (H,), a (H,) and o (K,) of one step, as generation goes: by the equations of `forward`, unchecked.

    x  index of the input character     a_previous  (H,) the activation before this step
    """
    W, U, b, V, c = parameters
    s = U[:, x] + b + W @ a_previous
    a = np.tanh(s)
    return s, a, V @ a + c


def step_losses(y_pred: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Return each step's loss in nats, (T,): -log(p + 1e-15), p being what y_pred (T, K) gives to the target (T,)."""
    return -np.log(y_pred[np.arange(len(targets)), targets] + EPSILON)


def cross_entropy(y_pred: np.ndarray, targets: np.ndarray) -> float:
    """Return the loss in nats, summed over the steps (the notebook's cross_entropy_loss).

    y_pred (T, K) probabilities; targets (T,) indices
    Raises InvalidInput where these do not fit each other, and for a y_pred that is not from 0 to 1, such as logits.
    """
    y_pred = check_numbers("y_pred", y_pred, (None, None))
    targets = check_indices("targets", targets, y_pred.shape[1])
    check_length("targets", targets, len(y_pred), "the rows of y_pred")
    losses = step_losses(y_pred, targets)
    if not np.minimum.reduce(losses, initial=0.0) > -1e-6:  # not a probability, or a network that diverged
        _check_probabilities(y_pred)
    return float(losses.sum())


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
    Raises InvalidInput where network, trace, inputs and targets do not fit each other.
    """
    inputs, targets = _checked_steps(parameters, trace, inputs, targets)
    return accumulate_gradients(trace, backward_steps(parameters, trace, targets), inputs)


def _checked_steps(parameters, trace, inputs, targets) -> tuple[np.ndarray, np.ndarray]:
    """Return inputs and targets, (T,) each, that belong to the T steps of the trace, which is one of this network."""
    check_kind("parameters", "The network", parameters, Parameters)
    check_kind("trace", "The trace", trace, Trace, "`forward` returns it.")
    H, K = parameters.hidden_size, parameters.vocabulary_size
    T = len(check_numbers("trace", trace.a, (None, H)))
    for array, shape in ((trace.y_pred, (T, K)), (trace.a_start, (H,))):
        check_numbers("trace", array, shape)
    inputs, targets = check_indices("inputs", inputs, K), check_indices("targets", targets, K)
    check_length("inputs", inputs, T, "the steps of the trace")
    check_length("targets", targets, T, "the steps of the trace")
    return inputs, targets


def _logits(o) -> np.ndarray:
    o = check_numbers("o", o)
    if not o.ndim or not o.shape[-1]:
        raise InvalidInput("o", f"The argument o has at least one logit in each row, but its shape is {o.shape}.")
    return o


def _check_probabilities(y_pred: np.ndarray) -> None:
    outside = y_pred[(y_pred < 0) | (y_pred > 1 + 1e-6)]
    if outside.size:
        raise InvalidInput(
            "y_pred", f"The argument y_pred has probabilities from 0 to 1, but {outside[0]:.4g} is among them."
        )
