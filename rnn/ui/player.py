"""One playhead on one film: play, pause, step, seek. It knows nothing of Streamlit."""

from __future__ import annotations

from functools import cached_property
from threading import RLock
from time import monotonic

import numpy as np

from rnn import backend
from rnn.network import Trace
from rnn.parameters import Parameters
from rnn.scores import Scores, score
from rnn.settings import Settings
from rnn.training import Run
from rnn.ui.gate import TRAINING_GATE

ARRIVAL_EPOCH = 10_000
PLAYING_SECONDS = 0.06
SEEKING_SECONDS = 0.2
LONGEST_TICK = 0.5
PACES = {"slow": 3.0, "normal": 12.0, "fast": 40.0}


class Moment:
    """The network at one epoch, with what the pages compute of it, each at most once."""

    def __init__(self, run: Run, epoch: int):
        self.run, self.epoch = run, epoch

    @cached_property
    def parameters(self) -> Parameters:
        return self.run.parameters_at(self.epoch)

    @cached_property
    def trace(self) -> Trace:
        return self.run.trace(self.parameters)

    @cached_property
    def scores(self) -> Scores:
        return score(self.trace, self.run.targets)


class Player:
    """The playhead of one run.

    run         what is being played; it trains only as far as the playhead needs
    epoch       where the playhead stands
    is_playing  whether it moves along the film by itself, `pace` frames a second
    has_just_arrived  whether nobody has moved the playhead yet; Play then starts from the beginning
    goal        an epoch that it is on its way to as fast as training allows, or None
    A press of a button may come in a second thread while a tick of the clock is still training in the first; whatever
    moves the playhead or reads the network waits for the other to finish. Only `pause` never waits.
    """

    def __init__(self, settings: Settings, epoch: int | None = None, pace: str = "normal"):
        """Start a run and go to an epoch; without one, to where a newcomer finds it trained, and at rest."""
        self._lock = RLock()
        self._start_run(settings)
        self.pace = pace
        self.has_just_arrived = epoch in (None, ARRIVAL_EPOCH)
        self.is_playing = False
        self.goal: int | None = None
        self.epoch = 0
        self.epochs_per_second = 0.0
        self._place = 0.0  # in frames, with the fraction that the last tick left
        self._moment: Moment | None = None
        self._ticked_at = monotonic()
        self._go_to(ARRIVAL_EPOCH if epoch is None else epoch)

    @property
    def is_moving(self) -> bool:
        """Whether the next tick may change the playhead."""
        return self.is_playing or self.goal is not None

    @property
    def is_at_end(self) -> bool:
        return self.epoch >= self.run.last_epoch

    @property
    def aim(self) -> int:
        """Where the playhead stands, or where it is on its way to."""
        return self.epoch if self.goal is None else self.goal

    @property
    def speed(self) -> str:
        """What the run is doing, in words, with its speed while it trains."""
        if self.run.diverged_at is not None:
            return f"It diverged at epoch {self.run.diverged_at:,}: its numbers were no longer finite."
        if not self.is_moving:
            return f"At rest; trained up to epoch {self.run.epoch:,}."
        if self.epochs_per_second:
            return f"Training at {self.epochs_per_second:,.0f} epochs a second."
        return f"Playing; trained up to epoch {self.run.epoch:,}."

    @property
    def moment(self) -> Moment:
        """The network at the playhead."""
        with self._lock:
            if self._moment is None or self._moment.epoch != self.epoch or self._moment.run is not self.run:
                self._moment = Moment(self.run, self.epoch)
                _ = self._moment.parameters  # at once: the next tick trains them on
            return self._moment

    @property
    def frame(self) -> int:
        """The index of the film's frame at the playhead, or just before it."""
        return self.run.film.frame_before(self.epoch)

    def play(self) -> None:
        """Start to move; from the beginning if the playhead is at the end of the film, or rests where it arrived."""
        with self._lock:
            if self.is_at_end or self.has_just_arrived:
                self._stand_at(0)
            self.has_just_arrived = False
            self.is_playing, self.goal = True, None
            self._place, self._ticked_at = float(self.frame), monotonic()

    def pause(self) -> None:
        """Stop, whatever it was doing."""
        self.is_playing, self.goal, self.epochs_per_second = False, None, 0.0

    def reset(self) -> None:
        """Go back to epoch 0 and rest. What was trained stays trained."""
        self.seek(0)

    def step(self, frames: int) -> None:
        """Rest one or more frames further along the film, or back."""
        epochs = self.run.film.epochs
        between = self.epoch > epochs[self.frame] and frames < 0  # back from between two frames: to the first of them
        self.seek(int(epochs[np.clip(self.frame + frames + between, 0, len(epochs) - 1)]))

    def seek(self, epoch: int) -> None:
        """Go to an epoch and rest: at once where the film is there, else training on through the coming ticks."""
        self.pause()
        with self._lock:
            self.has_just_arrived = False
            self._go_to(epoch)

    def tick(self, seconds: float | None = None) -> None:
        """Move the playhead by what the time since the last tick allows, training for about `seconds` at most."""
        with self._lock:
            if self._is_provisional and backend.is_compiled():
                self._train_anew()
            now = monotonic()
            elapsed, self._ticked_at = min(now - self._ticked_at, LONGEST_TICK), now
            if (goal := self.goal) is not None:
                self._seek_on(goal, seconds or SEEKING_SECONDS)
            elif self.is_playing:
                self._move(elapsed, seconds or PLAYING_SECONDS)

    def _start_run(self, settings: Settings) -> None:
        self._is_provisional = not backend.is_compiled()
        self.run = Run(settings, backend.fastest())

    def _train_anew(self) -> None:
        """Train with the kernel what NumPy had trained so far: a link is the same run, bit by bit, for everybody."""
        aim = self.aim
        self._start_run(self.run.settings)
        if not self.is_playing:
            self._go_to(aim)

    def _go_to(self, epoch: int) -> None:
        epoch = max(0, min(epoch, self.run.last_epoch))
        if epoch <= self.run.epoch:
            self._stand_at(epoch)
        else:
            self.goal = epoch

    def _seek_on(self, goal: int, seconds: float) -> None:
        self._train_to(goal, seconds)
        self._stand_at(min(goal, self.run.epoch))
        if self.epoch >= min(goal, self.run.last_epoch):
            self.goal = None

    def _move(self, elapsed: float, seconds: float) -> None:
        epochs = self.run.film.epochs
        wanted = min(self._place + elapsed * PACES[self.pace], len(epochs) - 1)
        self._train_to(int(epochs[int(wanted)]), seconds)
        if not self.is_playing:  # paused while it trained: what is on the screen stays
            return
        reached = len(self.run.film) - 1
        self._place = wanted if int(wanted) <= reached else float(reached)
        self.epoch = int(epochs[int(self._place)])
        if self.is_at_end:
            self.pause()

    def _train_to(self, epoch: int, seconds: float) -> None:
        run = self.run
        if run.epoch >= epoch or run.is_finished:
            return
        with TRAINING_GATE.slot(seconds) as is_open:
            self.epochs_per_second = 0.0
            if is_open:
                began = monotonic()
                done = run.advance(epochs=epoch - run.epoch, seconds=seconds)
                self.epochs_per_second = done / max(monotonic() - began, 1e-6)

    def _stand_at(self, epoch: int) -> None:
        self.epoch = epoch
        self._place = float(self.frame)
