"""Settings: everything that determines a run, in one frozen value that fits into a link."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from functools import cached_property

from rnn.errors import InvalidInput
from rnn.model.optimisers import optimiser_named
from rnn.model.parameters import MAXIMUM_RANDOM_SEED
from rnn.runs.change import CHANGEABLE, Change
from rnn.text.characters import split
from rnn.text.cleaning import MOST_PARTS
from rnn.text.intake import MAXIMUM_CHARACTERS, MAXIMUM_VOCABULARY
from rnn.text.vocabulary import Vocabulary

TARGETS = ("copy", "next")
INITIALISATIONS = ("normal", "scaled", "orthogonal")
MAXIMUM_WINDOW = 400
MAXIMUM_HIDDEN_SIZE = 256
MAXIMUM_EPOCHS = 1_000_000
MAXIMUM_UPDATES = 2_000_000
MAXIMUM_INITIAL_SCALE = 1000
MAXIMUM_HELD_OUT = 0.5


@dataclass(frozen=True)
class Settings:
    """One run, whole: the same settings always give the same parameters. The defaults are the notebook's.

    text           what the network learns, 1 to 200,000 characters (2 at least for target "next"), 256 different ones
    target         "copy": each step's target is its input; "next": it is the following character
    hidden_size    hidden units H, 1 to 256
    learning_rate  step of the optimiser, 0 or more
    initial_scale  standard deviation of the first W, U and V, 0 to 1,000, so that the first frame is finite
    random_seed    what W, U and V are drawn from, 0 to 2³² - 1
    epochs         the length of the film in passes over the text, 1 to 1,000,000; it has 2,000,000 updates at most
    window         steps of one update (truncated BPTT), 1 to 400; 0 takes the whole text, which has 400 at most then
    carry          whether a window begins in the state that the one before it ended in, else in zeros
    optimiser      "sgd" (plain gradient descent), "momentum", "adagrad", "rmsprop" or "adam"
    clip_value     bound of each number of a gradient; 0 for none       clip_norm  bound of its length; 0 for none
    half_life      updates in which the learning rate halves, 0 or more; 0 keeps it constant
    held_out       share of the text, at its end, that the network is not trained on, 0 to 0.5
    initialisation "normal": initial_scale · randn; "scaled": randn / √H; "orthogonal": scaled, but W orthogonal
    changes        knobs turned while it trains, in the order of their updates
    Raises InvalidInput, which names the field, for a value outside these ranges or of another type.
    """

    text: str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    target: str = "copy"
    hidden_size: int = 10
    learning_rate: float = 0.01
    initial_scale: float = 0.01
    random_seed: int = 0
    epochs: int = 100_000
    window: int = 0
    carry: bool = True
    optimiser: str = "sgd"
    clip_value: float = 0.0
    clip_norm: float = 0.0
    half_life: int = 0
    held_out: float = 0.0
    initialisation: str = "normal"
    changes: tuple[Change, ...] = ()

    def __post_init__(self):
        _check_choice("target", "The target", self.target, TARGETS)
        _check_choice("initialisation", "The initialisation", self.initialisation, INITIALISATIONS)
        optimiser_named(self.optimiser)
        _check_whole("hidden_size", "The number of hidden units", self.hidden_size, 1, MAXIMUM_HIDDEN_SIZE)
        _check_whole("random_seed", "The random seed", self.random_seed, 0, MAXIMUM_RANDOM_SEED)
        _check_whole("epochs", "The number of epochs", self.epochs, 1, MAXIMUM_EPOCHS)
        _check_whole("window", "The window", self.window, 0, MAXIMUM_WINDOW)
        _check_whole("half_life", "The half-life", self.half_life, 0, MAXIMUM_UPDATES)
        _check_number("initial_scale", "The initial scale", self.initial_scale, MAXIMUM_INITIAL_SCALE)
        _check_number("held_out", "The share held out", self.held_out, MAXIMUM_HELD_OUT)
        for name in CHANGEABLE:
            _check_number(name, f"The {name.replace('_', ' ')}", getattr(self, name))
        for field in (
            *CHANGEABLE,
            "initial_scale",
            "held_out",
        ):  # 1 and NumPy's numbers become floats, as a link gives them
            object.__setattr__(self, field, float(getattr(self, field)))
        if not isinstance(self.carry, bool):
            raise InvalidInput("carry", f"The state is carried or not: true or false, not {self.carry}.")
        self._check_text()
        self._check_windows()
        self._check_changes()

    @cached_property
    def characters(self) -> tuple[str, ...]:
        """The characters of the text, as a reader sees them."""
        return tuple(split(self.text))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The different characters of the text, also of what is held out."""
        return Vocabulary(self.characters)

    @property
    def training_characters(self) -> tuple[str, ...]:
        """What the network is trained on: all but the end that is held out."""
        return self.characters[: len(self.characters) - round(self.held_out * len(self.characters))]

    @property
    def held_out_characters(self) -> tuple[str, ...]:
        """The end of the text that it is not trained on."""
        return self.characters[len(self.training_characters) :]

    @property
    def steps(self) -> int:
        """T, the number of steps in one pass over what it is trained on."""
        return len(self.training_characters) - (self.target == "next")

    @property
    def window_steps(self) -> int:
        """The steps of one update: the window, or the whole text."""
        return self.window or self.steps

    @property
    def updates_per_epoch(self) -> int:
        """The number of windows in one pass over the text; the last may be shorter."""
        return -(-self.steps // self.window_steps)

    @property
    def updates(self) -> int:
        """The length of the film in updates."""
        return self.epochs * self.updates_per_epoch

    def _check_text(self) -> None:
        if not isinstance(self.text, str) or not self.text:
            raise InvalidInput("text", "The text is empty. Give at least one character.")
        if any("\ud800" <= character <= "\udfff" for character in set(self.text)):
            raise InvalidInput(
                "text", "The text holds half of a character (a lone surrogate), which no link can carry."
            )
        if len(self.characters) > MAXIMUM_CHARACTERS:
            raise InvalidInput(
                "text",
                f"The text has {len(self.characters):,} characters; at most {MAXIMUM_CHARACTERS:,} can be learnt.",
            )
        if len(self.vocabulary) > MAXIMUM_VOCABULARY:
            raise InvalidInput(
                "text",
                f"The text has {len(self.vocabulary):,} different characters; a vocabulary has {MAXIMUM_VOCABULARY} at "
                "most. Turn it to lower case, or give a text with fewer different signs.",
            )
        if (parts := max(map(len, self.vocabulary.characters))) > MOST_PARTS:
            raise InvalidInput(
                "text", f"A character of the text has {parts:,} code points; at most {MOST_PARTS} can be shown."
            )
        if self.target == "next" and len(self.characters) == 1:
            raise InvalidInput(
                "text", "A single character has no next one. Give two or more, or choose the target “copy”."
            )

    def _check_windows(self) -> None:
        fewest = 1 + (self.target == "next")
        parts = self.training_characters, self.held_out_characters
        if self.held_out and min(map(len, parts)) < fewest:
            raise InvalidInput(
                "held_out", f"The text is too short to hold {self.held_out:.0%} of it out: both parts need {fewest}."
            )
        if not self.window and self.steps > MAXIMUM_WINDOW:
            raise InvalidInput(
                "window",
                f"The text has {self.steps:,} steps, but at most {MAXIMUM_WINDOW} can be unrolled at once. Choose a "
                f"window from 1 to {MAXIMUM_WINDOW}.",
            )
        if self.window > self.steps:
            raise InvalidInput(
                "window",
                f"The window has {self.window} steps, but the text only {self.steps}. Give {self.steps} at most, or 0 "
                "for the whole text.",
            )
        if self.updates > MAXIMUM_UPDATES:
            raise InvalidInput(
                "epochs",
                f"That would be {self.updates:,} updates, {self.updates_per_epoch:,} an epoch; a film has "
                f"{MAXIMUM_UPDATES:,} at most. Give {MAXIMUM_UPDATES // self.updates_per_epoch:,} epochs or fewer.",
            )

    def _check_changes(self) -> None:
        for change in self.changes:
            if change.name not in CHANGEABLE:
                raise InvalidInput("changes", f"“{change.name}” cannot be changed while training.")
            _check_whole("changes", f"The update of a change of {change.name}", change.update, 0, MAXIMUM_UPDATES)
            _check_number("changes", f"The {change.name.replace('_', ' ')}", change.value)
        plain = (replace(change, value=float(change.value)) for change in self.changes)
        object.__setattr__(self, "changes", tuple(sorted(plain)))


def _check_choice(field: str, label: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        *most, last = (f"“{name}”" for name in allowed)
        raise InvalidInput(field, f"{label} is {', '.join(most)} or {last}, not “{value}”.")


def _check_whole(field: str, label: str, value: int, lowest: int, highest: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
        raise InvalidInput(field, f"{label} is a whole number from {lowest:,} to {highest:,}, not {value}.")


def _check_number(field: str, label: str, value: float, highest: float | None = None) -> None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not 0 <= value <= (highest or sys.float_info.max):  # NaN is in no range
        allowed = f"a number from 0 to {highest:,}" if highest else "a finite number, 0 or more"
        raise InvalidInput(field, f"{label} is {allowed}, not {value}.")
