"""A run: a network being trained, with all its losses and its film."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import numpy as np

from rnn.errors import InvalidInput, check_kind, check_number, check_whole, plain, shown
from rnn.generation.continuation import Step, generate
from rnn.model import backend
from rnn.model.network import Trace, cross_entropy, forward
from rnn.model.optimisers import optimiser_named
from rnn.model.parameters import Parameters
from rnn.model.windows import TrainingState, TrainingWindows
from rnn.runs.film import Film
from rnn.runs.pieces import make_in_pieces
from rnn.runs.schedule import make_updates, what_holds_before
from rnn.runs.settings import Settings

FURTHEST = 10**12  # more epochs, or updates, than any film has


class Run:
    """Gradient descent on the cross-entropy, summed over each window, from Settings alone.

    update       how many updates have been made; one holds the whole text in the notebook's case, and is an epoch then
    inputs, targets  (T,) the indices of what it is trained on       windows  the same in windows
    losses       (update,) each update's train loss in nats, summed over its window, taken before the update
    film         the frames so far
    make_updates  called with a state of this run and an array of losses: fills both in place, an update for each place,
                 and returns how many it made; fewer where training diverges
    diverged_at  the update whose numbers were no longer finite, or None; the run then stays at its last finite frame
    Deterministic: the same settings give the same numbers, bit for bit, whatever the pieces it was advanced in, with
    the same source of updates on one kind of processor. Kernel and NumPy round differently, as do kinds of processors.
    """

    def __init__(self, settings: Settings, train=backend.train):
        """Draw the first parameters; train is what makes the updates: `backend.train`, or one with its signature.

        Raises InvalidInput if settings are none.
        """
        check_kind("settings", "What a run is made from", settings, Settings, "Write Run(Settings(text=...)).")
        if not callable(train):
            raise InvalidInput("train", f"The argument train is a function such as backend.train, not {shown(train)}.")
        self.settings = settings
        self.vocabulary = settings.vocabulary
        self.inputs, self.targets = self._steps(settings.training_characters)
        optimiser = optimiser_named(settings.optimiser)
        self.windows = TrainingWindows(self.inputs, self.targets, settings.window_steps, settings.carry, optimiser)
        first = Parameters.random(
            settings.hidden_size,
            len(self.vocabulary),
            settings.random_seed,
            settings.initial_scale,
            settings.initialisation,
        )
        self._state = TrainingState.begin(first, self.windows)
        self.film = Film(settings.updates, self._state)
        self.diverged_at: int | None = None
        self._losses = np.empty(min(settings.updates, 1024))
        self._train, self.make_updates = train, partial(make_updates, train, settings, self.windows)
        self._replayed = self._state.copy()

    def __repr__(self) -> str:
        loss = f", last loss {self.losses[-1]:.4g}" if self.update else ""
        end = "" if self.diverged_at is None else f", diverged at update {self.diverged_at:,}"
        return f"<Run: update {self.update:,} of {self.settings.updates:,}{loss}{end}; {self.settings!r}>"

    @property
    def update(self) -> int:
        """The number of updates made so far."""
        return self._state.update

    @property
    def epoch(self) -> int:
        """The number of whole passes over the text so far."""
        return self.update // self.windows.count

    @property
    def unit(self) -> str:
        """What the film counts: "epoch" where one update holds the whole text, else "update"."""
        return "epoch" if self.windows.count == 1 else "update"

    @property
    def parameters(self) -> Parameters:
        """The parameters after all updates so far."""
        return self._state.parameters

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

    def held_out_steps(self) -> tuple[np.ndarray, np.ndarray]:
        """Return inputs and targets of the text that is held out, (n,) each; n is 0 where none is."""
        return self._steps(self.settings.held_out_characters)

    def advance(self, epochs: int | None = None, seconds: float | None = None, updates: int | None = None) -> int:
        """Train for this many epochs, or updates, or for about this many seconds; never past the film's end.

        Returns the number of updates done. Raises InvalidInput, a ValueError, if nothing is given, and for what is
        negative, no number, or a number of epochs or updates that is not whole.
        """
        if epochs is None and seconds is None and updates is None:
            raise InvalidInput("epochs", "Say how far to advance: a number of epochs, of updates or of seconds.")
        seconds = None if seconds is None else check_number("seconds", "The number of seconds", seconds)
        if updates is not None:
            updates = check_whole("updates", "The number of updates", updates, 0, FURTHEST)
        if epochs is not None:
            updates = check_whole("epochs", "The number of epochs", epochs, 0, FURTHEST) * self.windows.count
        began = self.update
        goal = self.settings.updates if updates is None else min(self.settings.updates, began + updates)
        make_in_pieces(self._advance, lambda: 0 if self.is_finished else goal - self.update, seconds)
        return self.update - began

    def loss_now(self) -> float:
        """Return the loss after all updates so far, in nats over the whole text."""
        return cross_entropy(self.trace().y_pred, self.targets)

    def trace(self, parameters: Parameters | None = None) -> Trace:
        """Run the whole text through the network as it is now, or through other parameters of its sizes."""
        return forward(self.parameters if parameters is None else self._checked(parameters), self.inputs)

    def generate(
        self,
        seed: str | Sequence[str],
        length: int,
        priming: str | None = None,
        temperature: float = 0.0,
        random_seed: int = 0,
        user_chosen: Mapping[int, str] | None = None,
        top_k: int = 0,
        top_p: float = 1.0,
    ) -> Iterator[Step]:
        """Go on from a seed with the network as it is now, primed as suits its target where no priming is given.

        Arguments, what is yielded and what is raised are those of `rnn.generate`. Training does not change what is
        still to be yielded.
        """
        how = (seed, length, priming, temperature, random_seed, user_chosen, top_k, top_p)
        return generate(self.parameters.copy(), self.vocabulary, *how, target=self.settings.target)

    def parameters_at(self, update: int) -> Parameters:
        """Return the parameters after this many updates, exactly: replayed from the frame before.

        Raises InvalidInput for an update that the run has not reached.
        """
        return self.state_at(update).parameters

    def state_at(self, update: int) -> TrainingState:
        """Return all that training changes, as it is after this many updates; otherwise as `parameters_at`."""
        self.replay(update)
        return self._replayed.copy()

    def replay(self, update: int, seconds: float | None = None) -> bool:
        """Come nearer to an update that has been made, for about this many seconds; return whether it is reached.

        What was replayed last is gone on from, where that is shorter than from the frame before.
        Raises InvalidInput for an update that the run has not reached.
        """
        update = self._checked_update(update)
        seconds = None if seconds is None else check_number("seconds", "The number of seconds", seconds)
        if update == self.update:
            self._replayed = self._state.copy()
            return True
        frame = self.film.frame_before(update)
        if not self.film.updates[frame] <= self._replayed.update <= update:
            self._replayed = self.film.state(frame)
        replayed = self._replayed
        make_in_pieces(
            lambda updates: self.make_updates(replayed, np.empty(updates)),
            lambda: update - replayed.update,
            seconds,
        )
        return replayed.update == update

    def forked(self, settings: Settings, update: int) -> Run:
        """Return a run of settings that differ only from an update on; what is before is shared, not trained again.

        Raises InvalidInput for settings that differ in more than their changes from that update on.
        """
        check_kind("settings", "What a run is made from", settings, Settings)
        update = check_whole("update", "The update", update, 0, self.settings.updates)
        if what_holds_before(settings, update) != what_holds_before(self.settings, update):
            raise InvalidInput("settings", f"The settings differ from those of this run before update {update:,}.")
        run = Run(settings, self._train)
        run.film.take_over(self.film, update)
        run._state = run.film.state(len(run.film) - 1)
        run._losses = self._losses[: max(run.update, 1)].copy()
        return run

    def _checked_update(self, update) -> int:
        if not isinstance(whole := plain(update), int) or not 0 <= whole <= self.update:
            number = f"{whole:,}" if isinstance(whole, int) and abs(whole) < 10**15 else shown(update)
            sentence = f"{self.unit.capitalize()} {number} is outside the film, which goes from 0 to {self.update:,}."
            raise InvalidInput("epoch", sentence)
        return whole

    def _checked(self, parameters) -> Parameters:
        check_kind("parameters", "The network", parameters, Parameters)
        if (count := parameters.vocabulary_size) != len(self.vocabulary):
            raise InvalidInput("parameters", f"The network has {count:,} characters, the run {len(self.vocabulary):,}.")
        return parameters

    def _steps(self, characters: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
        indices = self.vocabulary.encode(characters)
        return (indices, indices) if self.settings.target == "copy" else (indices[:-1], indices[1:])

    def _advance(self, updates: int) -> None:
        """Make this many updates, stopping at each planned frame to keep it."""
        goal = self.update + updates
        self._make_room(goal)
        while self.update < goal and self.diverged_at is None:
            stop = min(goal, self.film.next_update)
            began = self.update
            if self.make_updates(self._state, self._losses[began:stop]) < stop - began:
                self._stop_at_last_frame(self.update)
            elif stop == self.film.next_update:
                self.film.append(self._state)

    def _make_room(self, updates: int) -> None:
        if updates > len(self._losses):
            room = np.empty(min(self.settings.updates, max(updates, 2 * len(self._losses))))
            room[: self.update] = self.losses
            self._losses = room

    def _stop_at_last_frame(self, diverged_at: int) -> None:
        self.diverged_at = diverged_at
        if not self._has_finite_loss(self.film.frame(len(self.film) - 1)):
            self.film.drop_last()  # finite parameters, but too large for a forward pass
        self._state = self.film.state(len(self.film) - 1)

    def _has_finite_loss(self, parameters: Parameters) -> bool:
        here = self.windows.window_span(self.film.last_update)
        with np.errstate(over="ignore", invalid="ignore"):
            y_pred = forward(parameters, self.inputs[here]).y_pred
            return bool(np.isfinite(cross_entropy(y_pred, self.targets[here])))
