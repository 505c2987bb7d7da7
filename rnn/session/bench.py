"""What the pages on dynamics, on surgery and on the riddle keep for one visitor from page to page."""

from __future__ import annotations

from dataclasses import dataclass, field

from rnn.monitoring.spectrum import FilmStudy
from rnn.session.edit_list import Operation
from rnn.session.moment import View
from rnn.session.riddle_runs import Cast


@dataclass
class Bench:
    """The visitor's edits, the riddle's networks, and what is measured of the film at hand."""

    operation: Operation = field(default_factory=Operation)
    cast: Cast = field(default_factory=Cast)
    _studied: View | None = None
    _study: FilmStudy | None = None

    def study(self, view: View) -> FilmStudy:
        """Return the measurements of this run's film; those of another, or at another window, are let go."""
        if self._studied is not view:
            self._studied, self._study = view, FilmStudy(view.run, view.window)
        return self._study
