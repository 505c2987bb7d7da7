"""Settings: everything that determines a run, in one frozen value that fits into a link."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields

from rnn.errors import InvalidInput
from rnn.vocabulary import Vocabulary

TARGETS = ("copy", "next")
MAXIMUM_TEXT = 400
MAXIMUM_HIDDEN_SIZE = 128
MAXIMUM_EPOCHS = 1_000_000
MAXIMUM_INITIAL_SCALE = 1000
MAXIMUM_RANDOM_SEED = 2**32 - 1


@dataclass(frozen=True)
class Settings:
    """One run, whole: the same settings always give the same parameters. The defaults are the notebook's.

    text           what the network learns, 1 to 400 characters (2 at least for target "next")
    target         "copy": each step's target is its input; "next": it is the following character
    hidden_size    hidden units H, 1 to 128
    learning_rate  step of the plain gradient descent, 0 or more
    initial_scale  standard deviation of the first W, U and V, 0 to 1,000, so that the first frame is finite
    random_seed    what W, U and V are drawn from, 0 to 2³² - 1
    epochs         the length of the film, 1 to 1,000,000
    Raises InvalidInput, which names the field, for a value outside these ranges or of another type.
    """

    text: str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    target: str = "copy"
    hidden_size: int = 10
    learning_rate: float = 0.01
    initial_scale: float = 0.01
    random_seed: int = 0
    epochs: int = 100_000

    def __post_init__(self):
        if self.target not in TARGETS:
            raise InvalidInput("target", f"The target is “copy” or “next”, not “{self.target}”.")
        _check_text(self.text, self.target)
        _check_whole("hidden_size", "The number of hidden units", self.hidden_size, 1, MAXIMUM_HIDDEN_SIZE)
        _check_whole("random_seed", "The random seed", self.random_seed, 0, MAXIMUM_RANDOM_SEED)
        _check_whole("epochs", "The number of epochs", self.epochs, 1, MAXIMUM_EPOCHS)
        _check_number("learning_rate", "The learning rate", self.learning_rate)
        _check_number("initial_scale", "The initial scale", self.initial_scale, MAXIMUM_INITIAL_SCALE)
        for field in ("learning_rate", "initial_scale"):  # 1 and NumPy's numbers become floats, as a link gives them
            object.__setattr__(self, field, float(getattr(self, field)))

    @property
    def vocabulary(self) -> Vocabulary:
        """The characters of the text."""
        return Vocabulary(self.text)

    @property
    def input_text(self) -> str:
        """The characters that go in, one a step, (T,)."""
        return self.text if self.target == "copy" else self.text[:-1]

    @property
    def target_text(self) -> str:
        """The characters that should come out, one a step, (T,)."""
        return self.text if self.target == "copy" else self.text[1:]

    @property
    def steps(self) -> int:
        """T, the number of steps."""
        return len(self.input_text)

    def to_query(self) -> dict[str, str]:
        """Return the URL parameters of these settings: those that differ from the defaults, as text."""
        return {
            field.name: value if isinstance(value := getattr(self, field.name), str) else repr(value)
            for field in fields(self)
            if getattr(self, field.name) != field.default
        }

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Settings:
        """Read settings from URL parameters; what is not there keeps its default, other parameters are left alone.

        Raises InvalidInput for a value that is not a number where one is needed, or out of range.
        """
        values = {}
        for field in fields(cls):
            if field.name in query:
                values[field.name] = _parse(field.name, type(field.default), query[field.name])
        return cls(**values)


def _parse(name: str, kind: type, text: str):
    try:
        return kind(text)
    except ValueError:
        label = name.replace("_", " ")
        raise InvalidInput(name, f"The {label} is a number, not “{text[:40]}”.") from None


def _check_text(text: str, target: str) -> None:
    if not isinstance(text, str) or not text:
        raise InvalidInput("text", "The text is empty. Give at least one character.")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise InvalidInput("text", "The text holds half of a character (a lone surrogate), which no link can carry.")
    if len(text) > MAXIMUM_TEXT:
        raise InvalidInput("text", f"The text has {len(text):,} characters; at most {MAXIMUM_TEXT} can be unrolled.")
    if target == "next" and len(text) == 1:
        raise InvalidInput("text", "A single character has no next one. Give two or more, or choose the target “copy”.")


def _check_whole(field: str, label: str, value: int, lowest: int, highest: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
        raise InvalidInput(field, f"{label} is a whole number from {lowest:,} to {highest:,}, not {value}.")


def _check_number(field: str, label: str, value: float, highest: float | None = None) -> None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not 0 <= value <= (highest or sys.float_info.max):  # NaN is in no range
        allowed = f"a number from 0 to {highest:,}" if highest else "a finite number, 0 or more"
        raise InvalidInput(field, f"{label} is {allowed}, not {value}.")
