"""Where in its text a network is looked at: one window, and the passage around it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.model.network import Trace, forward
from rnn.model.parameters import Parameters
from rnn.model.windows import TrainingWindows

LONGEST = 2000
STEPS_BEFORE = 1000


@dataclass(frozen=True)
class Excerpt:
    """Some steps of a text, one after another: inputs and targets (n,), from the step `first` of the text on."""

    first: int
    inputs: np.ndarray
    targets: np.ndarray

    def __len__(self) -> int:
        return len(self.inputs)


def window_excerpt(windows: TrainingWindows, window: int) -> Excerpt:
    """Return one window of the text, by its number from 0: what one update looks at."""
    return _excerpt(windows, windows.window_span(window))


def passage(windows: TrainingWindows, window: int) -> Excerpt:
    """Return the windows around one, 2,000 steps at most; the whole of a text that is no longer.

    A text is cut into passages of even length, so that all windows of a passage have the same one around them.
    """
    count = -(-windows.count // max(1, LONGEST // windows.length))
    length = -(-windows.count // count) * windows.length
    first = windows.window_span(window).start // length * length
    return _excerpt(windows, slice(first, min(first + length, len(windows.inputs))))


def read_window(parameters: Parameters, windows: TrainingWindows, window: int) -> Trace:
    """Run a window through the network. Where states are carried, it first reads up to 1,000 steps before it."""
    here = windows.window_span(window)
    before = _before(windows, here.start)
    is_read = windows.carries and len(before)
    return forward(parameters, windows.inputs[here], forward(parameters, before).a[-1] if is_read else None)


def read_passage(parameters: Parameters, windows: TrainingWindows, window: int) -> Trace:
    """Run a passage through the network. Where states are carried, it first reads up to 1,000 steps before it; where
    they are not, it begins each window in the state 0.
    """
    here = passage(windows, window)
    if windows.carries:
        before = _before(windows, here.first)
        return forward(parameters, here.inputs, forward(parameters, before).a[-1] if len(before) else None)
    parts = np.split(here.inputs, range(windows.length, len(here), windows.length))
    traces = [forward(parameters, part) for part in parts]
    s, a, o, y_pred = (np.concatenate([getattr(trace, name) for trace in traces]) for name in ("s", "a", "o", "y_pred"))
    return Trace(s, a, o, y_pred, traces[0].a_start)


def _before(windows: TrainingWindows, step: int) -> np.ndarray:
    return windows.inputs[max(0, step - STEPS_BEFORE // windows.length * windows.length) : step]


def _excerpt(windows: TrainingWindows, steps: slice) -> Excerpt:
    return Excerpt(steps.start, windows.inputs[steps], windows.targets[steps])
