"""Copies of one network that read the same characters side by side, each with units of its own held."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import perf_counter

import numpy as np

from rnn.analysis.edits import Edit, HoldUnit, edited_parameters
from rnn.analysis.text_sample import Piece, TextSample
from rnn.model.network import softmax, step_losses
from rnn.model.parameters import Parameters


class EditedNetworks:
    """B networks with the same parameters, row i of `a` (B, H) being the state of network i."""

    def __init__(self, parameters: Parameters, count: int, hold: Callable[[np.ndarray, int], None]):
        """Begin in the state 0; hold takes the activations (B, H) of a step and its number, and sets the held ones."""
        self._parameters, self._hold = parameters, hold
        self.a = np.zeros((count, parameters.hidden_size))

    @classmethod
    def altered(cls, parameters: Parameters, edits: Iterable[Edit]) -> EditedNetworks:
        """Return one network with the edits made; none leave the untouched one. Raises as `check_edits` does."""
        edits = tuple(edits)
        holds = [edit for edit in edits if isinstance(edit, HoldUnit)]

        def hold(a: np.ndarray, step: int) -> None:
            for edit in holds:
                if edit.holds(step):
                    a[:, edit.unit] = edit.value

        return cls(edited_parameters(parameters, edits), 1, hold)

    @classmethod
    def ablated(cls, parameters: Parameters) -> EditedNetworks:
        """Return H networks: in network i the activation of unit i is held at 0."""
        return cls(parameters, parameters.hidden_size, lambda a, step: np.fill_diagonal(a, 0))

    def __len__(self) -> int:
        return len(self.a)

    def read(self, inputs: np.ndarray, first_step: int = 0) -> np.ndarray:
        """Make a step for each input, from the states that the last reading ended in; return the logits (n, B, K).

        inputs  (n,) indices      first_step  the number of the first step, by which the holds count
        """
        W, U, b, V, c = self._parameters
        states = np.empty((len(inputs), *self.a.shape))
        for n, x in enumerate(inputs):
            self.a = np.tanh(self.a @ W.T + (U[:, x] + b))
            self._hold(self.a, first_step + n)
            states[n] = self.a
        return states @ V.T + c


class TextScores:
    """The losses of networks over a sample of a text, and their characters right, worked out a little at a time.

    losses  (B,) nats, summed over the steps measured so far
    right   (B,) how many of those steps have the target as their most likely character
    read    how many steps were read so far, of sample.steps_to_read
    """

    def __init__(self, networks: EditedNetworks, sample: TextSample):
        self._networks, self._sample, self._pieces = networks, sample, sample.pieces()
        self.losses = np.zeros(len(networks))
        self.right = np.zeros(len(networks), dtype=int)
        self.read = 0

    @property
    def is_complete(self) -> bool:
        """Whether all of the sample is measured."""
        return self.read == self._sample.steps_to_read

    def go_on(self, seconds: float) -> None:
        """Measure for about this many seconds; at least a few steps if any are left."""
        began = perf_counter()
        while not self.is_complete:
            self._read(next(self._pieces))
            if perf_counter() - began >= seconds:
                break

    def _read(self, piece: Piece) -> None:
        windows = self._sample.windows
        if piece.is_fresh:
            self._networks.a = np.zeros_like(self._networks.a)
        with np.errstate(over="ignore", invalid="ignore"):
            o = self._networks.read(windows.inputs[piece.steps], piece.first_step)
            if piece.is_measured:
                targets = windows.targets[piece.steps]
                self.losses += losses_of(o, targets)
                self.right += (o.argmax(axis=2) == targets[:, None]).sum(axis=0)
        self.read += len(piece)


def losses_of(o: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Return the loss of each network, (B,) in nats, summed over the steps, from logits (n, B, K), targets (n,)."""
    n, B, K = o.shape
    return step_losses(softmax(o).reshape(n * B, K), np.repeat(targets, B)).reshape(n, B).sum(axis=0)
