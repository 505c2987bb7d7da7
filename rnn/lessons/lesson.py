"""What a lesson is made of: steps, and when each of them is done."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import NamedTuple

from rnn.lessons.conditions import Condition
from rnn.text.numbers import measured

Guess = tuple[float, ...]  # a choice, from 0; a number; or the heights of a curve, from its first update to its last
MOST_POINTS = 24
OF_NUMBERS = ("loss", "decay")  # the pictures that numbers and curves are drawn into


class Slider(NamedTuple):
    """What a number is predicted with: from where to where, by what step, and the unit of it, in the singular."""

    lowest: float
    highest: float
    step: float
    unit: str


@dataclass(frozen=True)
class Prediction:
    """What the learner is to predict before it is computed: a choice, a number, or a curve drawn by hand.

    question   in Markdown
    outcome    the name of what computes which sentence is true, in `outcomes.OUTCOMES`
    sentences  one for each thing that the network may do, in Markdown; in braces what was computed
    choices    what to pick from, as many as there are sentences; none where a number or a curve is asked for
    slider     of the number that is asked for, or None
    picture    the one into which the answer is drawn: one of OF_NUMBERS, or that of the choices in `places.PLACES`
    """

    question: str
    outcome: str
    sentences: tuple[str, ...]
    choices: tuple[str, ...] = ()
    slider: Slider | None = None
    picture: str = ""

    @property
    def is_curve(self) -> bool:
        """Whether a curve is to be drawn."""
        return not self.choices and self.slider is None

    def takes(self, guess: Guess) -> bool:
        """Return whether this can be an answer."""
        if self.choices:
            return len(guess) == 1 and guess[0] in range(len(self.choices))
        if self.slider:
            return len(guess) == 1 and self.slider.lowest <= guess[0] <= self.slider.highest
        return 2 <= len(guess) <= MOST_POINTS and all(map(isfinite, guess))

    def describe(self, guess: Guess) -> str:
        """Return an answer as text."""
        if self.choices:
            return self.choices[int(guess[0])]
        if self.slider:
            return measured(guess[0], self.slider.unit)
        return f"a curve from {guess[0]:.3g} to {guess[-1]:.3g} nats"


@dataclass(frozen=True)
class Step:
    """A step of a lesson.

    heading     in one line
    text        a sentence or two, in Markdown
    page        the name of the page that it is about, as in its address; "" stays where the learner is
    link        the parameters that it sets, in the words of the app's links; None leaves all as it is
    points      what to look at, in a few words, or ""
    at          the keys of the components in which that is, for them to be outlined
    conditions  what the learner is to bring about, all of it; none where reading is enough
    prediction  what they are to predict, or None
    hint        for a task without help: shown on request, or ""
    line        of the file on which it begins, from 1
    """

    heading: str
    text: str
    page: str = ""
    link: str | None = None
    points: str = ""
    at: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    prediction: Prediction | None = None
    hint: str = ""
    line: int = 1


@dataclass(frozen=True)
class Lesson:
    """A lesson: its folder's name, its title, how many minutes it takes, what one can do afterwards, its steps."""

    name: str
    title: str
    minutes: int
    goals: tuple[str, ...]
    steps: tuple[Step, ...]
