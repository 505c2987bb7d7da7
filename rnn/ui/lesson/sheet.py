"""What the sheet of a lesson shows on a narrow screen, and what is done with what the learner does there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from markdown_it import MarkdownIt

from rnn.lessons.lesson import Prediction
from rnn.session.chosen.learning import Learning
from rnn.ui.components.lesson_sheet import draw_lesson_sheet
from rnn.ui.lesson.panel import turn_to
from rnn.ui.lesson.prediction import DRAW, describe_answer, guess_in
from rnn.ui.state import Session

MARKDOWN = MarkdownIt("commonmark", {"html": False})


def show_sheet(session: Session) -> None:
    """Draw the sheet of the step at hand; nothing where no lesson is open."""
    learning = session.learning
    if not learning.lesson:
        return
    step, is_done = learning.step, learning.is_done(session.facts)
    count = len(learning.lesson.steps)
    state = "" if not step.conditions else " · done" if is_done else " · not yet done"
    onwards = ("Finish", "Leave out") if learning.is_last else ("Next", "Skip")
    asked = step.prediction if step.prediction and learning.asks_about(session.settings) else None
    data = {
        "step": (learning.lesson.name, learning.number),
        "where": f"Step {learning.number + 1} of {count}{state}",
        "count": count,
        "heading": step.heading,
        "text": _text(step.text, step.points),
        "hint": "" if is_done else MARKDOWN.render(step.hint),
        "isDone": is_done,
        "next": onwards[0 if is_done else 1],
        **_question(learning, asked),
    }
    draw_lesson_sheet(data, partial(_take, learning, partial(turn_to, session)))


def _text(text: str, points: str) -> str:
    return MARKDOWN.render(f"{text}\n\nLook at {points}." if points else text)


def _question(learning: Learning, prediction: Prediction | None) -> dict:
    """Return what the sheet has to know of a question, and of the answer to it."""
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
    """Do what the learner did in the sheet."""
    match act["do"]:
        case "commit" if learning.answer is None and learning.step.prediction:
            learning.commit(tuple(map(float, act["guess"])))
        case "go" if 0 <= int(act["step"]) < len(learning.lesson.steps):
            go_to(int(act["step"]))
        case "leave":
            go_to(None)
