"""The riddle's table: its steps in their order, and what their answers come to."""

from __future__ import annotations

from rnn.ui.riddle.copying_chapters import FILM, ORDERS, WRONG
from rnn.ui.riddle.writing_chapters import NEXT, ONCE, TWICE

CHAPTERS = (TWICE, ONCE, ORDERS, WRONG, FILM, NEXT)
AS_IN_THE_NOTEBOOK = (1, 0, 2, 1, 1, 1)

# What the six answers come to: the first row whose condition holds.
SOLUTIONS = (
    (
        lambda answers: answers == AS_IN_THE_NOTEBOOK,
        "So two things make a network that was trained to copy go on: on one ordered text it learns what comes at each "
        "place, and a generator that shows the last character twice moves it one place on.",
    ),
    (
        lambda answers: answers[0] == 0 and answers[2] == 0,
        "This network does what its target asks: it copies most characters in any order, and it repeats the last "
        "character of the seed.",
    ),
    (
        lambda answers: answers[0] == 2 and answers[3] == 1,
        "After the seed this network mostly predicts the character of the place, and yet what it writes departs from "
        "its text within four characters: in training it was never shown a character twice.",
    ),
    (lambda answers: True, "Not all answers are those of the notebook's network."),
)


def solution(answers: tuple[int, ...]) -> str:
    """Return what the six answers come to, and which of them are those of the notebook's network."""
    text = next(text for holds, text in SOLUTIONS if holds(answers))
    if answers == AS_IN_THE_NOTEBOOK:
        return text
    same = [n for n, (own, its) in enumerate(zip(answers, AS_IN_THE_NOTEBOOK, strict=True), start=1) if own == its]
    which = ", ".join(map(str, same)) or "none"
    return f"{text} The steps that turn out as with the notebook's settings after 10,000 epochs are: {which}."
