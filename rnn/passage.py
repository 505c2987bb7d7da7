"""Where in its text a network is looked at: one window, and the passage around it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.course import Course
from rnn.network import Trace, forward
from rnn.parameters import Parameters

STEPS_AROUND = 1000


@dataclass(frozen=True)
class Stretch:
    """Some steps of a text, one after another: inputs and targets (n,), from the step `first` of the text on."""

    first: int
    inputs: np.ndarray
    targets: np.ndarray

    def __len__(self) -> int:
        return len(self.inputs)


def excerpt(course: Course, window: int) -> Stretch:
    """Return one window of the text, by its number from 0: what one update looks at."""
    return _stretch(course, course.window_at(window))


def passage(course: Course, window: int) -> Stretch:
    """Return a window with the windows around it, up to 1,000 steps on each side; the whole of a short text."""
    here, around = course.window_at(window), STEPS_AROUND // course.window * course.window
    return _stretch(course, slice(max(0, here.start - around), min(len(course.inputs), here.stop + around)))


def read_excerpt(parameters: Parameters, course: Course, window: int) -> Trace:
    """Run a window through the network. Where states are carried, it first reads the passage up to there."""
    here = course.window_at(window)
    before = course.inputs[passage(course, window).first : here.start]
    is_read = course.carries and len(before)
    return forward(parameters, course.inputs[here], forward(parameters, before).a[-1] if is_read else None)


def read_passage(parameters: Parameters, course: Course, window: int) -> Trace:
    """Run a passage through the network, in the state 0 at its begin; where nothing is carried, at each window's."""
    inputs = passage(course, window).inputs
    if course.carries:
        return forward(parameters, inputs)
    parts = np.split(inputs, range(course.window, len(inputs), course.window))
    traces = [forward(parameters, part) for part in parts]
    s, a, o, y_pred = (np.concatenate([getattr(trace, name) for trace in traces]) for name in ("s", "a", "o", "y_pred"))
    return Trace(s, a, o, y_pred, traces[0].a_start)


def _stretch(course: Course, steps: slice) -> Stretch:
    return Stretch(steps.start, course.inputs[steps], course.targets[steps])
