"""One step by hand: every term of one pre-activation, one logit, one probability, and of the gradient that comes back.

    s_ti = sum_j W_ij a_{t-1,j} + U_i,x_t + b_i            o_tk = sum_i V_ki a_ti + c_k
    dL/da_ti = sum_k V_ki do_tk + sum_j W_ji ds_{t+1,j}    ds_ti = dL/da_ti (1 - a_ti²)

Units, steps and characters are counted from 0, as in the arrays. A total is what the trace holds, not a new sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from rnn.errors import check_index
from rnn.model.network import BackwardTrace, Trace, backward_steps, step_losses
from rnn.model.parameters import Parameters


class Term(NamedTuple):
    """One summand, a bar of a waterfall: value = weight · factor.

    label           "W[3,1] · a[6,1]", with the indices of the arrays, or "7 others" for small terms added up
    weight, factor  the two numbers multiplied; a bias has the factor 1; None for small terms added up
    source          the unit that the factor belongs to, or the character for terms of do; None where there is neither
    """

    label: str
    value: float
    weight: float | None = None
    factor: float | None = None
    source: int | None = None


@dataclass(frozen=True)
class Sum:
    """A total and all its terms, the largest in absolute value first."""

    terms: tuple[Term, ...]
    total: float

    def with_rest(self, maximum: int) -> Sum:
        """Return the same total as at most `maximum` terms: the largest, then the rest as one term "n others".

        Raises ValueError if maximum is below 1.
        """
        if maximum < 1:
            raise ValueError(f"A sum has at least one term; maximum is {maximum}.")
        if len(self.terms) <= maximum:
            return self
        shown, rest = self.terms[: maximum - 1], self.terms[maximum - 1 :]
        others = Term(f"{len(rest)} others", sum(term.value for term in rest))
        return Sum((*shown, others), self.total)


@dataclass(frozen=True)
class Probability:
    """From the logits of a step to the probability of character k, and to the loss of the step.

    o (K,)             logits             shift   the largest of them, subtracted so that nothing overflows
    exponentials (K,)  exp(o - shift)     total   their sum
    y_pred             exponentials[k] / total
    loss               -log(target_probability + 1e-15), in nats; target is the index of the right character
    """

    o: np.ndarray
    shift: float
    exponentials: np.ndarray
    total: float
    y_pred: float
    target: int
    target_probability: float
    loss: float


@dataclass(frozen=True)
class ActivationGradient:
    """What comes back to one hidden unit at one step: da = from_output + from_future, ds = da · tanh_slope.

    from_output  terms V[k,i] · do[k], one for each character: this step's own error
    from_future  terms W[j,i] · ds[j] of the next step, one for each unit; no terms and 0 at the last step
    tanh_slope   1 - a²
    """

    from_output: Sum
    from_future: Sum
    da: float
    tanh_slope: float
    ds: float


@dataclass(frozen=True)
class Worksheet:
    """All the arithmetic of step t for hidden unit i and output character k."""

    s: Sum
    a: float
    o: Sum
    probability: Probability
    gradient: ActivationGradient


def fill_worksheet(
    parameters: Parameters,
    trace: Trace,
    inputs: np.ndarray,
    targets: np.ndarray,
    place: tuple[int, int, int],
    characters: Sequence[str] | None = None,
) -> Worksheet:
    """Work out one step by hand: forward into s, a, o and y_pred, and back into ds.

    inputs, targets  (T,) indices; trace is what `forward` returned for these inputs
    place            (t, i, k): the step, the hidden unit, the output character
    characters       K labels for the characters; their indices if not given
    Raises InvalidInput with the field "step", "unit" or "character" if the place does not exist.
    """
    t = check_index("step", place[0], len(trace.s))
    i = check_index("unit", place[1], parameters.hidden_size)
    k = check_index("character", place[2], parameters.vocabulary_size)
    characters = range(parameters.vocabulary_size) if characters is None else characters
    steps = backward_steps(parameters, trace, targets)
    return Worksheet(
        s=sum_pre_activation(parameters, trace, inputs, t, i, characters),
        a=float(trace.a[t, i]),
        o=sum_logit(parameters, trace, t, k, characters),
        probability=divide(trace, targets, t, k),
        gradient=sum_gradient(parameters, trace, steps, t, i, characters),
    )


def sum_pre_activation(parameters: Parameters, trace: Trace, inputs: np.ndarray, t: int, i: int, characters) -> Sum:
    """Return s_ti as H + 2 terms: one of W for each unit, one of U for the character read, and the bias.

    U's other K - 1 terms are left out: a one-hot x multiplies them by 0.
    """
    W, U, b, _, _ = parameters
    x = inputs[t]
    labels = (*_labels_of_W(i, t, len(b)), f"U[{i},{characters[x]}] · 1", f"b[{i}]")
    weights = np.concatenate([W[i], [U[i, x], b[i]]])
    factors = np.concatenate([trace.a[t - 1] if t else trace.a_start, [1, 1]])
    return Sum(_products(labels, weights, factors, sources=len(b)), float(trace.s[t, i]))


def sum_logit(parameters: Parameters, trace: Trace, t: int, k: int, characters) -> Sum:
    """Return o_tk as H + 1 terms: one of V for each unit, and the bias."""
    V, c = parameters.V, parameters.c
    labels = (*_labels_of_V(characters[k], t, V.shape[1]), f"c[{characters[k]}]")
    factors = np.concatenate([trace.a[t], [1]])
    return Sum(_products(labels, np.concatenate([V[k], [c[k]]]), factors, V.shape[1]), float(trace.o[t, k]))


def divide(trace: Trace, targets: np.ndarray, t: int, k: int) -> Probability:
    """Return how the logits of step t become the probability of character k, and the loss of the step."""
    o, y_pred, target = trace.o[t], trace.y_pred[t], int(targets[t])
    exponentials = np.exp(o - o.max())
    loss = float(step_losses(trace.y_pred[t : t + 1], targets[t : t + 1])[0])
    total = float(exponentials.sum())
    return Probability(o, float(o.max()), exponentials, total, float(y_pred[k]), target, float(y_pred[target]), loss)


def sum_gradient(
    parameters: Parameters, trace: Trace, steps: BackwardTrace, t: int, i: int, characters
) -> ActivationGradient:
    """Return dL/ds_ti as terms: from the characters of this step, from the units of the next, times 1 - a²."""
    W, V = parameters.W, parameters.V
    from_output = _products(_labels_of_do(i, t, tuple(characters)), V[:, i], steps.do[t])
    from_future = ()
    if t + 1 < len(steps.ds):
        from_future = _products(_labels_of_ds(i, t, len(W)), W[:, i], steps.ds[t + 1])
    return ActivationGradient(
        Sum(from_output, float(steps.da_output[t, i])),
        Sum(from_future, float(steps.da_future[t, i])),
        da=float(steps.da[t, i]),
        tanh_slope=float(1 - trace.a[t, i] ** 2),
        ds=float(steps.ds[t, i]),
    )


# The labels of a place are the same at every moment of the film.


@lru_cache(maxsize=64)
def _labels_of_W(i: int, t: int, hidden_size: int) -> tuple[str, ...]:
    before = f"a[{t - 1}," if t else "a_start["
    return tuple(f"W[{i},{j}] · {before}{j}]" for j in range(hidden_size))


@lru_cache(maxsize=64)
def _labels_of_V(character: str | int, t: int, hidden_size: int) -> tuple[str, ...]:
    return tuple(f"V[{character},{i}] · a[{t},{i}]" for i in range(hidden_size))


@lru_cache(maxsize=64)
def _labels_of_do(i: int, t: int, characters: tuple[str | int, ...]) -> tuple[str, ...]:
    return tuple(f"V[{character},{i}] · do[{t},{character}]" for character in characters)


@lru_cache(maxsize=64)
def _labels_of_ds(i: int, t: int, hidden_size: int) -> tuple[str, ...]:
    return tuple(f"W[{j},{i}] · ds[{t + 1},{j}]" for j in range(hidden_size))


def _products(
    labels: Sequence[str], weights: np.ndarray, factors: np.ndarray, sources: int | None = None
) -> tuple[Term, ...]:
    """Return one term for each label, the largest product first; the first `sources` of them (all if None) have one."""
    values = weights * factors
    sources = len(values) if sources is None else sources
    order = np.argsort(-np.abs(values), kind="stable").tolist()
    numbers = values.tolist(), weights.tolist(), factors.tolist()
    terms = list(map(Term, labels, *numbers, [*range(sources), *[None] * (len(values) - sources)]))
    return tuple(terms[n] for n in order)
