"""The riddle's third chapter: the network that copies is shown its characters in other orders."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.analysis.riddle import Chapter
from rnn.model.network import forward
from rnn.model.parameters import Parameters
from rnn.text.vocabulary import Vocabulary

ORDERS = 8
SHARES = (0.0, 0.1, 0.25, 0.5, 1.0)
MANY, SOME = 0.8, 0.4


@dataclass(frozen=True)
class Disorder(Chapter):
    """The chapter on other orders.

    moved (n,)  how many characters were moved elsewhere     right (n,)  how many were copied right then, on average
    """

    moved: np.ndarray
    right: np.ndarray


def disorder(parameters: Parameters, text: str, random_seed: int = 0) -> Disorder:
    """Show the copying network its characters in other orders, and count what it still copies. (3)"""
    inputs = Vocabulary(text).encode(text)
    T = len(inputs)
    orders = np.random.RandomState(random_seed)
    shuffled = inputs[orders.permutation(T)]
    moved, right = _right_by_moved(parameters, inputs, orders)
    said = forward(parameters, shuffled).o.argmax(axis=1)
    share = right[-1] / T
    answer = 0 if share >= MANY else 1 if share >= SOME else 2
    because = (
        "So it copies what it sees, wherever that stands.",
        "So what it says hangs partly on what it sees, partly on the order.",
        "In one text that never changes, a character and its place are the same information: what it says hangs on the "
        "order that it remembers more than on what it sees, and that is why it can go on.",
    )
    return Disorder(
        "How can a network that learnt to copy know what comes next? Show it the same characters in another order, "
        "and ask for a copy as ever. How many does it still get right?",
        (
            "Nearly all: a copy needs no order",
            "About half",
            "Few: it needs the order that it knows",
        ),
        answer,
        f"In the order of its text it copies {right[0]:.0f} of {T} right; in this order {(said == shuffled).sum()}, "
        f"and in {ORDERS} others {right[-1]:.1f} on average. "
        + (because[answer] if right[0] >= MANY * T else "It has not learnt to copy yet, so there is little to lose."),
        shuffled,
        said,
        T,
        moved,
        right,
    )


def _right_by_moved(parameters: Parameters, inputs: np.ndarray, orders) -> tuple[np.ndarray, np.ndarray]:
    """Return how many characters are moved to another's place, and how many are copied right then on average."""
    T = len(inputs)
    moved = np.unique([max(2, round(share * T)) if share else 0 for share in SHARES])
    right = []
    for count in moved:
        counts = []
        for _ in range(ORDERS if count else 1):
            order, places = np.arange(T), orders.permutation(T)[:count]
            order[places] = np.roll(places, 1)
            fed = inputs[order]
            counts.append((forward(parameters, fed).o.argmax(axis=1) == fed).sum())
        right.append(np.mean(counts))
    return moved, np.array(right)
