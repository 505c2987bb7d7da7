"""What the pages on dynamics, on surgery and on the riddle keep for one visitor from page to page."""

from __future__ import annotations

from dataclasses import dataclass, field

from rnn.monitoring.spectrum import RunSpectrum
from rnn.session.edit_list import EditList
from rnn.session.moment import View
from rnn.session.riddle_runs import RiddleRuns


@dataclass
class Bench:
    """The visitor's edits, the riddle's networks, and what is measured of the film at hand."""

    edit_list: EditList = field(default_factory=EditList)
    riddle_runs: RiddleRuns = field(default_factory=RiddleRuns)
    _studied: View | None = None
    _study: RunSpectrum | None = None

    def study(self, view: View) -> RunSpectrum:
        """Return the measurements of this run's film; those of another, or at another window, are let go."""
        if self._studied is not view:
            self._studied, self._study = view, RunSpectrum(view.run, view.window)
        return self._study
