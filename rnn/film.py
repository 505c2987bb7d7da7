"""The film of a run: its parameters at epochs spaced evenly in log(epoch)."""

from __future__ import annotations

import numpy as np

from rnn.parameters import Parameters

FRAMES = 200
FEWEST_FRAMES = 24
FILM_BYTES = 24_000_000


def frame_epochs(epochs: int, frames: int = FRAMES) -> np.ndarray:
    """Return the epochs to keep: 0, then whole numbers from 1 to epochs, even in their logarithm; `frames` at most.

    Small epochs cannot be spaced evenly, as there is no epoch 1.5; what is saved there is spent on the later ones.
    """
    if epochs < frames:
        return np.arange(epochs + 1)
    density = frames - 1
    kept = finer = _spaced(epochs, density)
    while len(finer) <= frames:
        kept, density = finer, density + max(1, frames // 20)
        finer = _spaced(epochs, density)
    return kept


def _spaced(epochs: int, density: int) -> np.ndarray:
    return np.unique(np.r_[0, np.rint(np.geomspace(1, epochs, density)).astype(np.int64)])


class Film:
    """Frames of one run, in the order of their epochs. The plan is fixed from the start; frames come as it trains.

    epochs  (frames,) the planned epochs, rising from 0 to the run's last
    """

    def __init__(self, epochs: int, parameters: Parameters):
        """Plan the film and keep the first frame. Wide networks get fewer frames, so that a film stays under 24 MB."""
        affordable = FILM_BYTES // parameters.theta.nbytes
        self.epochs = frame_epochs(epochs, int(np.clip(affordable, FEWEST_FRAMES, FRAMES)))
        self._like = parameters
        self._thetas: list[np.ndarray] = [parameters.theta.copy()]

    def __len__(self) -> int:
        """How many frames are there so far."""
        return len(self._thetas)

    @property
    def next_epoch(self) -> int | None:
        """The epoch of the frame to come, or None when the film is complete."""
        return int(self.epochs[len(self)]) if len(self) < len(self.epochs) else None

    @property
    def last_epoch(self) -> int:
        """The epoch of the last frame that is there."""
        return int(self.epochs[len(self) - 1])

    def append(self, parameters: Parameters) -> None:
        """Keep a copy of the parameters as the next frame."""
        self._thetas.append(parameters.theta.copy())

    def drop_last(self) -> None:
        """Forget the last frame; the first one stays always."""
        if len(self) > 1:
            self._thetas.pop()

    def frame(self, index: int) -> Parameters:
        """Return a copy of the frame's parameters, which the caller may change."""
        return Parameters(self._thetas[index].copy(), self._like.hidden_size, self._like.vocabulary_size)

    def frame_before(self, epoch: int) -> int:
        """Return the index of the last planned frame whose epoch is not after this one."""
        return int(np.searchsorted(self.epochs, epoch, side="right")) - 1
