"""Lessons read from their files. Whatever is wrong in one is told with the file and the line.

A lesson is a folder with a `lesson.md`: a head between two lines `---`, and steps that begin with `## `; what a step
sets and asks for is in a block ```yaml below its heading, and its text follows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import yaml

from rnn.errors import InvalidInput
from rnn.lessons.conditions import read_condition
from rnn.lessons.lesson import OF_NUMBERS, Lesson, Prediction, Slider, Step
from rnn.lessons.outcomes import OUTCOMES
from rnn.lessons.places import PLACES
from rnn.runs.link import to_query
from rnn.runs.presets import remembering

FILE = "lesson.md"
HEAD = {"title": str, "minutes": int, "goals": list}
LONGEST_MINUTES = 8
OF_A_STEP = {
    "page": str,
    "link": str,
    "remember": int,
    "points": str,
    "at": list | str,
    "done": list | str,
    "hint": str,
    "ask": str,
    "choices": list,
    "slider": list,
    "draw": str,
    "outcome": str,
    "sentences": list,
}
OF_A_PREDICTION = ("ask", "outcome", "sentences")
WAYS_TO_ANSWER = ("choices", "slider", "draw")


class BrokenLesson(InvalidInput):
    """A lesson that cannot be read: where in which file, and what to do."""

    def __init__(self, path: Path, line: int, sentence: str):
        super().__init__("lesson", f"{path.parent.name}/{path.name}, line {line}: {sentence}")
        self.line = line


def read_lesson(path: Path) -> Lesson:
    """Return the lesson in a file. Raises BrokenLesson."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise BrokenLesson(path, 1, "it cannot be read as a text in UTF-8.") from problem
    end = _end_of_head(path, lines)
    head = _mapping(path, lines[1:end], 2, HEAD)
    for name in HEAD:
        if name not in head:
            raise BrokenLesson(path, 1, f"its head lacks “{name}”.")
    if not 1 <= head["minutes"] <= LONGEST_MINUTES:
        raise BrokenLesson(path, 1, f"a lesson takes 1 to {LONGEST_MINUTES} minutes, not {head['minutes']}.")
    steps = tuple(_step(path, lines, *place) for place in _places(lines, end + 1))
    if not steps:
        raise BrokenLesson(path, len(lines), "it has no step; a step begins with “## ” and its heading.")
    return Lesson(path.parent.name, head["title"], head["minutes"], tuple(map(str, head["goals"])), steps)


def read_lessons(folder: Path) -> tuple[list[Lesson], list[str]]:
    """Return the lessons of a language's folder in the order of their names, and a sentence for each broken one."""
    lessons, problems = [], []
    for path in sorted(folder.glob(f"*/{FILE}")):
        try:
            lessons.append(read_lesson(path))
        except BrokenLesson as problem:
            problems.append(str(problem))
    return lessons, problems


def _end_of_head(path: Path, lines: list[str]) -> int:
    if not lines or lines[0].strip() != "---":
        raise BrokenLesson(path, 1, "it begins with a line “---”, its head, and another “---”.")
    for index, line in enumerate(lines[1:], 1):
        if line.strip() == "---":
            return index
    raise BrokenLesson(path, len(lines), "its head does not end; put “---” on a line below it.")


def _places(lines: list[str], first: int) -> Iterator[tuple[int, int]]:
    """Yield the first line of each step and the one after its last, from 0."""
    starts = [index for index in range(first, len(lines)) if lines[index].startswith("## ")]
    yield from pairwise([*starts, len(lines)])


def _step(path: Path, lines: list[str], start: int, end: int) -> Step:
    body, block, first = lines[start + 1 : end], [], start + 1
    if body and body[0].strip() == "```yaml":
        try:
            close = next(index for index, line in enumerate(body) if index and line.strip() == "```")
        except StopIteration:
            raise BrokenLesson(path, start + 2, "its block does not end; put “```” on a line below it.") from None
        block, body = body[1:close], body[close + 1 :]
    given = _mapping(path, block, first + 2, OF_A_STEP)
    text, line = "\n".join(body).strip(), start + 1
    if not text and "ask" not in given:
        raise BrokenLesson(path, line, "the step says nothing; write a sentence below its heading.")
    return Step(
        heading=lines[start][3:].strip(),
        text=text,
        page=given.get("page", ""),
        link=_at_line(path, line, lambda: _link(given)),
        points=given.get("points", ""),
        at=_at_line(path, line, lambda: _outlined(given)),
        conditions=_at_line(path, line, lambda: _conditions(given.get("done", []))),
        prediction=_at_line(path, line, lambda: _prediction(given)),
        hint=given.get("hint", ""),
        line=line,
    )


def _link(given: dict[str, Any]) -> str | None:
    """Return the link of a step; with `remember`, in front of it that to the text in which a letter is remembered."""
    if "remember" not in given:
        return given.get("link")
    return f"{urlencode(to_query(remembering(given['remember']).settings))}&{given.get('link', '')}"


def _outlined(given: dict[str, Any]) -> tuple[str, ...]:
    if ("points" in given) != ("at" in given):
        raise InvalidInput("at", "“points” says what to look at, and “at” in which component: both or neither.")
    return tuple(_listed(given.get("at", [])))


def _listed(value: list | str) -> list[str]:
    return [value] if isinstance(value, str) else [str(one) for one in value]


def _conditions(done: list | str) -> tuple:
    return tuple(map(read_condition, _listed(done)))


def _prediction(given: dict[str, Any]) -> Prediction | None:
    named = [name for name in (*OF_A_PREDICTION, *WAYS_TO_ANSWER) if name in given]
    if not named:
        return None
    if missing := [name for name in OF_A_PREDICTION if name not in given]:
        raise InvalidInput("ask", f"a prediction needs {', '.join(OF_A_PREDICTION)}; it lacks {', '.join(missing)}.")
    if not set(WAYS_TO_ANSWER) & given.keys():
        raise InvalidInput("ask", f"a prediction is made by one of {', '.join(WAYS_TO_ANSWER)}; none is there.")
    if given["outcome"] not in OUTCOMES:
        known = ", ".join(OUTCOMES)
        raise InvalidInput("outcome", f"there is no outcome “{given['outcome']}”; there are {known}.")
    if not {"link", "remember"} & given.keys():
        raise InvalidInput("link", "a prediction needs a “link”, which sets the run that it is about.")
    choices, sentences = (tuple(map(str, given.get(name, ()))) for name in ("choices", "sentences"))
    kinds = OUTCOMES[given["outcome"]].kinds
    if len(sentences) != kinds or len(choices) not in (0, kinds):
        raise InvalidInput("sentences", f"“{given['outcome']}” has {kinds} outcomes: one choice and sentence for each.")
    return Prediction(given["ask"], given["outcome"], sentences, choices, _slider(given), _picture(given))


def _picture(given: dict[str, Any]) -> str:
    """Return the picture that the answer is drawn into; that of choices is the one in which they have a place."""
    possible = OF_NUMBERS
    if "choices" in given:
        if given["outcome"] not in PLACES:
            raise InvalidInput("choices", f"“{given['outcome']}” is predicted with a slider or a curve, not chosen.")
        possible = (PLACES[given["outcome"]].picture,)
    if given.get("draw") not in possible:
        raise InvalidInput("draw", f"“draw” is the picture that the answer is drawn into: {' or '.join(possible)}.")
    return given["draw"]


def _slider(given: dict[str, Any]) -> Slider | None:
    if "slider" not in given:
        return None
    match given["slider"]:
        case [int() | float() as lowest, int() | float() as highest, int() | float() as step, str() as unit] if (
            lowest < highest and step > 0
        ):
            return Slider(float(lowest), float(highest), float(step), unit)
    raise InvalidInput("slider", "a slider is its lowest number, its highest, its step, and its unit.")


def _at_line(path: Path, line: int, read: Callable[[], Any]) -> Any:
    try:
        return read()
    except InvalidInput as problem:
        raise BrokenLesson(path, line, str(problem)) from problem


def _mapping(path: Path, lines: list[str], first: int, kinds: dict[str, Any]) -> dict[str, Any]:
    """Return the names and values of some lines of YAML, the first of which has this number in the file."""
    text = "\n".join(lines)
    try:
        node, value = yaml.compose(text, Loader=yaml.SafeLoader), yaml.safe_load(text)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = first + (mark.line if mark else 0)
        raise BrokenLesson(path, line, f"it is not YAML: {getattr(problem, 'problem', None) or problem}.") from problem
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BrokenLesson(path, first, "here are names with a value each, such as “title: …”.")
    for key, _ in node.value:
        line, name = first + key.start_mark.line, key.value
        if name not in kinds:
            raise BrokenLesson(path, line, f"“{name}” is none of {', '.join(kinds)}.")
        if not isinstance(value[name], kinds[name]):
            raise BrokenLesson(path, line, f"“{name}” has a value of another kind.")
    return value
