"""The two networks of the riddle: the visitor's own where it fits, else one trained here, a slice at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from rnn.analysis.disorder import CopyingFilm, OtherOrders, copy_other_orders
from rnn.analysis.riddle import Alphabet, is_alphabet
from rnn.monitoring.frame_scan import FrameScan
from rnn.runs.film import FRAMES
from rnn.runs.run import Run
from rnn.runs.settings import Settings
from rnn.session.server.training_slots import TRAINING_SLOTS

TRAINED_FOR = 10_000
STEPS, CHOICES = 6, 3


@dataclass
class RiddleRuns:
    """Runs that are trained for the riddle alone, and how far the visitor has come in it.

    runs     {settings: run}, of the run at hand only
    guesses  what the visitor guessed at each step that was shown, as the index of a choice, 0 to 2; 6 at most
    """

    runs: dict[Settings, Run] = field(default_factory=dict)
    guesses: list[int] = field(default_factory=list)

    def choose(self, own: Run) -> tuple[Run, Run]:
        """Return the run that copies and the one on next characters; the visitor's own is one of them if it fits."""
        wanted = copying(own.settings), replace(copying(own.settings), target="next")
        both = tuple(own if is_own(settings, own) else self.runs.get(settings) or Run(settings) for settings in wanted)
        self.runs = {run.settings: run for run in both if run is not own}
        return both

    def train(self, seconds: float) -> None:
        """Train the first run that is not ready for about this many seconds, if the machine has a place free."""
        run = next((run for run in self.runs.values() if not run.is_finished), None)
        if run is None:
            return
        with TRAINING_SLOTS.slot(seconds) as is_open:
            if is_open:
                run.advance(seconds=seconds)

    def guess(self, step: int, choice: int | None) -> None:
        """Take the guess at a step, from 0; a second press of its button, or one without a choice, changes nothing."""
        if step == len(self.guesses) and choice in range(CHOICES):
            self.guesses.append(choice)

    def resume(self, guesses: Iterable[int]) -> None:
        """Take the guesses of another visit, up to the first that is none."""
        self.guesses.clear()
        for step, choice in zip(range(STEPS), guesses, strict=False):
            self.guess(step, choice)

    @property
    def progress(self) -> float:
        """How much of the training is done, 0 to 1."""
        goal = sum(run.last_update for run in self.runs.values())
        return sum(run.update for run in self.runs.values()) / goal if goal else 1.0

    @property
    def is_ready(self) -> bool:
        """Whether all runs are trained."""
        return all(run.is_finished for run in self.runs.values())


def fits(settings: Settings) -> bool:
    """Return whether the riddle can be posed of these settings: the whole text in one window, no character twice."""
    return settings.updates_per_epoch == 1 and not settings.held_out and is_alphabet(settings.characters)


@lru_cache(maxsize=8)  # asked for several times with every drawing
def copying(settings: Settings) -> Settings:
    """Return the settings of the network that copies: the visitor's with that target, or the notebook's."""
    return replace(trained_whole(settings if fits(settings) else Settings()), target="copy")


def is_own(settings: Settings, own: Run) -> bool:
    """Return whether the visitor's run is the one of these settings; the length of its film does not matter."""
    return fits(own.settings) and trained_whole(own.settings) == settings


@lru_cache(maxsize=8)
def trained_whole(settings: Settings) -> Settings:
    """Return settings that fit with the riddle's length of training, and the whole text in one window."""
    return replace(settings, epochs=TRAINED_FOR, window=0)


def scan_copying(run: Run) -> FrameScan[OtherOrders]:
    """Return a scan that copies, at each frame of a run's film that is trained, its text and other orders of it."""
    alphabet = Alphabet(run.settings.characters)
    return FrameScan(run, lambda state: copy_other_orders(state.parameters, alphabet), most=FRAMES + 1)


def copying_film(scan: FrameScan[OtherOrders], now: OtherOrders, epoch: int) -> CopyingFilm:
    """Return what the scan has measured so far, and what the network at the playhead copies, at this epoch.

    A playhead beyond the last frame measured is the last of them.
    """
    epochs, found = scan.updates, scan.findings
    if epoch > epochs[-1]:
        epochs, found = np.r_[epochs, epoch], [*found, now]
    return CopyingFilm(
        epochs,
        np.array([one.in_order for one in found]),
        np.array([one.mean for one in found]),
        len(now.fed),
        epoch,
        now.mean,
    )
