"""Which states lie close together: in full, and only in the picture, as a projection leaves most dimensions out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

TOGETHER = 0.05  # of the largest distance in the picture: as near as that, two points lie together in it
FAR = 0.5  # of the median distance in full: two states as far apart as that are not similar


@dataclass(frozen=True)
class StatePair:
    """Two states, by their steps from 0, and the Euclidean distance between them: in full, and in the picture."""

    first: int
    second: int
    distance: float
    shown: float


@dataclass(frozen=True)
class Nearness:
    """Pairs of states that are close together.

    closest     the two that are closest in full
    misleading  two that lie together in the picture and are far apart in full: of those, the two furthest apart; None
                if there are none
    """

    closest: StatePair
    misleading: StatePair | None


def measure_nearness(states: np.ndarray, points: np.ndarray) -> Nearness | None:
    """Look for the closest pair of states, and for one that only seems to be close; None of a single state.

    states  (n, H)      points  (n, d) where they are drawn, d being the dimensions of the picture
    """
    if len(states) < 2:
        return None
    first, second = np.triu_indices(len(states), 1)
    full, shown = _distances(states)[first, second], _distances(points)[first, second]

    def pair(place: int) -> StatePair:
        return StatePair(int(first[place]), int(second[place]), float(full[place]), float(shown[place]))

    seems_close = (shown <= TOGETHER * shown.max()) & (full >= FAR * np.median(full)) & (full > 0)
    furthest = int(np.where(seems_close, full, -1).argmax())
    # Where nothing is left out, what lies together in the picture is together in full.
    is_left_out = full[furthest] > 2 * shown[furthest]
    return Nearness(pair(int(full.argmin())), pair(furthest) if seems_close.any() and is_left_out else None)


def _distances(rows: np.ndarray) -> np.ndarray:
    """Return the Euclidean distances (n, n) between rows (n, d), by ‖p - q‖² = ‖p‖² + ‖q‖² - 2 p·q."""
    centred = rows - rows.mean(axis=0)
    squares = (centred**2).sum(axis=1)
    return np.sqrt(np.maximum(squares[:, None] + squares - 2 * centred @ centred.T, 0))
