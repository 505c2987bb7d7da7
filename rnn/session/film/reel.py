"""A reel: the moments of the film that the browser gets at once, to show each when it is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rnn.session.moment import Moment


@dataclass(frozen=True)
class Reel:
    """Moments of one film, the playhead's last. Iterating over it gives them all.

    moments   one or more
    places    the index of each one's frame on the film, or of the one before it
    seconds   how long each one is shown
    plays     whether the browser is to show one after the other; else it shows the last, and has the others at hand
    continues  whether it follows what the browser has; else it replaces that, from the moment on the screen on
    opens     how many of the first are the opening of the film, for a browser that plays it on arrival
    """

    moments: tuple[Moment, ...]
    places: tuple[int, ...]
    seconds: tuple[float, ...]
    plays: bool = False
    continues: bool = False
    opens: int = 0

    def __iter__(self) -> Iterator[Moment]:
        return iter(self.moments)

    def __len__(self) -> int:
        return len(self.moments)

    @property
    def now(self) -> Moment:
        """The moment at the playhead."""
        return self.moments[-1]


def thinned(places: list[int], seconds: list[float], most_a_second: float) -> tuple[list[int], list[float]]:
    """Return at most so many of the places a second, evenly, the last among them.

    Each one that is kept takes the time of those left out before it.
    seconds  how long each place is shown
    """
    most = max(1, round(most_a_second * sum(seconds)))
    if len(places) <= most:
        return places, seconds
    kept = np.unique(np.linspace(0, len(places) - 1, most + 1)[1:].round().astype(int))
    starts = np.r_[0, kept[:-1] + 1]
    return [places[i] for i in kept], np.add.reduceat(seconds, starts).tolist()
