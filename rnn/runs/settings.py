"""Settings: everything that determines a run, in one frozen value that fits into a link."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

from rnn.errors import InvalidInput, check_choice, check_flag, check_number, check_text, check_whole, shown
from rnn.model.optimisers import optimiser_named
from rnn.model.parameters import INITIALISATIONS, MAXIMUM_RANDOM_SEED
from rnn.runs.change import CHANGEABLE, Change
from rnn.text.characters import split
from rnn.text.cleaning import MOST_PARTS
from rnn.text.intake import MAXIMUM_CHARACTERS, MAXIMUM_VOCABULARY
from rnn.text.vocabulary import Vocabulary

TARGETS = ("copy", "next")
MAXIMUM_WINDOW = 400
MAXIMUM_HIDDEN_SIZE = 256
MAXIMUM_EPOCHS = 1_000_000
MAXIMUM_UPDATES = 2_000_000
MAXIMUM_INITIAL_SCALE = 1000
MAXIMUM_HELD_OUT = 0.5
SHOWN_TEXT = 40  # characters of a text that repr shows


@dataclass(frozen=True, repr=False)
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
    changes        values changed while it trains, in the order of their updates
    Numbers of NumPy's are taken too; all are kept as Python's, so that equal settings have one link.
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
        values = vars(self)  # written to past the guard of a frozen value, which is not out in the world yet
        values.update({name: check(name, values[name]) for name, check in CHECKS.items()})
        self._check_text()
        self._check_windows()

    def __repr__(self) -> str:
        """Show what differs from the defaults; a long text by its beginning."""
        given = ((field.name, getattr(self, field.name), field.default) for field in fields(self))
        return f"Settings({', '.join(f'{name}={_shortened(value)}' for name, value, usual in given if value != usual)})"

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
                "most. Change it to lower case, or give a text with fewer different characters.",
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


def _whole(label: str, lowest: int, highest: int):
    return lambda name, value: check_whole(name, label, value, lowest, highest)


def _number(label: str, highest: float | None = None):
    return lambda name, value: check_number(name, label, value, highest)


def _choice(label: str, allowed: tuple[str, ...]):
    return lambda name, value: check_choice(name, label, value, allowed)


def _checked_changes(name: str, changes) -> tuple[Change, ...]:
    """Return the changes in their order, with plain numbers."""
    if not isinstance(changes, list | tuple) or not all(isinstance(change, Change) for change in changes):
        raise InvalidInput(
            name, "The changes are a tuple of Change, such as (Change(1000, 'learning_rate', 0.05),), or () for none."
        )
    return tuple(sorted(_checked_change(name, change) for change in changes))


def _checked_change(field: str, change: Change) -> Change:
    if not isinstance(change.name, str) or change.name not in CHANGEABLE:
        raise InvalidInput(field, f"{shown(change.name)} cannot be changed while training.")
    label = f"The update of a change of {change.name}"
    update = check_whole(field, label, change.update, 0, MAXIMUM_UPDATES)
    return Change(update, change.name, check_number(field, f"The {change.name.replace('_', ' ')}", change.value))


def _shortened(value) -> str:
    is_long = isinstance(value, str) and len(value) > SHOWN_TEXT
    return f"{value[:SHOWN_TEXT]!r}… ({len(value):,} code points)" if is_long else repr(value)


# How each field is checked; what comes back is what is kept.
CHECKS = {
    "target": _choice("The target", TARGETS),
    "initialisation": _choice("The initialisation", INITIALISATIONS),
    "optimiser": lambda name, value: optimiser_named(value).name,
    "hidden_size": _whole("The number of hidden units", 1, MAXIMUM_HIDDEN_SIZE),
    "random_seed": _whole("The random seed", 0, MAXIMUM_RANDOM_SEED),
    "epochs": _whole("The number of epochs", 1, MAXIMUM_EPOCHS),
    "window": _whole("The window", 0, MAXIMUM_WINDOW),
    "half_life": _whole("The half-life", 0, MAXIMUM_UPDATES),
    "initial_scale": _number("The initial scale", MAXIMUM_INITIAL_SCALE),
    "held_out": _number("The share held out", MAXIMUM_HELD_OUT),
    **{name: _number(f"The {name.replace('_', ' ')}") for name in CHANGEABLE},
    "carry": lambda name, value: check_flag(name, "The state is carried or not", value),
    "text": lambda name, value: check_text(name, "The text", value),
    "changes": _checked_changes,
}
