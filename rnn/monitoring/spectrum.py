"""What is measured along a whole film, a little at a time: W's spectral radius, and one basis for all its states."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter

import numpy as np

from rnn.analysis.dynamics import Basis, fit_basis, spectral_radius
from rnn.model.excerpts import read_window
from rnn.runs.run import Run

FITTED_FRAMES = 40


@dataclass(frozen=True)
class FilmBasis:
    """A basis fitted on the hidden states of a film, or of as much of it as there was.

    basis     the axes, three of them
    reach (3,) the largest absolute coordinate of a fitted state on each axis
    frames    how many frames there were when it was fitted; update the last one's
    is_whole  whether that was the whole film
    """

    basis: Basis
    reach: np.ndarray
    frames: int
    update: int
    is_whole: bool


class RunSpectrum:
    """Measurements along one run's film, each made once, states at one window of its text. The run is read only."""

    def __init__(self, run: Run, window: int = 0):
        self.run, self._window = run, window
        self._radii: list[float] = []
        self._fitted: FilmBasis | None = None

    @property
    def radii(self) -> np.ndarray:
        """The spectral radius of W at the first frames of the film, as far as they are measured."""
        return np.array(self._radii[: len(self.run.film)])

    @property
    def is_complete(self) -> bool:
        """Whether the run is at its end and every frame is measured."""
        return self.run.is_finished and len(self._radii) >= len(self.run.film)

    def measure(self, seconds: float) -> None:
        """Measure the frames that are there and not measured yet, for about this many seconds; one frame at least."""
        began = perf_counter()
        while len(self._radii) < len(self.run.film):
            self._radii.append(float(spectral_radius(self.run.film.frame(len(self._radii)).W)))
            if perf_counter() - began >= seconds:
                return

    def basis(self, is_moving: bool = False) -> FilmBasis:
        """Return the basis of the film.

        is_moving  while the pictures move the basis stays as it is, so that what moves in them moves in the network; it
                   is fitted anew only when the film has become whole and it knew less than half of it
        """
        frames = len(self.run.film)
        old = self._fitted
        if old is None or (frames, self.run.is_finished) != (old.frames, old.is_whole):
            knew_little = old is None or (self.run.is_finished and old.frames < frames / 2)
            if knew_little or not is_moving:
                self._fitted = self._fit(frames)
        return self._fitted

    def _fit(self, frames: int) -> FilmBasis:
        film = self.run.film
        spread = np.unique(np.linspace(0, frames - 1, FITTED_FRAMES).astype(int))
        states = np.stack([read_window(film.frame(index), self.run.windows, self._window).a for index in spread])
        basis = fit_basis(states)
        reach = np.abs(basis.project(states)).max(axis=(0, 1))
        return FilmBasis(basis, reach, frames, int(film.updates[frames - 1]), self.run.is_finished)
