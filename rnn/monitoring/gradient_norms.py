"""How long the gradients and the updates are along the film, measured a few frames at a time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rnn.model.excerpts import read_window, window_excerpt
from rnn.model.network import backward
from rnn.model.parameters import Parameters
from rnn.model.windows import TrainingState
from rnn.monitoring.frame_scan import FrameScan
from rnn.monitoring.measurements import norms, update_ratios
from rnn.monitoring.next_update import clipped, next_change
from rnn.runs.run import Run
from rnn.runs.settings import Settings


class Lengths(NamedTuple):
    """What is measured at one update.

    gradients  ‖dW‖, ‖dU‖, ‖db‖, ‖dV‖, ‖dc‖ before clipping
    ratios     ‖change by the next update‖ / ‖weights‖ of the five; infinite where weights are all 0
    whole      the length of the whole gradient, all five together, before clipping and after
    """

    gradients: dict[str, float]
    ratios: dict[str, float]
    whole: tuple[float, float]


def measure_lengths(state: TrainingState, gradients: Parameters, settings: Settings) -> Lengths:
    """Measure the gradients at hand, and the update that they would make from here."""
    with np.errstate(over="ignore", invalid="ignore"):
        bounded = clipped(gradients, settings, state.update)
        whole = float(np.linalg.norm(gradients.theta)), float(np.linalg.norm(bounded.theta))
        ratios = update_ratios(state.parameters, next_change(state, gradients, settings))
        return Lengths(norms(gradients), ratios, whole)


class NormCurves(NamedTuple):
    """What is measured so far along a film, at n updates, as arrays that stay as they are.

    updates         (n,) rising
    gradient_norms  (n, 5) ‖dW‖, ‖dU‖, ‖db‖, ‖dV‖, ‖dc‖ before clipping
    ratios          (n, 5) ‖change‖ / ‖weights‖ of the five; infinite where weights are all 0
    whole_norms     (n, 2) the length of the whole gradient, before clipping and after
    """

    updates: np.ndarray
    gradient_norms: np.ndarray
    ratios: np.ndarray
    whole_norms: np.ndarray


class FilmNorms:
    """Lengths at frames of a run's film, coarse first. The gradient is that of one window of the text.

    So they can be compared along the film; the update that came next there may have looked at another window.
    """

    def __init__(self, run: Run, window: int = 0):
        self._run, self._window, self._excerpt = run, window, window_excerpt(run.windows, window)
        self._survey = FrameScan(run, self._measure)

    @property
    def is_complete(self) -> bool:
        """Whether every chosen frame that is there has been measured."""
        return self._survey.is_complete

    @property
    def updates(self) -> np.ndarray:
        """The updates measured so far, (n,), rising."""
        return self._survey.updates

    @property
    def gradient_norms(self) -> np.ndarray:
        """‖dW‖, ‖dU‖, ‖db‖, ‖dV‖, ‖dc‖ at those updates, (n, 5)."""
        return _rows([list(found.gradients.values()) for found in self._survey.findings], len(Parameters.NAMES))

    @property
    def ratios(self) -> np.ndarray:
        """‖change‖ / ‖weights‖ of the five there, (n, 5); infinite where weights are all 0."""
        return _rows([list(found.ratios.values()) for found in self._survey.findings], len(Parameters.NAMES))

    @property
    def whole_norms(self) -> np.ndarray:
        """The length of the whole gradient there, before clipping and after, (n, 2)."""
        return _rows([found.whole for found in self._survey.findings], 2)

    def curves(self) -> NormCurves:
        """Return what is measured so far, for a figure."""
        return NormCurves(self.updates, self.gradient_norms, self.ratios, self.whole_norms)

    def measure(self, seconds: float) -> None:
        """Measure frames that are there, for about this many seconds; at least one if any is left."""
        self._survey.go_on(seconds)

    def _measure(self, state: TrainingState) -> Lengths:
        parameters, here = state.parameters, self._excerpt
        trace = read_window(parameters, self._run.windows, self._window)
        gradients = backward(parameters, trace, here.inputs, here.targets)
        return measure_lengths(state, gradients, self._run.settings)


def _rows(rows: list, columns: int) -> np.ndarray:
    return np.array(rows, dtype=float).reshape(-1, columns)
