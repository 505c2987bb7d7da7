"""What the strip of a lesson shows on a narrow screen, and what is done with what the learner does there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from markdown_it import MarkdownIt

from rnn.lessons.lesson import Prediction
from rnn.runs.settings import Settings
from rnn.session.chosen.learning import Learning
from rnn.ui.components.lesson_strip import draw_lesson_strip
from rnn.ui.lesson.in_pictures import guess_in
from rnn.ui.lesson.panel import ELSEWHERE, onwards, turn_to
from rnn.ui.lesson.prediction import DRAW, describe_answer
from rnn.ui.state import Session

MARKDOWN = MarkdownIt("commonmark", {"html": False})


def show_strip(session: Session) -> None:
    """Draw the strip of the step at hand; nothing where no lesson is open."""
    learning = session.learning
    if learning.lesson:
        data = _data(learning, session.settings, learning.is_done(session.facts))
        draw_lesson_strip(data, partial(_take, learning, partial(turn_to, session)))


def _data(learning: Learning, settings: Settings, is_done: bool) -> dict:
    step, count = learning.step, len(learning.lesson.steps)
    is_elsewhere = step.prediction is not None and not learning.asks_about(settings)
    parts = [step.text, f"Look at {step.points}." if step.points else "", ELSEWHERE if is_elsewhere else ""]
    state = "" if not step.conditions else " · done" if is_done else " · not yet done"
    return {
        "step": (learning.lesson.name, learning.number),
        "at": step.at,
        "where": f"Step {learning.number + 1} of {count}{state}",
        "count": count,
        "heading": step.heading,
        "text": MARKDOWN.render("\n\n".join(filter(None, parts))),
        "hint": "" if is_done else MARKDOWN.render(step.hint),
        "isDone": is_done,
        "isElsewhere": is_elsewhere,
        "next": onwards(learning, is_done),
        **_question(learning, None if is_elsewhere else step.prediction),
    }


def _question(learning: Learning, prediction: Prediction | None) -> dict:
    """Return what the strip has to know of a question, and of the answer to it."""
    if prediction is None:
        return {"asked": "", "choices": (), "slider": None, "guess": (), "guessed": (), "isOpen": False, "said": ""}
    answer = learning.answer
    drawing = f"\n\n{DRAW}" if prediction.is_curve and not answer else ""
    return {
        "asked": MARKDOWN.render(f"{prediction.question}{drawing}"),
        "choices": prediction.choices,
        "slider": prediction.slider and tuple(prediction.slider),
        "guess": answer.guess if answer else (),
        "guessed": guess_in("loss", learning) if prediction.is_curve else (),
        "isOpen": answer is None,
        "said": MARKDOWN.render(describe_answer(prediction, answer)) if answer else "",
    }


def _take(learning: Learning, go_to: Callable[[int | None], None], act: dict) -> None:
    """Do what the learner did in the strip."""
    match act["do"]:
        case "commit" if learning.answer is None and learning.step.prediction:
            learning.commit(tuple(map(float, act["guess"])))
        case "go" if 0 <= int(act["step"]) < len(learning.lesson.steps):
            go_to(int(act["step"]))
        case "leave":
            go_to(None)
