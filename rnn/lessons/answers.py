"""What a learner answered: their predictions and what came of them, and the tasks that they did; as a link, as a file.

In a link an answer is its lesson and step, from 1, then the guess and the kind of the outcome, between "~": "2~1~84~1"
is lesson 2, step 1, guess 84, outcome 1; the heights of a curve have "!" between them; "2~2" is a task that was done.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rnn.lessons.lesson import Guess, Lesson, Step

BETWEEN_ANSWERS, BETWEEN_PARTS, BETWEEN_HEIGHTS = "_", "~", "!"
COLUMNS = ("lesson", "step", "asked", "answered", "what the network did", "as predicted")
Place = tuple[int, int]  # lesson and step, from 0


@dataclass(frozen=True)
class Answer:
    """What was answered to a step.

    guess    none for a task that was done
    outcome  which kind of outcome there was, None until it is computed
    said     the sentence on what the network did; a link does not have it
    """

    guess: Guess = ()
    outcome: int | None = None
    said: str = ""


def write_answers(answers: Mapping[Place, Answer]) -> str:
    """Return answers as a link has them."""
    return BETWEEN_ANSWERS.join(_written(place, answer) for place, answer in sorted(answers.items()))


def read_answers(text: str, lessons: Sequence[Lesson]) -> dict[Place, Answer]:
    """Return the answers of a link, those left out that no step asks for."""
    found = {}
    for part in text.split(BETWEEN_ANSWERS):
        try:
            lesson, step, *rest = part.split(BETWEEN_PARTS)
            place = int(lesson) - 1, int(step) - 1
            guess = tuple(map(float, rest[0].split(BETWEEN_HEIGHTS))) if rest else ()
            answer = Answer(guess, int(rest[1]) if len(rest) > 1 else None)
        except ValueError:
            continue
        if _is_asked(lessons, place, answer):
            found[place] = answer
    return found


def as_table(answers: Mapping[Place, Answer], lessons: Sequence[Lesson]) -> str:
    """Return answers as a table of comma-separated values, COLUMNS above it, in the order of the lessons."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows(_rows(answers, lessons))
    return file.getvalue()


def _rows(answers: Mapping[Place, Answer], lessons: Sequence[Lesson]) -> Iterator[tuple]:
    for (lesson, number), answer in sorted(answers.items()):
        step = lessons[lesson].steps[number]
        where = lessons[lesson].title, number + 1
        if step.prediction is None:
            yield *where, step.heading, "done", "", ""
        else:
            prediction, outcome = step.prediction, answer.outcome
            is_choice = bool(prediction.choices) and outcome is not None
            came = answer.said or (prediction.choices[outcome] if is_choice else "")
            right = ("no", "yes")[answer.guess[0] == outcome] if is_choice else ""
            yield *where, prediction.question, prediction.describe(answer.guess), came, right


def _written(place: Place, answer: Answer) -> str:
    parts = [str(number + 1) for number in place]
    if answer.guess:
        parts.append(BETWEEN_HEIGHTS.join(f"{number:.4g}" for number in answer.guess))
        parts += [] if answer.outcome is None else [str(answer.outcome)]
    return BETWEEN_PARTS.join(parts)


def _is_asked(lessons: Sequence[Lesson], place: Place, answer: Answer) -> bool:
    lesson, number = place
    if not (0 <= lesson < len(lessons) and 0 <= number < len(lessons[lesson].steps)):
        return False
    step: Step = lessons[lesson].steps[number]
    if step.prediction is None:
        return bool(step.conditions) and not answer.guess
    is_kind = answer.outcome is None or answer.outcome in range(len(step.prediction.sentences))
    return is_kind and step.prediction.takes(answer.guess)
