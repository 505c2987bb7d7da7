"""Where a visitor is in a lesson: its step, what they answered, and the run of their own that they come back to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from rnn.lessons.answers import Answer, Place, as_table, read_answers, write_answers
from rnn.lessons.conditions import Fact
from rnn.lessons.lesson import Guess, Lesson, Step
from rnn.lessons.outcomes import Outcome
from rnn.lessons.reading import read_lessons
from rnn.runs.link import from_query
from rnn.runs.run import Run
from rnn.runs.settings import Settings
from rnn.text.numbers import measured

FOLDER = Path(__file__).parents[3] / "lessons" / "en"
LONGEST_OWN = 1500  # characters of one's own link that the link of a lesson carries along
OF_A_QUESTION = ("text", "target", "window", "held_out")
NAMES = ("lesson", "lesson_step", "answers", "own")


@cache
def all_lessons() -> tuple[list[Lesson], list[str]]:
    """Return the lessons, and a sentence for each that is broken."""
    return read_lessons(FOLDER)


def lesson_named(name: str) -> Lesson | None:
    """Return the lesson of this name, or None."""
    return next((lesson for lesson in all_lessons()[0] if lesson.name == name), None)


class Learning:
    """The part of a session, and of its link, that is about lessons.

    lesson   the one that is open, or None
    number   of its step, from 0
    answers  {(lesson, step), from 0: what was predicted there, or that its task was done}, of all lessons
    own      the parameters of the link to what the visitor had before
    """

    def __init__(self):
        self.answers: dict[Place, Answer] = {}
        self.close()

    def close(self) -> None:
        """Have no lesson open."""
        self.lesson: Lesson | None = None
        self.number = 0
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

    @property
    def place(self) -> Place:
        """The lesson and the step, from 0."""
        return all_lessons()[0].index(self.lesson), self.number

    @property
    def answer(self) -> Answer | None:
        """What was answered to the step, or None."""
        return self.answers.get(self.place)

    def asks_about(self, settings: Settings) -> bool:
        """Return whether a run of these settings is one that the latest question is about: of its text and target."""
        links = [step.link for step in self.lesson.steps[: self.number + 1] if step.link is not None]
        asked = from_query(dict(parse_qsl(links[-1])) if links else {})
        return all(getattr(settings, name) == getattr(asked, name) for name in OF_A_QUESTION)

    def is_done(self, facts: Mapping[str, Fact]) -> bool:
        """Return whether the step is done: its conditions hold, and its prediction is committed; and keep it so."""
        if not all(condition.holds(facts) for condition in self.step.conditions):
            return False
        if self.step.prediction:
            return self.answer is not None
        if self.step.conditions:
            self.answers[self.place] = Answer()
        return True

    def commit(self, guess: Guess) -> None:
        """Commit a prediction for the step at hand."""
        if self.step.prediction.takes(guess):
            self.answers[self.place] = Answer(tuple(float(f"{number:.4g}") for number in guess))

    def keep_outcome(self, outcome: Outcome) -> None:
        """Keep what came of the prediction, with the sentences on it."""
        prediction = self.step.prediction
        said = prediction.sentences[outcome.choice].format(**outcome.numbers)
        if prediction.slider and outcome.value is not None:
            said = f"It is {measured(outcome.value, prediction.slider.unit)}. {said}"
        self.answers[self.place] = Answer(self.answer.guess, outcome.choice, said)

    def answered_in(self, lesson: Lesson) -> tuple[int, int]:
        """Return how many steps of a lesson are answered, and how many ask for something."""
        number = all_lessons()[0].index(lesson)
        asking = [index for index, step in enumerate(lesson.steps) if step.prediction or step.conditions]
        return sum((number, index) in self.answers for index in asking), len(asking)

    def table(self) -> str:
        """Return all answers as a table of comma-separated values."""
        return as_table(self.answers, all_lessons()[0])

    def link_of_step(self) -> dict[str, str] | None:
        """Return the parameters that the step sets, with those of the lesson; None where it leaves all as it is."""
        return None if self.step.link is None else {**dict(parse_qsl(self.step.link)), **self.write()}

    def write(self) -> dict[str, str]:
        """Return the URL parameters: the lesson, its step from 1, and what was answered in all lessons."""
        query = {"answers": write_answers(self.answers)} if self.answers else {}
        if self.lesson is None:
            return query
        query |= {"lesson": self.lesson.name, "lesson_step": str(self.number + 1)}
        own = urlencode(self.own)
        return {**query, "own": own} if 0 < len(own) <= LONGEST_OWN else query

    def read(self, query: Mapping[str, str], run: Run) -> list[str]:
        """Take the lesson and step of a link, and its answers besides those that are here; return what is wrong."""
        self.close()
        for place, answer in read_answers(query.get("answers", ""), all_lessons()[0]).items():
            self._take(place, answer)
        if "lesson" not in query:
            return []
        lesson = lesson_named(query["lesson"])
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
        return problems

    def _take(self, place: Place, answer: Answer) -> None:
        """Take an answer of a link; one that is here already keeps its sentence."""
        kept = self.answers.get(place)
        if kept is None or (kept.guess, kept.outcome) != (answer.guess, answer.outcome):
            self.answers[place] = answer
