"""The two networks that tell the riddle: the visitor's own where it fits, else one trained here, a slice at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from rnn.analysis.riddle import SHORTEST_TEXT
from rnn.runs.run import Run
from rnn.runs.settings import Settings
from rnn.session.server.training_slots import TRAINING_SLOTS

TRAINED_FOR = 10_000


@dataclass
class RiddleRuns:
    """Runs that are trained for the riddle alone, and how far the visitor has come in it.

    runs     {settings: run}, of the run at hand only
    guesses  what the visitor guessed at each step that was shown, as the index of a choice
    """

    runs: dict[Settings, Run] = field(default_factory=dict)
    guesses: list[int] = field(default_factory=list)
    _kept: dict[int, tuple[tuple, Any]] = field(default_factory=dict)

    def choose(self, own: Run) -> tuple[Run, Run]:
        """Return the run that copies and the one that says next characters; the visitor's own is one if it fits."""
        wanted = copying(own.settings), replace(copying(own.settings), target="next")
        both = tuple(own if is_own(settings, own) else self.runs.get(settings) or Run(settings) for settings in wanted)
        self.runs = {run.settings: run for run in both if run is not own}
        return both

    def train(self, seconds: float) -> None:
        """Train the first run that is not ready for about so many seconds, if the machine has a place free."""
        run = next((run for run in self.runs.values() if not run.is_finished), None)
        if run is None:
            return
        with TRAINING_SLOTS.slot(seconds) as is_open:
            if is_open:
                run.advance(seconds=seconds)

    def keep(self, step: int, run: Run, epoch: int, make: Callable[[], Any]) -> Any:
        """Return what was made for a step of the story, made anew only where another run or epoch plays it."""
        if step not in self._kept or self._kept[step][0] != (run.settings, epoch):
            self._kept[step] = ((run.settings, epoch), make())
        return self._kept[step][1]

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
    """Tell whether the story can be told of this text: 12 characters or more, and no character twice."""
    text = settings.text
    is_unrolled_whole = settings.updates_per_epoch == 1 and not settings.held_out
    return is_unrolled_whole and len(text) >= SHORTEST_TEXT and len(settings.vocabulary) == len(text)


def copying(settings: Settings) -> Settings:
    """Return the settings of the network that copies: the visitor's with that target, or the notebook's."""
    return replace(told_of(settings if fits(settings) else Settings()), target="copy")


def is_own(settings: Settings, own: Run) -> bool:
    """Tell whether the visitor's run is the one of these settings; the length of its film does not matter."""
    return fits(own.settings) and told_of(own.settings) == settings


def told_of(settings: Settings) -> Settings:
    """Return settings that fit with the story's film, and the whole text in one window, whichever its target is."""
    return replace(settings, epochs=TRAINED_FOR, window=0)
