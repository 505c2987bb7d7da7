"""Sampling: from the logits to one character, by temperature, truncation and a random number.

o  ->  o / temperature  ->  softmax  ->  top-k and top-p  ->  the interval that the random number falls on
"""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Real

import numpy as np

from rnn.errors import InvalidInput, check_number, plain, shown
from rnn.model.network import softmax

ROUNDING = 1e-12  # 0.7 + 0.1 is a little less than 0.8, and reaches it all the same


@dataclass(frozen=True)
class Sampling:
    """How a character is chosen from the logits.

    temperature  0 takes the most likely character (greedy); above 0, characters are drawn from softmax(o / temperature)
    top_k        only this many of the most likely may be drawn; 0: all
    top_p        of these, only the fewest that together reach this share of their probability; 1: all
    Numbers of NumPy's are taken too, and kept as Python's.
    Raises InvalidInput for a temperature that is negative or not finite, a top_k that is no whole number from 0 on,
    and a top_p that is not above 0 and at most 1.
    """

    temperature: float = 0.0
    top_k: int = 0
    top_p: float = 1.0

    def __post_init__(self):
        top_k, top_p = _checked_cut(self.top_k, self.top_p)
        plain_values = {"temperature": _checked_temperature(self.temperature), "top_k": top_k, "top_p": top_p}
        for name, value in plain_values.items():
            object.__setattr__(self, name, value)

    @property
    def is_greedy(self) -> bool:
        return self.temperature == 0

    @property
    def has_cut(self) -> bool:
        return self.top_k > 0 or self.top_p < 1


def distribution_at(o: np.ndarray, temperature: float) -> np.ndarray:
    """Return softmax(o / temperature) along the last axis; at temperature 0, its limit: 1 at the largest logit.

    Raises InvalidInput for a temperature that is negative or not finite.
    """
    temperature = _checked_temperature(temperature)
    if temperature == 0:
        return np.eye(o.shape[-1])[o.argmax(axis=-1)]
    with np.errstate(over="ignore"):
        scaled = (o - o.max(axis=-1, keepdims=True)) / temperature  # at most 0, so a tiny temperature cannot overflow
    return softmax(scaled)


def truncate(distribution: np.ndarray, top_k: int = 0, top_p: float = 1.0) -> np.ndarray:
    """Return a distribution (K,) without its unlikely characters; those kept share their probability out anew.

    top_k, top_p  as `kept` takes them
    Example: truncate([0.5, 0.3, 0.2], top_k=2) -> [0.625, 0.375, 0]
    """
    if top_k == 0 and top_p == 1:
        return distribution
    remaining = np.where(kept(distribution, top_k, top_p), distribution, 0.0)
    return remaining / remaining.sum()


def kept(distribution: np.ndarray, top_k: int = 0, top_p: float = 1.0) -> np.ndarray:
    """Return which characters of a distribution (K,) the cut keeps, (K,) bool; the most likely is always among them.

    top_k  this many of the most likely are kept; 0 keeps all; of equals, the one that comes first
    top_p  of these, the fewest most likely ones whose share of what top_k kept reaches it ("nucleus"); 1 keeps all
    Raises InvalidInput for a top_k or top_p outside their ranges.
    """
    top_k, top_p = _checked_cut(top_k, top_p)
    order = np.argsort(-distribution, kind="stable")[: top_k or None]
    if top_p < 1:
        running = np.cumsum(distribution[order])
        order = order[: 1 + np.searchsorted(running, top_p * running[-1] - ROUNDING)]
    is_kept = np.zeros(len(distribution), dtype=bool)
    is_kept[order] = True
    return is_kept


def intervals(distribution: np.ndarray) -> np.ndarray:
    """Return where each character's interval of the random number, from 0 to 1, begins and ends, (K, 2).

    They lie side by side in the characters' order, each as long as its probability in the distribution (K,).
    """
    ends = np.cumsum(distribution)
    ends = ends / ends[-1]  # the last may be 1 but for rounding, as in `draw`
    return np.stack([np.r_[0.0, ends[:-1]], ends], axis=1)


def draw(distribution: np.ndarray, u: float) -> int:
    """Return the index of the cumulative distribution (K,) in whose interval the random number u, in [0, 1), falls."""
    cumulative = np.cumsum(distribution)
    return int(np.searchsorted(cumulative, u * cumulative[-1], side="right"))  # the last may be 1 but for rounding


def _checked_temperature(temperature) -> float:
    try:
        return check_number("temperature", "The temperature", temperature)
    except InvalidInput:
        raise InvalidInput("temperature", f"The temperature is 0 or more, not {shown(temperature)}.") from None


def _checked_cut(top_k, top_p) -> tuple[int, float]:
    whole, share = plain(top_k), plain(top_p)
    if not isinstance(whole, int) or isinstance(whole, bool) or whole < 0:
        raise InvalidInput(
            "top_k", f"Top-k is a whole number from 1, or 0 to keep every character, not {shown(top_k)}."
        )
    if not isinstance(share, Real) or isinstance(share, bool) or not 0 < share <= 1:
        raise InvalidInput("top_p", f"Top-p is above 0 and at most 1, which keeps every character, not {shown(top_p)}.")
    return whole, float(share)


GREEDY = Sampling()
