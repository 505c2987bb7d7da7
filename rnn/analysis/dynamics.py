"""The network as a dynamical system: how W stretches the state, the path the state takes, and where two paths part."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.model.network import Trace
from rnn.model.parameters import Parameters

# Two states have parted when their activations, which lie between -1 and 1, differ by this much (root mean square).
DIVERGENT_DISTANCE = 0.1


@dataclass(frozen=True)
class Basis:
    """Principal axes of the hidden states of a whole film, so that what moves in the picture moves in the network.

    mean (H,)           the mean state, the origin of the picture
    components (n, H)   orthonormal rows, the most telling first; rows of 0 where n > H or the states vary in fewer
                        ways. The entry of largest absolute value is positive in each, so no axis flips by chance.
    shares (n,)         how much of the variance each explains, 0 to 1, falling
    """

    mean: np.ndarray
    components: np.ndarray
    shares: np.ndarray

    def project(self, states: np.ndarray) -> np.ndarray:
        """Return the coordinates (..., n) of states (..., H); always 0 on an axis of zeros."""
        return (states - self.mean) @ self.components.T


@dataclass(frozen=True)
class Divergence:
    """Where a free-running network, fed its own characters, leaves the teacher-forced one.

    first_wrong      the first position where the texts differ, from 0; None if they agree as far as both go
    states_part      the first position where the states differ by more than DIVERGENT_DISTANCE; None if they never do
    distances (n,)   root mean square difference of the activations at each position, 0 to 2
    sentence         the same as a sentence, positions counted from 1
    """

    first_wrong: int | None
    states_part: int | None
    distances: np.ndarray
    sentence: str


def eigenvalues(matrices: np.ndarray) -> np.ndarray:
    """Return the eigenvalues (..., H) complex of matrices (..., H, H), the largest in absolute value first.

    Takes one matrix or a stack. A matrix with a number that is not finite has NaN for eigenvalues.
    """
    finite = np.isfinite(matrices).all(axis=(-2, -1))
    values = np.linalg.eigvals(np.where(finite[..., None, None], matrices, 0)).astype(complex)
    values = np.where(finite[..., None], values, np.nan)
    return np.take_along_axis(values, np.argsort(-np.abs(values), axis=-1, kind="stable"), axis=-1)


def spectral_radius(matrices: np.ndarray) -> np.ndarray:
    """Return the largest absolute value (...) of the eigenvalues of matrices (..., H, H).

    Above 1, W alone would let a state grow from step to step; below 1, fade.
    """
    return np.abs(eigenvalues(matrices)[..., 0])


def step_jacobians(parameters: Parameters, trace: Trace, steps=slice(None)) -> np.ndarray:
    """Return how each activation answers to the one before it: da_t/da_{t-1} = diag(1 - a_t²) W, (T, H, H).

    steps  which steps, a slice or indices; all if not given. Their eigenvalues take about 1 ms a step at H = 64.
    """
    return (1 - trace.a[steps] ** 2)[..., None] * parameters.W


def fit_basis(states: np.ndarray, component_count: int = 3) -> Basis:
    """Find the axes along which the states vary most.

    states  (..., H): all the states that the picture will ever show, such as (frames, T, H)
    The axes are those of the singular value decomposition of the centred states, had from their H x H covariance.
    Raises ValueError if there is no state.
    """
    rows = states.reshape(-1, states.shape[-1])
    if not len(rows):
        raise ValueError("A basis needs at least one state.")
    mean = rows.mean(axis=0)
    centred = rows - mean
    axes, variances, _ = np.linalg.svd(centred.T @ centred / len(rows))
    total = variances.sum()
    real = np.flatnonzero(variances[:component_count] > 1e-12 * total)  # what is left varies by rounding alone
    components, shares = np.zeros((component_count, len(mean))), np.zeros(component_count)
    components[real], shares[real] = axes.T[real], variances[real] / (total or 1)
    largest = np.take_along_axis(components, np.abs(components).argmax(axis=1)[:, None], axis=1)
    return Basis(mean, components * np.where(largest < 0, -1, 1), shares)


def find_divergence(forced: str, free: str, teacher_forced_states: np.ndarray, free_states: np.ndarray) -> Divergence:
    """Compare a teacher-forced run with a free one, position by position, as far as both go.

    forced, free                     the right characters, and those that the network wrote for itself
    teacher_forced_states, free_states  (T, H) and (T', H), the activations from which those characters were chosen
    """
    pairs = zip(forced, free, strict=False)
    first_wrong = next((position for position, (right, written) in enumerate(pairs) if right != written), None)
    shared = min(len(teacher_forced_states), len(free_states))
    distances = np.sqrt(((teacher_forced_states[:shared] - free_states[:shared]) ** 2).mean(axis=1))
    apart = np.flatnonzero(distances > DIVERGENT_DISTANCE)
    states_part = int(apart[0]) if len(apart) else None
    return Divergence(first_wrong, states_part, distances, _sentence(forced, free, first_wrong, states_part))


def _sentence(forced: str, free: str, first_wrong: int | None, states_part: int | None) -> str:
    states = "the states stay together" if states_part is None else f"the states part at position {states_part + 1}"
    if first_wrong is None:
        return f"Free-running, the network writes the {min(len(forced), len(free))} correct characters; {states}."
    right, written = forced[first_wrong], free[first_wrong]
    return f"The first wrong character is at position {first_wrong + 1}: “{written}” for “{right}”; {states}."
