"""What a network is trained on, window after window, and all that training changes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.model.optimisers import SGD, Optimiser
from rnn.model.parameters import Parameters, parameter_count


@dataclass(frozen=True)
class TrainingWindows:
    """A text to train on in windows (truncated backpropagation through time), and the way to update.

    inputs, targets  (T,) int64 indices
    length           steps of one update, 1 to T; the last window of the text may be shorter, and is trained on too
                     (min-char-rnn drops it, and begins the text anew)
    carries          whether a window begins in the state that the one before it ended in; the first begins at 0
    """

    inputs: np.ndarray
    targets: np.ndarray
    length: int
    carries: bool = True
    optimiser: Optimiser = SGD

    @classmethod
    def whole(cls, inputs: np.ndarray, targets: np.ndarray) -> TrainingWindows:
        """Return the notebook's way: one window that holds the whole text, and plain gradient descent."""
        return cls(inputs, targets, len(inputs))

    @property
    def count(self) -> int:
        """The number of windows, which is the number of updates in one pass over the text."""
        return -(-len(self.inputs) // self.length)

    def window_span(self, update: int) -> slice:
        """Return the steps that an update, counted from 0, looks at."""
        first = update % self.count * self.length
        return slice(first, min(first + self.length, len(self.inputs)))


class TrainingState:
    """Everything that training changes, in one flat vector: the parameters, what the optimiser keeps, the state.

    parameters  Parameters                 memory  (kept, N) what the optimiser keeps of each parameter
    a           (H,) the state that the next window begins in; without a place where every window begins at 0
    update      the number of updates made
    flat        all of it but `update`; parameters, memory and a are views on it
    """

    def __init__(self, flat: np.ndarray, like: Parameters, kept: int, update: int = 0):
        """Wrap a flat vector without copying it; `like` has the sizes, `kept` is how many vectors memory has."""
        H, K = like.hidden_size, like.vocabulary_size
        N = parameter_count(H, K)
        self.flat, self.update = flat, update
        self.parameters = Parameters(flat[:N], H, K)
        self.memory = flat[N : N * (1 + kept)].reshape(kept, N)
        self.a = flat[N * (1 + kept) :]

    @classmethod
    def begin(cls, parameters: Parameters, windows: TrainingWindows) -> TrainingState:
        """Return the progress before the first update: a copy of the parameters, and zeros."""
        kept = len(windows.optimiser.keeps)
        state = parameters.hidden_size if windows.carries and windows.count > 1 else 0
        flat = np.zeros(len(parameters.theta) * (1 + kept) + state)
        flat[: len(parameters.theta)] = parameters.theta
        return cls(flat, parameters, kept)

    def copy(self) -> TrainingState:
        """Return the same numbers in a vector of their own."""
        return TrainingState(self.flat.copy(), self.parameters, len(self.memory), self.update)
