"""What the pages look at: one window of a run's text, and at one update the network with what they compute of it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from rnn.analysis.scores import Scores, score
from rnn.model.excerpts import Excerpt, passage, read_passage, read_window, window_excerpt
from rnn.model.network import Trace
from rnn.model.parameters import Parameters
from rnn.model.windows import TrainingState
from rnn.runs.run import Run


class WindowView:
    """A run, and the window of its text that the pages unroll: by its number, from 0."""

    def __init__(self, run: Run, window: int):
        self.run, self.window = run, window

    @cached_property
    def excerpt(self) -> Excerpt:
        """The window: the whole text where one window holds it."""
        return window_excerpt(self.run.windows, self.window)

    @cached_property
    def passage(self) -> Excerpt:
        """The windows around it, 2,000 steps at most: the whole of a text that is no longer."""
        return passage(self.run.windows, self.window)


class Moment:
    """The network at one update, with what the pages compute of it, each at most once."""

    def __init__(self, view: WindowView, update: int):
        self.view, self.run, self.update = view, view.run, update
        self.excerpt, self.passage = view.excerpt, view.passage
        self.inputs, self.targets = view.excerpt.inputs, view.excerpt.targets
        self.kept: dict[str, Any] = {}  # what the pages have worked out of it, by name

    @cached_property
    def state(self) -> TrainingState:
        """All that training changes: the parameters, and what the optimiser keeps."""
        return self.run.state_at(self.update)

    @cached_property
    def parameters(self) -> Parameters:
        return self.state.parameters

    @cached_property
    def trace(self) -> Trace:
        """The forward pass over the window."""
        return read_window(self.parameters, self.run.windows, self.view.window)

    @cached_property
    def passage_trace(self) -> Trace:
        """The forward pass over the passage around it."""
        if len(self.passage) == len(self.excerpt):
            return self.trace
        return read_passage(self.parameters, self.run.windows, self.view.window)

    @cached_property
    def scores(self) -> Scores:
        """How well it does on the window."""
        return score(self.trace, self.targets)

    @cached_property
    def letters(self) -> list[str]:
        """The window's input characters in a visible form, one a step."""
        return self.visible(self.inputs)

    @cached_property
    def indices(self) -> np.ndarray:
        """The window's characters, (n,): its inputs, and for target "next" the character after them."""
        return self.inputs if self.run.settings.target == "copy" else np.r_[self.inputs, self.targets[-1]]

    def visible(self, indices: np.ndarray) -> list[str]:
        """Return the characters of these indices in a visible form."""
        labels = self.run.vocabulary.visible
        return [labels[index] for index in indices]
