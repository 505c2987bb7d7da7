"""What a lesson is made of: steps, and when each of them is done."""

from __future__ import annotations

from dataclasses import dataclass

from rnn.lessons.conditions import Condition


@dataclass(frozen=True)
class Prediction:
    """What the learner is to predict before it is computed.

    question   in Markdown
    choices    what to pick from
    outcome    the name of what computes which choice is true, in `outcomes.OUTCOMES`
    sentences  one for each choice, in Markdown, to say what the network really did; in braces what was computed
    """

    question: str
    choices: tuple[str, ...]
    outcome: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """A step of a lesson.

    heading     in one line
    text        a sentence or two, in Markdown
    page        the name of the page that it is about, as in its address; "" stays where the learner is
    link        the parameters that it sets, in the words of the app's links; None leaves all as it is
    points      what to look at, in a few words, or ""
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
