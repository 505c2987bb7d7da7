"""The film of a run: its progress at updates spaced evenly in log(update)."""

from __future__ import annotations

import numpy as np

from rnn.model.parameters import Parameters
from rnn.model.windows import TrainingState

FRAMES = 200
FEWEST_FRAMES = 20
FILM_BYTES = 64_000_000


def frame_updates(updates: int, frames: int = FRAMES) -> np.ndarray:
    """Return the updates to keep: 0, then whole numbers from 1 to `updates`, even in their logarithm; `frames` at most.

    Small numbers cannot be spaced evenly, as there is no update 1.5; what is saved there is spent on the later ones.
    """
    if updates < frames:
        return np.arange(updates + 1)
    density = frames - 1
    kept = finer = _spaced(updates, density)
    while len(finer) <= frames:
        kept, density = finer, density + max(1, frames // 20)
        finer = _spaced(updates, density)
    return kept


def _spaced(updates: int, density: int) -> np.ndarray:
    return np.unique(np.r_[0, np.rint(np.geomspace(1, updates, density)).astype(np.int64)])


class Film:
    """Frames of one run, in their order. The plan is fixed from the start; frames come as it trains.

    updates  (frames,) the planned updates, rising from 0 to the run's last
    """

    def __init__(self, updates: int, state: TrainingState):
        """Plan the film and keep the first frame.

        Large networks get fewer frames, so that a film stays under 64 MB; but a score at least, which is 95 MB for
        the widest of all with Adam.
        """
        affordable = FILM_BYTES // state.flat.nbytes
        self.updates = frame_updates(updates, int(np.clip(affordable, FEWEST_FRAMES, FRAMES)))
        self._frames: list[TrainingState] = [state.copy()]

    def __len__(self) -> int:
        """How many frames are there so far."""
        return len(self._frames)

    @property
    def next_update(self) -> int | None:
        """The update of the frame to come, or None when the film is complete."""
        return int(self.updates[len(self)]) if len(self) < len(self.updates) else None

    @property
    def last_update(self) -> int:
        """The update of the last frame that is there."""
        return int(self.updates[len(self) - 1])

    def append(self, state: TrainingState) -> None:
        """Keep a copy of the progress as the next frame."""
        self._frames.append(state.copy())

    def drop_last(self) -> None:
        """Forget the last frame; the first one stays always."""
        if len(self) > 1:
            self._frames.pop()

    def take_over(self, other: Film, update: int) -> None:
        """Begin with the frames that another film of the same plan has up to an update; they are shared, not copied."""
        self._frames = other._frames[: min(len(other), other.frame_before(update) + 1)]

    def frame(self, index: int) -> Parameters:
        """Return a copy of the frame's parameters, which the caller may change."""
        return self._frames[index].parameters.copy()

    def state(self, index: int) -> TrainingState:
        """Return a copy of the frame's progress, from which training can go on."""
        return self._frames[index].copy()

    def frame_before(self, update: int) -> int:
        """Return the index of the last planned frame that is not after this update."""
        return int(np.searchsorted(self.updates, update, side="right")) - 1
