"""What a visitor chooses on the pages, one value a control: its name in the link, its default, and what it may be."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rnn.analysis.unit_passages import THRESHOLD
from rnn.errors import InvalidInput
from rnn.runs.run import Run
from rnn.session.chosen.classroom import BETWEEN, CONTROLS, PAGES
from rnn.text.features import FEATURES

FEATURE_NAMES = {feature.name.replace(" ", "-"): feature for feature in FEATURES}
OF_A_CHARACTER = ("character", "after-character")  # the two features that need a character


@dataclass(frozen=True)
class OneOf:
    """One of a few words, which are the same in the link."""

    options: tuple[str, ...]

    def read(self, name: str, text: str) -> str:
        """Return the word, if it is one of them."""
        if text not in self.options:
            raise InvalidInput(name, f"“{name}” is one of {', '.join(self.options)}, not “{text[:40]}”.")
        return text


@dataclass(frozen=True)
class Flag:
    """Yes or no, 1 or 0 in the link."""

    def read(self, name: str, text: str) -> bool:
        """Return whether it is 1."""
        return OneOf(("0", "1")).read(name, text) == "1"


@dataclass(frozen=True)
class Number:
    """A number within bounds; a whole one where `is_whole`."""

    lowest: float
    highest: float
    is_whole: bool = False

    def read(self, name: str, text: str) -> float:
        """Return the number, if it lies within the bounds."""
        try:
            number = int(text[:20]) if self.is_whole else float(text)
        except ValueError:
            number = math.nan
        if not self.lowest <= number <= self.highest:
            allowed = f"from {self.lowest:g} to {self.highest:g}"
            raise InvalidInput(name, f"“{name}” is a number {allowed}, not “{text[:40]}”.")
        return number


@dataclass(frozen=True)
class Words:
    """Any text, up to so many code points."""

    longest: int

    def read(self, name: str, text: str) -> str:
        """Return the text, if it is not too long."""
        if len(text) > self.longest:
            raise InvalidInput(name, f"“{name}” has at most {self.longest} characters.")
        return text


@dataclass(frozen=True)
class Choice:
    """A control of a page: its name, which is its key and its name in the link, its default, and what it may be."""

    name: str
    default: Any
    kind: OneOf | Flag | Number | Words


CHOICES = {
    choice.name: choice
    for choice in (
        Choice("text_fold", False, Flag()),
        Choice("training_fold", False, Flag()),
        Choice("schedule_fold", False, Flag()),
        Choice("first_step", 1, Number(1, 1_000_000, is_whole=True)),
        # Train
        Choice("train_view", "text", OneOf(("text", "gradient", "samples", "update"))),
        Choice("half_step", "forward", OneOf(("forward", "loss", "backward", "update"))),
        Choice("loss_unit", "nats", OneOf(("nats", "nats-per-character", "bits-per-character", "perplexity"))),
        Choice("log_axes", True, Flag()),
        Choice("greedy_samples", False, Flag()),
        # Hidden states
        Choice("hidden_view", "all", OneOf(("all", "one"))),
        Choice("hidden_values", "a", OneOf(("a", "s", "slope"))),
        Choice("hidden_table", False, Flag()),
        Choice("feature", "", OneOf(("", *FEATURE_NAMES, *OF_A_CHARACTER))),
        Choice("feature_character", "", Words(100)),
        Choice("active_beyond", THRESHOLD, Number(0, 0.95)),
        # Predictions
        Choice("predictions_view", "expected", OneOf(("expected", "surprising"))),
        Choice("bar_order", "alphabet", OneOf(("alphabet", "probability"))),
        Choice("prediction_temperature", 1.0, Number(0, 3)),
        # One step
        Choice("every_term", False, Flag()),
        # Backward
        Choice("backward_view", "replay", OneOf(("replay", "credit", "norms", "check"))),
        Choice("backward_bug", "none", OneOf(("none", "recurrence", "slope", "sign"))),
        # Weights and dynamics
        Choice("weights_view", "parameters", OneOf(("parameters", "spectrum", "path", "similarity"))),
        Choice("weights_time", "now", OneOf(("now", "start", "change"))),
        Choice("weights_scale", "one", OneOf(("one", "own"))),
        Choice("path_dimensions", 2, Number(2, 3, is_whole=True)),
        Choice("path_seed_length", 7, Number(1, 1_000_000, is_whole=True)),
        # Surgery
        Choice("surgery_sorted", True, Flag()),
        Choice("edit_kind", "hold", OneOf(("hold", "set", "zero"))),
        Choice("edit_hold", "ablate", OneOf(("ablate", "clamp", "once"))),
        Choice("edit_from", 0, Number(0, 1_000_000, is_whole=True)),
        Choice("edit_activation", "1", Words(30)),
        Choice("edit_parameter", "W", OneOf(("W", "U", "b", "V", "c"))),
        Choice("edit_row", 0, Number(0, 1_000_000, is_whole=True)),
        Choice("edit_column", 0, Number(0, 1_000_000, is_whole=True)),
        Choice("edit_value", "0", Words(30)),
        # Teach
        Choice("teach_view", "link", OneOf(("link", "sheet"))),
        Choice("teach_lesson", "", Words(60)),
        Choice("teach_sheet", "", Words(60)),
        Choice("teach_first", "start", OneOf(PAGES)),
        Choice("teach_pages", BETWEEN.join(PAGES[:-1]), Words(200)),
        Choice("teach_controls", BETWEEN.join(CONTROLS), Words(200)),
        Choice("teach_lock", False, Flag()),
        # Generate
        Choice("whole_text", False, Flag()),
    )
}


class Choices:
    """The values that the visitor chose, by the names of CHOICES; what was not chosen has its default."""

    def __init__(self):
        self._chosen: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        return self._chosen.get(name, CHOICES[name].default)

    def __setitem__(self, name: str, value: Any) -> None:
        self._chosen[CHOICES[name].name] = value

    def within(self, name: str, options: Iterable) -> Any:
        """Return the value if it is one of the options that there are now, else the first of them."""
        options = tuple(options)
        return self[name] if self[name] in options else options[0]

    def write(self) -> dict[str, str]:
        """Return the URL parameters of what differs from its default."""
        return {name: as_text(value) for name, value in self._chosen.items() if value != CHOICES[name].default}

    def read(self, query: Mapping[str, str], run: Run) -> list[str]:
        """Take the choices of a link, and the defaults of those it does not name; return what is wrong with any."""
        self._chosen, problems = {}, []
        for name in CHOICES.keys() & query.keys():
            try:
                self[name] = CHOICES[name].kind.read(name, query[name])
            except InvalidInput as problem:
                problems.append(str(problem))
        return problems


def as_text(value: Any) -> str:
    """Return a value as a link has it."""
    if isinstance(value, bool):
        return str(int(value))
    return value if isinstance(value, str) else f"{value:.12g}"
