"""Gradients the slow way: nudge a parameter up and down and see what the loss does. It checks the fast way.

dL/dtheta_n ≈ (L(theta_n + h) - L(theta_n - h)) / 2h
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from rnn.model.parameters import Parameters

TOLERANCE = 1e-3  # of a relative error; right gradients mostly stay below 1e-6, the broken ones show 0.01 and more
UNCERTAINTIES = 10  # times what a difference is uncertain by: up to there it is no mistake
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
    """Analytic against numerical gradients: number by number, and one relative error a parameter.

    labels           N names such as "W[3,1]" or "c[0]"
    analytic (N,)    of the backward pass
    numerical (N,)   of central differences
    errors           the relative error of each of W, U, b, V, c by its name, 0 to 1: ‖analytic - numerical‖ /
                     (‖analytic‖ + ‖numerical‖), over the numbers of that parameter alone. The formula is that of
                     deeplearning.ai, "Improving Deep Neural Networks", week 1, "Gradient checking". A sum of norms that
                     is too small to be measured is taken as the smallest that can be.
    angle, ratio     between the whole gradients, in degrees, 0 to 180, and ‖analytic‖ / ‖numerical‖; NaN where one of
                     them is 0 or not a number
    parameter_count  how many numbers the network has; N of them were checked
    """

    labels: tuple[str, ...]
    analytic: np.ndarray
    numerical: np.ndarray
    errors: dict[str, float]
    angle: float
    ratio: float
    parameter_count: int

    @property
    def largest_error(self) -> float:
        """The largest relative error of a parameter; NaN if a gradient is not a number."""
        return float(np.max(list(self.errors.values())))

    @property
    def wrong(self) -> tuple[str, ...]:
        """The names of the parameters whose relative error is not below TOLERANCE."""
        return tuple(name for name, error in self.errors.items() if not error < TOLERANCE)

    @property
    def passes(self) -> bool:
        """Whether every relative error is below TOLERANCE."""
        return not self.wrong

    @property
    def sentence(self) -> str:
        """What was checked and what came out."""
        N = len(self.labels)
        what = f"all {N} numbers" if self.parameter_count == N else f"{N} of {self.parameter_count} numbers"
        if self.passes:
            return f"The gradients agree: over {what}, the largest relative error is {self.largest_error:.1e}."
        errors = _listed([f"{name} {self.errors[name]:.2g}" for name in self.wrong])
        right = [name for name in self.errors if name not in self.wrong]
        rest = f"; {_listed(right)} agree{'s' if len(right) == 1 else ''}" if right else ""
        whole = f" The whole gradient is off by {self.angle:.3g}° and has {self.ratio:.3g} times the right length."
        end = "" if np.isnan(self.angle) else whole
        return f"The gradients disagree over {what}. Relative error: {errors}{rest}.{end}"


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


def compare_gradients(gradients: Parameters, numerical: NumericalGradients) -> GradientCheck:
    """Hold what a backward pass returned against central differences."""
    analytic, values = gradients.theta[numerical.indices], numerical.values
    labels = parameter_labels(gradients, numerical.indices)
    names = np.array([label[0] for label in labels])
    errors = {
        name: _relative_error(analytic[names == name], values[names == name], numerical.nudge)
        for name in Parameters.NAMES
    }
    return GradientCheck(labels, analytic, values, errors, *_angle_and_ratio(analytic, values), len(gradients.theta))


def _relative_error(analytic: np.ndarray, numerical: np.ndarray, nudge: float) -> float:
    """Return ‖analytic - numerical‖ / (‖analytic‖ + ‖numerical‖), or less where differences cannot measure that.

    Rounding and curvature leave each central difference uncertain by about nudge², as the nudge balances the two. So
    gradients of that size, such as rounded zeros, are no mistake, whatever their ratio is.
    """
    uncertain = nudge**2 * np.sqrt(len(numerical))
    measurable = UNCERTAINTIES * uncertain / TOLERANCE
    lengths = np.linalg.norm(analytic) + np.linalg.norm(numerical)
    return float(np.linalg.norm(analytic - numerical) / np.maximum(lengths, measurable))


def _angle_and_ratio(one: np.ndarray, other: np.ndarray) -> tuple[float, float]:
    """Return the angle between two vectors in degrees, and ‖one‖ / ‖other‖; NaN if one of them is 0 or not finite.

    The angle is 2 atan2(‖u - v‖, ‖u + v‖) of the unit vectors, which stays exact for small angles (Kahan, "How Futile
    are Mindless Assessments of Roundoff in Floating-Point Computation?", 2006, section 12).
    """
    lengths = np.linalg.norm(one), np.linalg.norm(other)
    if not all(0 < length < np.inf for length in lengths):
        return np.nan, np.nan
    u, v = one / lengths[0], other / lengths[1]
    return float(np.degrees(2 * np.arctan2(np.linalg.norm(u - v), np.linalg.norm(u + v)))), float(
        lengths[0] / lengths[1]
    )


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


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
    """Return which of the indices are in the named arrays put side by side, and the row and column of each there."""
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
