"""Where a visitor is in a lesson: its step, what they predicted, and the run of their own that they come back to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from rnn.lessons.conditions import Fact
from rnn.lessons.lesson import Lesson, Step
from rnn.lessons.reading import read_lessons
from rnn.runs.run import Run

FOLDER = Path(__file__).parents[3] / "lessons" / "en"
LONGEST_OWN = 1500  # characters of one's own link that the link of a lesson carries along
NAMES = ("lesson", "lesson_step", "predicted", "own")


@cache
def all_lessons() -> tuple[list[Lesson], list[str]]:
    """Return the lessons, and a sentence for each that is broken."""
    return read_lessons(FOLDER)


class Learning:
    """The part of a session, and of its link, that is about lessons.

    lesson   the one that is open, or None
    number   of its step, from 0
    guesses  {number of a step: the choice that was committed, from 0}
    own      the parameters of the link to what the visitor had before
    """

    def __init__(self):
        self.close()

    def close(self) -> None:
        """Have no lesson open."""
        self.lesson: Lesson | None = None
        self.number = 0
        self.guesses: dict[int, int] = {}
        self.own: dict[str, str] = {}

    def open(self, lesson: Lesson, own: Mapping[str, str]) -> None:
        """Begin a lesson; `own` is the link to come back to, kept from the first lesson that was opened."""
        kept = self.own or {name: value for name, value in own.items() if name not in NAMES}
        self.close()
        self.lesson, self.own = lesson, kept

    @property
    def step(self) -> Step:
        return self.lesson.steps[self.number]

    @property
    def is_last(self) -> bool:
        return self.number == len(self.lesson.steps) - 1

    def is_done(self, facts: Mapping[str, Fact]) -> bool:
        """Return whether the step is done: its conditions hold, and its prediction is committed."""
        is_predicted = self.step.prediction is None or self.number in self.guesses
        return is_predicted and all(condition.holds(facts) for condition in self.step.conditions)

    def predict(self, choice: int) -> None:
        """Commit a prediction for the step at hand."""
        self.guesses[self.number] = choice

    def link_of_step(self) -> dict[str, str] | None:
        """Return the parameters that the step sets, with those of the lesson; None where it leaves all as it is."""
        return None if self.step.link is None else {**dict(parse_qsl(self.step.link)), **self.write()}

    def write(self) -> dict[str, str]:
        """Return the URL parameters: the lesson, its step from 1, and what was predicted at which step."""
        if self.lesson is None:
            return {}
        query = {"lesson": self.lesson.name, "lesson_step": str(self.number + 1)}
        if self.guesses:
            query["predicted"] = ".".join(f"{step + 1}-{choice + 1}" for step, choice in sorted(self.guesses.items()))
        own = urlencode(self.own)
        return {**query, "own": own} if 0 < len(own) <= LONGEST_OWN else query

    def read(self, query: Mapping[str, str], run: Run) -> list[str]:
        """Take the lesson and step of a link; return what is wrong with them."""
        self.close()
        if "lesson" not in query:
            return []
        lessons, _ = all_lessons()
        lesson = next((lesson for lesson in lessons if lesson.name == query["lesson"]), None)
        if lesson is None:
            return [f"There is no lesson “{query['lesson'][:40]}”; the page Learn has all there are."]
        self.lesson, self.own, problems = lesson, dict(parse_qsl(query.get("own", ""))), []
        step = query.get("lesson_step", "1")
        if step.isdecimal() and 1 <= int(step[:9]) <= len(lesson.steps):
            self.number = int(step) - 1
        else:
            problems.append(
                f"This lesson has the steps 1 to {len(lesson.steps)}, none “{step[:20]}”; it begins with the first."
            )
        self.guesses = _guesses(query.get("predicted", ""), lesson)
        return problems


def _guesses(text: str, lesson: Lesson) -> dict[int, int]:
    """Return the predictions of a link, those left out that no step asks for."""
    found = {}
    for part in text.split("."):
        step, _, choice = part.partition("-")
        if not (step.isdecimal() and choice.isdecimal() and 1 <= int(step[:9]) <= len(lesson.steps)):
            continue
        prediction = lesson.steps[int(step) - 1].prediction
        if prediction and 1 <= int(choice[:9]) <= len(prediction.choices):
            found[int(step) - 1] = int(choice) - 1
    return found
