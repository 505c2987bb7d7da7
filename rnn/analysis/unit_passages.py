"""Where in a text a unit is highest and lowest, and which spans of it have the same active units."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.errors import InvalidInput, check_index

THRESHOLD = 0.5


@dataclass(frozen=True)
class Passage:
    """A place in a text, the value there, and the span [start, end) around it, which lies within the text."""

    place: int
    value: float
    start: int
    end: int


@dataclass(frozen=True)
class Match:
    """A span [start, end) in which much the same units are active as in the selected one.

    shared    units active in both, with the same sign      either  units active in one of them at least
    likeness  shared / either, 0 to 1: Jaccard's index of the two sets, where no unit is active with both signs
    """

    start: int
    end: int
    shared: int
    either: int

    @property
    def likeness(self) -> float:
        return self.shared / self.either


def highest_passages(values: np.ndarray, count: int = 5, before: int = 20, after: int = 12) -> tuple[Passage, ...]:
    """Return the places where the values (n,) are highest, the highest first, no two passages overlapping.

    The highest value of all comes first, the earlier of equals; then the highest of those at least before + 1 + after
    places away from all that were taken, until there are `count`, or no more.

    before, after  how many characters of context a passage has on either side, where the text has them
    """
    n, apart = len(values), before + 1 + after
    left = np.asarray(values, float).copy()
    passages = []
    while len(passages) < count and n and np.isfinite(left).any():
        place = int(left.argmax())
        passages.append(Passage(place, float(values[place]), max(0, place - before), min(n, place + after + 1)))
        left[max(0, place - apart + 1) : place + apart] = -np.inf
    return tuple(passages)


def lowest_passages(values: np.ndarray, count: int = 5, before: int = 20, after: int = 12) -> tuple[Passage, ...]:
    """Return the places where the values (n,) are lowest, the lowest first; all else as for the highest."""
    mirrored = highest_passages(-np.asarray(values, float), count, before, after)
    return tuple(Passage(passage.place, -passage.value, passage.start, passage.end) for passage in mirrored)


def count_left_out(values: np.ndarray, passages: tuple[Passage, ...], is_highest: bool = True) -> int:
    """Return how many places are higher than the last passage's and have none of their own, as they are too near one.

    is_highest  False for the passages of `lowest_passages`: then how many are lower
    """
    if not passages:
        return 0
    beyond = np.asarray(values) > passages[-1].value if is_highest else np.asarray(values) < passages[-1].value
    return int(beyond.sum()) - sum(bool(beyond[passage.place]) for passage in passages)


def active_units_of(a: np.ndarray, start: int, end: int, threshold: float = THRESHOLD) -> np.ndarray:
    """Return which units are active over the whole span [start, end), (H,): 1, -1, or 0 for those that are not.

    A unit is active, 1, where its activation is above the threshold at every step of the span, and active, -1, where it
    is below -threshold at every step. LSTMVis (Strobelt et al., 2018) calls a state active in the same way; it does not
    distinguish the sign, as it looks at the states of an LSTM from above 0.

    a  (n, H) activations        threshold  0 or more
    Raises InvalidInput if the span is empty or not within the text.
    """
    _check_span(start, end, len(a))
    states = a[start:end]
    return (states > threshold).all(axis=0).astype(int) - (states < -threshold).all(axis=0)


def find_matches(
    a: np.ndarray, start: int, end: int, threshold: float = THRESHOLD, count: int = 5
) -> tuple[Match, ...]:
    """Return the other spans in which much the same units are active as in [start, end), the best match first.

    Every span of the same length is looked at. `active_units_of` gives the units active in it; the likeness is the
    number of those active in both, with the same sign, divided by the number of those active in one at least. Of
    equals the earlier one is taken first. None overlaps the selected span, nor one taken before it, nor has nothing in
    common with it.

    a  (n, H) activations        count  how many to return at most
    Raises InvalidInput if the span is empty or not within the text.
    """
    _check_span(start, end, len(a))
    length = end - start
    active_units = _active_throughout(a > threshold, length).astype(int) - _active_throughout(a < -threshold, length)
    shared = ((active_units == active_units[start]) & (active_units != 0)).sum(axis=1)
    either = ((active_units != 0) | (active_units[start] != 0)).sum(axis=1)
    likeness = np.divide(shared, either, out=np.zeros(len(shared)), where=either > 0)
    likeness[max(0, start - length + 1) : end] = 0
    found = []
    while len(found) < count and likeness.max() > 0:
        first = int(likeness.argmax())
        found.append(Match(first, first + length, int(shared[first]), int(either[first])))
        likeness[max(0, first - length + 1) : first + length] = 0
    return tuple(found)


def _active_throughout(is_active: np.ndarray, length: int) -> np.ndarray:
    """Return for each span of this length, (n - length + 1, H), which units are active at all of its steps.

    is_active  (n, H) bool. Counted by differences of running sums, so that a long span costs no more than a short one.
    """
    sums = np.vstack([np.zeros((1, is_active.shape[1]), int), is_active.cumsum(axis=0)])
    return sums[length:] - sums[:-length] == length


def _check_span(start: int, end: int, n: int) -> None:
    check_index("step", start, n)
    if not start < end <= n:
        raise InvalidInput("span", f"There is no span from {start} to {end}: it ends after it starts, by {n}.")
