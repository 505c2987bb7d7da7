"""A run: a network being trained, with all its losses and its film."""

from __future__ import annotations

from time import perf_counter

import numpy as np

from rnn import backend
from rnn.errors import InvalidInput
from rnn.film import Film
from rnn.network import Trace, cross_entropy, forward
from rnn.parameters import Parameters
from rnn.settings import Settings

SLICE_SECONDS = 0.01


class Run:
    """Plain gradient descent on the summed cross-entropy, as the notebook does it, from Settings alone.

    epoch        how many updates have been made
    parameters   Parameters after that many updates
    losses       (epoch,) each epoch's train loss in nats, taken before its update
    film         the frames so far
    diverged_at  the epoch whose numbers were no longer finite, or None; the run then stays at its last finite frame
    Deterministic: the same settings give the same numbers, bit for bit, whatever the pieces it was advanced in, with
    the same source of epochs; kernel and NumPy differ by rounding, which grows where the loss falls most steeply.
    """

    def __init__(self, settings: Settings, train=backend.train):
        """Draw the first parameters; train is what makes the epochs: `backend.train`, or one with its signature."""
        self.settings = settings
        self.vocabulary = settings.vocabulary
        self.inputs = self.vocabulary.encode(settings.input_text)
        self.targets = self.vocabulary.encode(settings.target_text)
        self.parameters = Parameters.random(
            settings.hidden_size, len(self.vocabulary), settings.random_seed, settings.initial_scale
        )
        self.film = Film(settings.epochs, self.parameters)
        self.epoch = 0
        self.diverged_at: int | None = None
        self._losses = np.empty(min(settings.epochs, 1024))
        self._train = train

    @property
    def losses(self) -> np.ndarray:
        """The train losses so far, (epoch,), in nats over the whole text."""
        return self._losses[: self.epoch]

    @property
    def test_losses(self) -> np.ndarray:
        """The notebook's test loss, (epoch,): the loss after each epoch's update, so the next epoch's train loss."""
        return np.r_[self.losses, cross_entropy(self.trace().y_pred, self.targets)][1:]

    @property
    def is_finished(self) -> bool:
        """Whether there is nothing left to train: the film is complete, or the run diverged."""
        return self.epoch >= self.settings.epochs or self.diverged_at is not None

    @property
    def last_epoch(self) -> int:
        """The last epoch that this run can show: the film's end, or the last finite frame of a run that diverged."""
        return self.settings.epochs if self.diverged_at is None else self.epoch

    @property
    def guessing_loss(self) -> float:
        """The loss of a network that gives every character the same probability, T ln K, in nats."""
        return self.settings.steps * float(np.log(len(self.vocabulary)))

    def advance(self, epochs: int | None = None, seconds: float | None = None) -> int:
        """Train for so many epochs, or for about so many seconds, or both; never past the film's end.

        Returns the number of epochs done. Raises ValueError if neither is given or one is negative.
        """
        if (epochs is None and seconds is None) or (epochs or 0) < 0 or (seconds or 0) < 0:
            raise ValueError("Say how far to advance: a number of epochs, of seconds, or both, from 0 on.")
        began_at, began = self.epoch, perf_counter()
        goal = self.settings.epochs if epochs is None else min(self.settings.epochs, self.epoch + epochs)
        piece = goal - self.epoch if seconds is None else 4
        while self.epoch < goal and self.diverged_at is None:
            before = perf_counter()
            if seconds is not None and before - began >= seconds:
                break
            piece = min(piece, goal - self.epoch)
            self._advance(piece)
            if seconds is not None:  # the next piece takes about a slice
                piece = max(1, min(2 * piece, int(piece * SLICE_SECONDS / max(perf_counter() - before, 1e-6))))
        return self.epoch - began_at

    def trace(self, parameters: Parameters | None = None) -> Trace:
        """Run the text through the network as it is now, or through other parameters."""
        return forward(parameters or self.parameters, self.inputs)

    def parameters_at(self, epoch: int) -> Parameters:
        """Return the parameters after `epoch` updates, exactly: replayed from the frame before it.

        Raises InvalidInput for an epoch that the run has not reached.
        """
        if not 0 <= epoch <= self.epoch:
            raise InvalidInput("epoch", f"Epoch {epoch:,} is outside the film, which goes from 0 to {self.epoch:,}.")
        if epoch == self.epoch:
            return self.parameters.copy()
        index = self.film.frame_before(epoch)
        parameters = self.film.frame(index)
        missing = np.empty(epoch - int(self.film.epochs[index]))
        if len(missing):
            self._train(parameters, self.inputs, self.targets, self.settings.learning_rate, missing)
        return parameters

    def _advance(self, epochs: int) -> None:
        """Train so many epochs, stopping at each planned frame to keep it."""
        goal = self.epoch + epochs
        self._make_room(goal)
        while self.epoch < goal and self.diverged_at is None:
            stop = min(goal, self.film.next_epoch)
            losses = self._losses[self.epoch : stop]
            done = self._train(self.parameters, self.inputs, self.targets, self.settings.learning_rate, losses)
            if done < len(losses):
                self._stop_at_last_frame(self.epoch + done)
                return
            self.epoch = stop
            if stop == self.film.next_epoch:
                self.film.append(self.parameters)

    def _make_room(self, epochs: int) -> None:
        if epochs > len(self._losses):
            room = np.empty(min(self.settings.epochs, max(epochs, 2 * len(self._losses))))
            room[: self.epoch] = self.losses
            self._losses = room

    def _stop_at_last_frame(self, diverged_at: int) -> None:
        self.diverged_at = diverged_at
        if not self._has_finite_loss(self.film.frame(len(self.film) - 1)):
            self.film.drop_last()  # finite parameters, but too large for a forward pass
        self.epoch = self.film.last_epoch
        self.parameters = self.film.frame(len(self.film) - 1)

    def _has_finite_loss(self, parameters: Parameters) -> bool:
        with np.errstate(over="ignore", invalid="ignore"):
            return bool(np.isfinite(cross_entropy(self.trace(parameters).y_pred, self.targets)))
