"""Gradients the slow way: nudge a parameter up and down and see what the loss does. It proves the fast way right.

dL/dtheta_n ≈ (L(theta_n + h) - L(theta_n - h)) / 2h
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from rnn.model.parameters import Parameters

TOLERANCE = 1e-3  # right gradients stay below 1e-4, broken ones show 0.1 and more
ALL_CHECKED_UP_TO = 100_000  # parameters times steps
SAMPLE_OF_EACH = 20
NETWORKS_AT_ONCE = 2000


@dataclass(frozen=True)
class NumericalGradients:
    """Central differences of the loss.

    indices (N,)  places in theta, rising: all of them, or a sample
    values (N,)   dL/dtheta there
    nudge         the h they were made with
    """

    indices: np.ndarray
    values: np.ndarray
    nudge: float


@dataclass(frozen=True)
class GradientCheck:
    """Analytic against numerical gradients, number by number.

    labels           N names such as "W[3,1]" or "c[0]"
    analytic (N,)    what the backward pass says
    numerical (N,)   what central differences say
    errors (N,)      relative errors, 0 to 1: |analytic - numerical| / max(|analytic| + |numerical|, scale), where scale
                     is a thousandth of the largest of all gradients (at least 1e-8): a gradient so small that rounding
                     hides it is not called wrong
    parameter_count  how many numbers the network has; N of them were checked
    """

    labels: tuple[str, ...]
    analytic: np.ndarray
    numerical: np.ndarray
    errors: np.ndarray
    parameter_count: int

    @property
    def largest_error(self) -> float:
        """The largest relative error; NaN if a gradient is not a number."""
        return float(self.errors.max())

    @property
    def passes(self) -> bool:
        """Whether every relative error is below TOLERANCE."""
        return self.largest_error < TOLERANCE

    @property
    def sentence(self) -> str:
        """What was checked and what came out, in words."""
        checked = len(self.labels)
        what = f"all {checked}" if checked == self.parameter_count else f"{checked} of {self.parameter_count}"
        verdict = "The gradients agree" if self.passes else "The gradients disagree"
        largest = f"{self.largest_error:.1e}" if self.passes else f"{self.largest_error:.2g}"
        return f"{verdict}: of {what} parameters, the largest relative error is {largest}."


def numerical_gradients(
    parameters: Parameters, inputs: np.ndarray, targets: np.ndarray, a_start: np.ndarray | None = None
) -> NumericalGradients:
    """Return central differences for every parameter, or for a sample of them in a large network.

    All are checked if parameters times steps are at most ALL_CHECKED_UP_TO, else SAMPLE_OF_EACH of each of W, U, b, V
    and c, always the same ones. Where the network is chaotic over the text (weights of
    several units), the loss has so much curvature that the differences themselves are off by per cents.

    inputs, targets  (T,) indices; a_start (H,) activation before the first step, zeros if not given
    """
    indices = _checked_indices(parameters, len(inputs))
    loss = nudged_losses(parameters, inputs, targets, indices[:1], 0.0, a_start)[0]
    # h balances the rounding of the loss (about 1e-16 times its size and steps) with its curvature, which grows as h²
    h = np.cbrt(np.finfo(float).eps * (loss + len(inputs)))
    up, down = (nudged_losses(parameters, inputs, targets, indices, nudge, a_start) for nudge in (h, -h))
    return NumericalGradients(indices, (up - down) / (2 * h), float(h))


def compare(gradients: Parameters, numerical: NumericalGradients) -> GradientCheck:
    """Hold what a backward pass returned against central differences."""
    analytic, values = gradients.theta[numerical.indices], numerical.values
    scale = max(1e-8, 1e-3 * np.abs(analytic).max(), 1e-3 * np.abs(values).max())
    errors = np.abs(analytic - values) / np.maximum(np.abs(analytic) + np.abs(values), scale)
    labels = parameter_labels(gradients, numerical.indices)
    return GradientCheck(labels, analytic, values, errors, len(gradients.theta))


def nudged_losses(
    parameters: Parameters,
    inputs: np.ndarray,
    targets: np.ndarray,
    indices: np.ndarray,
    nudge: float,
    a_start: np.ndarray | None = None,
) -> np.ndarray:
    """Return the losses of N networks, the n-th of which has `nudge` added to theta[indices[n]].

    They run side by side: what all have in common is one matrix product a step, and each nudge adds its own term.

    indices  (N,) places in theta; inputs, targets (T,) indices
    Returns (N,), each the loss over the whole text in nats.
    """
    chunks = np.array_split(indices, max(1, -(-len(indices) // NETWORKS_AT_ONCE)))
    a_start = np.zeros(parameters.hidden_size) if a_start is None else a_start
    return np.concatenate([_chunk_losses(parameters, inputs, targets, chunk, nudge, a_start) for chunk in chunks])


def parameter_labels(parameters: Parameters, indices: np.ndarray) -> tuple[str, ...]:
    """Return a name for each of the places in theta: "W[0,0]", ... "c[25]"."""
    arrays = tuple(parameters.items())
    starts = [0, *accumulate(array.size for _, array in arrays)]
    labels = []
    for index in indices.tolist():
        number = bisect_right(starts, index) - 1
        name, array = arrays[number]
        place = index - starts[number]
        inside = f"{place // array.shape[1]},{place % array.shape[1]}" if array.ndim == 2 else f"{place}"
        labels.append(f"{name}[{inside}]")
    return tuple(labels)


def _chunk_losses(parameters, inputs, targets, indices, nudge, a_start) -> np.ndarray:
    """Return what `nudged_losses` does, for as many networks as fit in memory.

    s = [W U b] [a x 1] and o = [V c] [a 1]: a nudge adds itself, times one entry of the right-hand vector, to one sum.
    """
    W, U, b, V, c = parameters
    N, H = len(indices), len(b)
    hidden, unit, hidden_column = _places(parameters, "WUb", indices)
    output, character, output_column = _places(parameters, "Vc", indices)
    before, after = np.zeros((N, H + len(c) + 1)), np.ones((N, H + 1))  # [a x 1] and [a 1], one row a network
    before[:, -1] = 1
    after[:, :H] = a_start
    losses = np.zeros(N)
    for x, target in zip(inputs, targets, strict=True):
        before[:, :H], before[:, H:-1], before[:, H + x] = after[:, :H], 0, 1
        s = before[:, :H] @ W.T + (U[:, x] + b)
        s[hidden, unit] += nudge * before[hidden, hidden_column]
        after[:, :H] = np.tanh(s)
        o = after[:, :H] @ V.T + c
        o[output, character] += nudge * after[output, output_column]
        o -= o[:, [target]]
        largest = o.max(axis=1)
        losses += largest + np.log(np.exp(o - largest[:, None]).sum(axis=1))  # -log of softmax(o)[target]
    return losses


def _numbered(parameters: Parameters) -> Parameters:
    """Return W, U, b, V and c with each number replaced by its place in theta."""
    return Parameters(np.arange(len(parameters.theta)), parameters.hidden_size, parameters.vocabulary_size)


def _places(parameters: Parameters, names: str, indices: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return which of the indices stand in the named arrays put side by side, and the row and column of each there."""
    arrays = dict(_numbered(parameters).items())
    side_by_side = np.column_stack([arrays[name] for name in names])
    row_of, column_of = np.full((2, len(parameters.theta)), -1)
    row_of[side_by_side], column_of[side_by_side] = np.indices(side_by_side.shape)
    here = np.flatnonzero(row_of[indices] >= 0)
    return here, row_of[indices[here]], column_of[indices[here]]


def _checked_indices(parameters: Parameters, step_count: int) -> np.ndarray:
    """Return the places in theta to check: all, or the same sample of each array every time."""
    numbered = _numbered(parameters)
    if len(numbered.theta) * step_count <= ALL_CHECKED_UP_TO:
        return numbered.theta
    random_state = np.random.RandomState(0)
    samples = [random_state.choice(array.ravel(), min(SAMPLE_OF_EACH, array.size), replace=False) for array in numbered]
    return np.sort(np.concatenate(samples))
