"""How the error travels back through time: credit assignment, the decay with distance, and the sum on the way.

dL_k/da_k = V.T do_k        dL_k/da_{t-1} = W.T ((1 - a_t²) dL_k/da_t)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.model.network import BackwardTrace, Trace, accumulate_gradients, backward_steps
from rnn.model.parameters import Parameters

# Squares of numbers below this leave the range of a float64, so that a norm below it is not to be trusted.
SMALLEST_NORM = 1e-150


@dataclass(frozen=True)
class StepFlow:
    """How long the gradient is at each step of the way back, four norms of (T,) each.

    local  the part of dL/da_t that the step's own error sends through V
    future     the part that step t+1 sends back through W; 0 at the last step
    total   dL/da_t itself, between |local - future| and local + future
    sent_back  what step t sends back to step t-1, W.T ds_t: future[t-1] == sent_back[t]
    """

    local: np.ndarray
    future: np.ndarray
    total: np.ndarray
    sent_back: np.ndarray


@dataclass(frozen=True)
class GradientDecay:
    """How the error shrinks or grows with distance.

    distances (D,)  0, 1, ... D-1 characters
    means (D,)      geometric mean of the norms at that distance; NaN where a norm is too small to measure
    slope           of log(mean) against distance, per character; NaN if too few distances can be measured
    start           what the fitted line has at distance 0: mean ≈ start · exp(slope · distance)
    half_life       characters after which the fitted line has halved, or doubled if slope > 0; infinite at slope 0
    sentence        the same as a sentence
    """

    distances: np.ndarray
    means: np.ndarray
    slope: float
    start: float
    half_life: float
    sentence: str


def credit_assignment_matrix(parameters: Parameters, trace: Trace, targets: np.ndarray) -> np.ndarray:
    """Return how much the loss of step k would move with the activation of step t: norms of dL_k/da_t.

    All losses travel back together: a block with one row a loss takes one matrix product a step.

    targets  (T,) indices; trace is what `forward` returned
    Returns (T, T) with [t, k] = ‖dL_k/da_t‖; NaN where k < t, as no loss depends on a later step.
    """
    T = len(targets)
    tanh_slope = 1 - trace.a**2
    block = backward_steps(parameters, trace, targets).da_output  # row k: dL_k/da_k, not yet on its way
    norms = np.full((T, T), np.nan)
    for t in reversed(range(T)):
        if t + 1 < T:
            block[t + 1 :] = block[t + 1 :] @ (tanh_slope[t + 1][:, None] * parameters.W)
        norms[t, t:] = _row_norms(block[t:])
    return norms


def split_flow(parameters: Parameters, steps: BackwardTrace) -> StepFlow:
    """Return how much of each step's gradient is its own error and how much is the future's.

    steps  what `backward_steps` returned
    """
    parts = (steps.da_output, steps.da_future, steps.da, steps.ds @ parameters.W)
    return StepFlow(*(_row_norms(part) for part in parts))


def gradients_so_far(trace: Trace, steps: BackwardTrace, inputs: np.ndarray, t: int) -> Parameters:
    """Return the gradients after having gone back from the last step to step t, with t; all of them at t = 0.

    inputs  (T,) indices; trace is what `forward` returned for them, steps what `backward_steps` did
    """
    return accumulate_gradients(trace, steps, inputs, t)


def measure_gradient_decay(norms: np.ndarray) -> GradientDecay:
    """Return the mean of ‖dL_k/da_t‖ by distance k - t, and the straight line through its logarithm.

    The mean is geometric, exp of the mean of logs: what shrinks by a factor at every step has a straight line then, and
    one loud step does not drown the others. Losses that have no error at all (‖dL_k/da_k‖ below SMALLEST_NORM) are left
    out. A distance weighs in the line as much as it has pairs (t, k).

    norms  (T, T), what `credit_assignment_matrix` returned
    """
    distances = np.arange(len(norms))
    means, pair_counts = _means_by_distance(norms)
    lost = np.flatnonzero(np.isnan(means))
    reach = lost[0] if len(lost) else len(means)  # from here on, an error has gone missing
    if reach < 3:
        return GradientDecay(distances, means, np.nan, np.nan, np.nan, _sentence_without_slope(norms, means))
    weights = np.sqrt(pair_counts[:reach])
    slope, height = np.polyfit(distances[:reach], np.log(means[:reach]), 1, w=weights)
    half_life = float(np.log(2) / abs(slope)) if slope else np.inf
    sentence = _sentence(slope, half_life, reach - 1)
    return GradientDecay(distances, means, float(slope), float(np.exp(height)), half_life, sentence)


def _row_norms(rows: np.ndarray) -> np.ndarray:
    return np.sqrt(np.einsum("ti,ti->t", rows, rows))


def _means_by_distance(norms: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the geometric mean for each distance, NaN where a norm cannot be measured, and how many pairs it is of."""
    t, k = np.triu_indices(len(norms))
    loud = norms[k, k] > SMALLEST_NORM
    t, k = t[loud], k[loud]
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(np.where(norms[t, k] > SMALLEST_NORM, norms[t, k], np.nan))
        pair_counts = np.bincount(k - t, minlength=len(norms))
        means = np.exp(np.bincount(k - t, weights=logs, minlength=len(norms)) / pair_counts)
    return np.where(np.isfinite(means), means, np.nan), pair_counts


def _sentence_without_slope(norms: np.ndarray, means: np.ndarray) -> str:
    if not np.isfinite(norms[np.triu_indices(len(norms))]).all():
        return "The numbers of this network are no longer finite: no error can be followed."
    if np.isnan(means).all():
        return "There is no error to send back."
    if len(means) < 3:
        return "The text is too short to measure how the error changes with distance."
    return "Within two characters an error is lost altogether, as if W were 0 or every unit saturated: no rate to give."


def _sentence(slope: float, half_life: float, furthest: int) -> str:
    kept = np.exp(slope)  # what becomes of 1 over one character
    if half_life > furthest:
        return f"Over {furthest} characters the error changes by less than a factor of two."
    if half_life >= 1:
        verb = "halves" if slope < 0 else "doubles"
        return f"On its way back the error {verb} every {half_life:.1f} characters."
    if slope > 0:
        return f"On its way back the error becomes {kept:.1f} times as large with every character."
    left = "less than 0.1" if kept < 0.001 else f"{100 * kept:.1f}"
    return f"On its way back the error more than halves with every character: {left} % is left."
