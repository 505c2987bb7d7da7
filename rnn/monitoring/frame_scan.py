"""Something looked at in the frames of a film, a little at a time: coarse first, then what lies between."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Generic, TypeVar

import numpy as np

from rnn.model.windows import TrainingState
from rnn.runs.run import Run

MOST_FRAMES = 60

Measured = TypeVar("Finding")


class FrameScan(Generic[Measured]):
    """What `look` finds in frames of a run's film, each looked at once. The run is read only.

    The frames looked at are spread evenly over the planned film, its last among them; those not trained yet are left
    for later.
    """

    def __init__(self, run: Run, look: Callable[[TrainingState], Measured], most: int = MOST_FRAMES):
        """Plan a survey of at most this many frames, 2 or more; look takes a copy of a frame's progress."""
        planned = len(run.film.updates)
        stride = -(-planned // (most - 1))
        places = range(-(-planned // stride))
        coarse_first = sorted(places, key=lambda n: (n > 0, -(n & -n), n))  # 0, then multiples of 32, of 16, of 8 ...
        self._run, self._look = run, look
        self._waiting = list(dict.fromkeys([0, planned - 1, *(n * stride for n in coarse_first)]))
        self._found: dict[int, Measured] = {}

    @property
    def is_complete(self) -> bool:
        """Whether every chosen frame that is there has been looked at."""
        return self._next() is None

    @property
    def frames(self) -> list[int]:
        """The frames looked at so far, rising."""
        there = len(self._run.film)
        return sorted(frame for frame in list(self._found) if frame < there)  # a run that diverges drops its last

    @property
    def updates(self) -> np.ndarray:
        """Their updates, (n,), rising."""
        return self._run.film.updates[self.frames]

    @property
    def findings(self) -> list[Measured]:
        """What was found in them, in the same order."""
        return [self._found[frame] for frame in self.frames]

    def at(self, frame: int) -> Measured | None:
        """Return what was found in a frame, or None if it was not looked at yet."""
        return self._found.get(frame)

    def go_on(self, seconds: float) -> None:
        """Look at frames that are there, for about this many seconds; at least at one if any is left."""
        began = perf_counter()
        while (frame := self._next()) is not None:
            self._waiting.remove(frame)
            self._found[frame] = self._look(self._run.film.state(frame))
            if perf_counter() - began >= seconds:
                break

    def _next(self) -> int | None:
        there = len(self._run.film)
        return next((frame for frame in self._waiting if frame < there), None)
