"""How long the gradients and the weights are along the film, measured a few frames at a time."""

from __future__ import annotations

from time import perf_counter

import numpy as np

from rnn.health import norms, update_ratios
from rnn.network import backward
from rnn.parameters import Parameters
from rnn.passage import excerpt, read_excerpt
from rnn.training import Run

MOST_FRAMES = 60


class FilmNorms:
    """Gradient norms and update-to-weight ratios at frames of a run's film, coarse first, then what lies between.

    The gradient is that of one window of the text.
    The frames measured are spread evenly over the planned film, 60 at most; those not trained yet are left for later.
    """

    def __init__(self, run: Run, window: int = 0):
        planned = len(run.film.updates)
        stride = -(-planned // MOST_FRAMES)
        places = range(-(-planned // stride))
        coarse_first = sorted(places, key=lambda n: (n > 0, -(n & -n), n))  # 0, then multiples of 32, of 16, of 8 ...
        self._run, self._window, self._excerpt = run, window, excerpt(run.course, window)
        self._waiting = [n * stride for n in coarse_first]
        self._measured: dict[int, tuple[list[float], list[float]]] = {}

    @property
    def is_complete(self) -> bool:
        """Whether every chosen frame that is there has been measured."""
        return self._next() is None

    @property
    def updates(self) -> np.ndarray:
        """The updates measured so far, (n,), rising."""
        return self._run.film.updates[sorted(self._measured)]

    @property
    def gradient_norms(self) -> np.ndarray:
        """‖dW‖, ‖dU‖, ‖db‖, ‖dV‖, ‖dc‖ at those updates, (n, 5)."""
        return self._column(0)

    @property
    def ratios(self) -> np.ndarray:
        """learning_rate ‖gradient‖ / ‖weights‖ of the five there, (n, 5); infinite where weights are all 0."""
        return self._column(1)

    def measure(self, seconds: float) -> None:
        """Measure frames that are there, for about so many seconds; at least one if any is left."""
        began = perf_counter()
        while (frame := self._next()) is not None:
            self._waiting.remove(frame)
            self._measured[frame] = self._measure(self._run.film.frame(frame))
            if perf_counter() - began >= seconds:
                break

    def _next(self) -> int | None:
        there = len(self._run.film)
        return next((frame for frame in self._waiting if frame < there), None)

    def _measure(self, parameters: Parameters) -> tuple[list[float], list[float]]:
        run, here = self._run, self._excerpt
        trace = read_excerpt(parameters, run.course, self._window)
        gradients = backward(parameters, trace, here.inputs, here.targets)
        ratios = update_ratios(parameters, gradients, run.settings.learning_rate)
        return list(norms(gradients).values()), list(ratios.values())

    def _column(self, index: int) -> np.ndarray:
        rows = [self._measured[frame][index] for frame in sorted(self._measured)]
        return np.array(rows, dtype=float).reshape(-1, len(Parameters.NAMES))
