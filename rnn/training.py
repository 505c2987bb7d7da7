"""A run: a network being trained, with all its losses and its film."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import numpy as np

from rnn import backend
from rnn.course import Course, Progress
from rnn.errors import InvalidInput
from rnn.film import Film
from rnn.knobs import clipping_at, next_clipping, rates
from rnn.network import Trace, cross_entropy, forward
from rnn.optimisers import optimiser_named
from rnn.parameters import Parameters
from rnn.settings import Settings

SLICE_SECONDS = 0.01


class Run:
    """Gradient descent on the cross-entropy, summed over each window, from Settings alone.

    update       how many updates have been made; one holds the whole text in the notebook's case, and is an epoch then
    inputs, targets  (T,) the indices of what it is trained on       course  the same in windows
    losses       (update,) each update's train loss in nats, summed over its window, taken before the update
    film         the frames so far
    diverged_at  the update whose numbers were no longer finite, or None; the run then stays at its last finite frame
    Deterministic: the same settings give the same numbers, bit for bit, whatever the pieces it was advanced in, with
    the same source of updates on the same kind of processor; kernel and NumPy differ by rounding, and so do two kinds
    of processors, whose vectors differ. Rounding grows where the loss falls most steeply.
    """

    def __init__(self, settings: Settings, train=backend.train):
        """Draw the first parameters; train is what makes the updates: `backend.train`, or one with its signature."""
        self.settings = settings
        self.vocabulary = settings.vocabulary
        self.inputs, self.targets = self._steps(settings.training_characters)
        optimiser = optimiser_named(settings.optimiser)
        self.course = Course(self.inputs, self.targets, settings.window_steps, settings.carry, optimiser)
        first = Parameters.random(
            settings.hidden_size, len(self.vocabulary), settings.random_seed, settings.initial_scale,
            settings.initialisation,
        )  # fmt: skip
        self._progress = Progress.begin(first, self.course)
        self.film = Film(settings.updates, self._progress)
        self.diverged_at: int | None = None
        self._losses = np.empty(min(settings.updates, 1024))
        self._train = train
        self._replayed = self._progress.copy()

    @property
    def update(self) -> int:
        """The number of updates made so far."""
        return self._progress.update

    @property
    def epoch(self) -> int:
        """The number of whole passes over the text so far."""
        return self.update // self.course.windows

    @property
    def unit(self) -> str:
        """What the film counts: "epoch" where one update holds the whole text, else "update"."""
        return "epoch" if self.course.windows == 1 else "update"

    @property
    def parameters(self) -> Parameters:
        """The parameters after all updates so far."""
        return self._progress.parameters

    @property
    def losses(self) -> np.ndarray:
        """The train losses so far, (update,), in nats over each update's window."""
        return self._losses[: self.update]

    @property
    def test_losses(self) -> np.ndarray:
        """The notebook's test loss, (update,): the loss after each update, where one window holds the whole text.

        It is the train loss of the update that follows, so that only the last has to be worked out.
        """
        return np.r_[self.losses, self.loss_now()][1:]

    @property
    def is_finished(self) -> bool:
        """Whether there is nothing left to train: the film is complete, or the run diverged."""
        return self.update >= self.settings.updates or self.diverged_at is not None

    @property
    def last_update(self) -> int:
        """The last update that this run can show: the film's end, or the last finite frame of a run that diverged."""
        return self.settings.updates if self.diverged_at is None else self.update

    @property
    def guessing_loss(self) -> float:
        """The loss of a network that gives every character the same probability, over one window, in nats."""
        return self.course.window * float(np.log(len(self.vocabulary)))

    def held_out_steps(self) -> tuple[np.ndarray, np.ndarray]:
        """Return inputs and targets of the text that is held out, (n,) each; n is 0 where none is."""
        return self._steps(self.settings.held_out_characters)

    def advance(self, epochs: int | None = None, seconds: float | None = None, updates: int | None = None) -> int:
        """Train for so many epochs, or updates, or for about so many seconds; never past the film's end.

        Returns the number of updates done. Raises ValueError if nothing is given or something is negative.
        """
        asked = [number for number in (epochs, seconds, updates) if number is not None]
        if not asked or min(asked) < 0:
            raise ValueError("Say how far to advance: a number of epochs, of updates, of seconds, from 0 on.")
        if epochs is not None:
            updates = epochs * self.course.windows
        began = self.update
        goal = self.settings.updates if updates is None else min(self.settings.updates, began + updates)
        _in_pieces(self._advance, lambda: 0 if self.is_finished else goal - self.update, seconds)
        return self.update - began

    def loss_now(self) -> float:
        """Return the loss after all updates so far, in nats over the whole text."""
        return cross_entropy(self.trace().y_pred, self.targets)

    def trace(self, parameters: Parameters | None = None) -> Trace:
        """Run the whole text through the network as it is now, or through other parameters."""
        return forward(parameters or self.parameters, self.inputs)

    def parameters_at(self, update: int) -> Parameters:
        """Return the parameters after so many updates, exactly: replayed from the frame before.

        Raises InvalidInput for an update that the run has not reached.
        """
        return self.progress_at(update).parameters

    def progress_at(self, update: int) -> Progress:
        """Return all that training changes, as it is after so many updates; otherwise as `parameters_at`."""
        self.replay(update)
        return self._replayed.copy()

    def replay(self, update: int, seconds: float | None = None) -> bool:
        """Come nearer to an update that has been made, for about so many seconds; tell whether it is reached.

        What was replayed last is gone on from, where that is shorter than from the frame before.
        Raises InvalidInput for an update that the run has not reached.
        """
        if not 0 <= update <= self.update:
            unit = self.unit.capitalize()
            raise InvalidInput("epoch", f"{unit} {update:,} is outside the film, which goes from 0 to {self.update:,}.")
        if update == self.update:
            self._replayed = self._progress.copy()
            return True
        frame = self.film.frame_before(update)
        if not self.film.updates[frame] <= self._replayed.update <= update:
            self._replayed = self.film.progress(frame)
        replayed = self._replayed
        _in_pieces(
            lambda updates: self._make_updates(replayed, np.empty(updates)),
            lambda: update - replayed.update,
            seconds,
        )
        return replayed.update == update

    def forked(self, settings: Settings, update: int) -> Run:
        """Return a run of settings that differ only from an update on; what is before is shared, not trained again."""
        run = Run(settings, self._train)
        run.film.take_over(self.film, update)
        run._progress = run.film.progress(len(run.film) - 1)
        run._losses = self._losses[: max(run.update, 1)].copy()
        return run

    def _steps(self, characters: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
        indices = self.vocabulary.encode(characters)
        return (indices, indices) if self.settings.target == "copy" else (indices[:-1], indices[1:])

    def _advance(self, updates: int) -> None:
        """Make so many updates, stopping at each planned frame to keep it."""
        goal = self.update + updates
        self._make_room(goal)
        while self.update < goal and self.diverged_at is None:
            stop = min(goal, self.film.next_update)
            began = self.update
            if self._make_updates(self._progress, self._losses[began:stop]) < stop - began:
                self._stop_at_last_frame(self.update)
            elif stop == self.film.next_update:
                self.film.append(self._progress)

    def _make_updates(self, progress: Progress, losses: np.ndarray) -> int:
        """Make as many updates as losses has places, with the rates and bounds of each; return how many were done."""
        done = 0
        while done < len(losses):
            first = progress.update
            count = int(min(len(losses) - done, next_clipping(self.settings, first) - first))
            now = self._train(
                progress, self.course, rates(self.settings, first, count), clipping_at(self.settings, first),
                losses[done : done + count],
            )  # fmt: skip
            done += now
            if now < count:
                break
        return done

    def _make_room(self, updates: int) -> None:
        if updates > len(self._losses):
            room = np.empty(min(self.settings.updates, max(updates, 2 * len(self._losses))))
            room[: self.update] = self.losses
            self._losses = room

    def _stop_at_last_frame(self, diverged_at: int) -> None:
        self.diverged_at = diverged_at
        if not self._has_finite_loss(self.film.frame(len(self.film) - 1)):
            self.film.drop_last()  # finite parameters, but too large for a forward pass
        self._progress = self.film.progress(len(self.film) - 1)

    def _has_finite_loss(self, parameters: Parameters) -> bool:
        here = self.course.window_at(self.film.last_update)
        with np.errstate(over="ignore", invalid="ignore"):
            y_pred = forward(parameters, self.inputs[here]).y_pred
            return bool(np.isfinite(cross_entropy(y_pred, self.targets[here])))


def _in_pieces(make_updates: Callable[[int], object], missing: Callable[[], int], seconds: float | None) -> None:
    """Make the missing updates, for about so many seconds at most: in pieces that take about a slice each."""
    began, piece = perf_counter(), 1
    while (left := missing()) > 0:
        before = perf_counter()
        if seconds is None:
            piece = left
        elif before - began >= seconds:
            return
        piece = min(piece, left)
        make_updates(piece)
        piece = max(1, min(2 * piece, int(piece * SLICE_SECONDS / max(perf_counter() - before, 1e-6))))
