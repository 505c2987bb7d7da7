"""What the pages on dynamics, on surgery and on the riddle keep for one visitor from page to page."""

from __future__ import annotations

from dataclasses import dataclass, field

from rnn.film_study import FilmStudy
from rnn.training import Run
from rnn.ui.cast import Cast
from rnn.ui.operation import Operation


@dataclass
class Bench:
    """The visitor's edits, the riddle's networks, and what is measured of the film at hand."""

    operation: Operation = field(default_factory=Operation)
    cast: Cast = field(default_factory=Cast)
    _study: FilmStudy | None = None

    def study(self, run: Run) -> FilmStudy:
        """Return the measurements of this run's film; those of another are let go."""
        if self._study is None or self._study.run is not run:
            self._study = FilmStudy(run)
        return self._study
