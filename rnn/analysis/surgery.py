"""Surgery: run a network with edits made by hand, and rank its units by the loss without each of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from rnn.analysis.edited_networks import EditedNetworks, losses_of
from rnn.analysis.edits import Edit, HoldUnit, check_edits, edited_parameters
from rnn.model.network import Trace, cross_entropy, forward, forward_step, softmax
from rnn.model.parameters import Parameters

MOST_LOGITS = 100_000  # of ablated networks at once


@dataclass(frozen=True)
class Ranking:
    """The loss without each hidden unit.

    losses (H,)         loss with that unit ablated: its activation held at 0
    loss_increase (H,)  losses - loss; negative where the loss is smaller without the unit
    order (H,)          units, the one with the largest loss increase first
    loss                the loss with all units, of the same text and in the same unit
    """

    losses: np.ndarray
    loss_increase: np.ndarray
    order: np.ndarray
    loss: float


def forward_with(
    parameters: Parameters,
    inputs: np.ndarray,
    edits: Iterable[Edit],
    a_start: np.ndarray | None = None,
    window_steps: int | None = None,
) -> Trace:
    """Run the network over a sequence, as `network.forward` does, with the edits made.

    A unit that is held keeps the pre-activation s it would have had; only its a is the value held.

    inputs        (T,) indices; a_start (H,) activation before the first step, zeros if not given
    window_steps  how many steps there may be in another window, where this one is shorter; T if not given
    Raises as `check_edits` does; a step of an edit must be one of the window_steps.
    """
    edits = tuple(edits)
    check_edits(parameters, edits, window_steps or len(inputs))
    if not edits:  # the very numbers of the untouched network: step by step they would differ in the last digit
        return forward(parameters, inputs, a_start)
    return _run(parameters, inputs, len(inputs), edits, a_start)


def continue_with(
    parameters: Parameters,
    seed: np.ndarray,
    length: int,
    edits: Iterable[Edit],
    priming: str = "refeed",
    a_start: np.ndarray | None = None,
) -> Trace:
    """Read a seed and go on, taking the most likely character each time, with the edits made.

    seed     (n,) indices, at least one; length how many characters to add, at least one
    priming  "refeed": the last character of the seed is fed twice; "standard": every character once
    a_start  (H,) activation before the seed, zeros if not given
    Returns the Trace of all steps, the seed's too, and the edits count steps from the seed's first character. What is
    written is trace.o[-length:].argmax(axis=1). Raises as `check_edits` does.
    """
    fed = np.append(seed, seed[-1]) if priming == "refeed" else np.asarray(seed)
    return _run(parameters, fed, len(fed) + length - 1, tuple(edits), a_start)


def step_with(
    edited: Parameters, edits: Iterable[Edit], step: int, a_previous: np.ndarray, x: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Make one step of the network, as `forward_step` does, with the units held that the edits hold at it.

    edited      what `edited_parameters` returned for these edits
    step        the number of the step, from 0; a_previous (H,) the activation before it; x the index of its character
    Returns s (H,), a (H,) and o (K,).
    """
    s, a, o = forward_step(edited, x, a_previous)
    holds = [edit for edit in edits if isinstance(edit, HoldUnit) and edit.holds(step)]
    for hold in holds:
        a[hold.unit] = hold.value
    return s, a, edited.V @ a + edited.c if holds else o


def rank_units(
    parameters: Parameters, inputs: np.ndarray, targets: np.ndarray, a_start: np.ndarray | None = None
) -> Ranking:
    """Ablate each hidden unit in turn, over the whole sequence, and rank the units by the loss increase.

    inputs, targets  (T,) indices; a_start (H,) activation before the first step, zeros if not given
    """
    ablated = EditedNetworks.ablated(parameters)
    if a_start is not None:
        ablated.a = np.tile(a_start, (len(ablated), 1))
    losses, at_once = np.zeros(len(ablated)), max(1, MOST_LOGITS // (len(ablated) * parameters.vocabulary_size))
    for first in range(0, len(inputs), at_once):
        steps = slice(first, first + at_once)
        losses += losses_of(ablated.read(inputs[steps]), targets[steps])
    return rank(losses, cross_entropy(forward(parameters, inputs, a_start).y_pred, targets))


def rank(losses: np.ndarray, loss: float) -> Ranking:
    """Rank the units by their losses (H,), each with that unit ablated, against the loss with all units."""
    loss_increase = losses - loss
    return Ranking(losses, loss_increase, np.argsort(-loss_increase, kind="stable"), loss)


def _run(parameters: Parameters, fed, step_count: int, edits: tuple[Edit, ...], a_start: np.ndarray | None) -> Trace:
    """Make step_count steps: the characters fed come first, then each step is fed the most likely of the last."""
    edited = edited_parameters(parameters, edits)
    a_previous = a_start = np.zeros(parameters.hidden_size) if a_start is None else a_start
    steps = []
    with np.errstate(over="ignore", invalid="ignore"):  # numbers set by hand may be as large as can be
        for t in range(step_count):
            x = fed[t] if t < len(fed) else steps[-1][2].argmax()
            steps.append(step_with(edited, edits, t, a_previous, x))
            a_previous = steps[-1][1]
        s, a, o = map(np.array, zip(*steps, strict=True))
        return Trace(s, a, o, softmax(o), a_start)
