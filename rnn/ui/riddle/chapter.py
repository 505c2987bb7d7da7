"""What a step of the riddle is made of: a row of the table that `chapters.py` holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rnn.analysis.disorder import CopyingFilm, OtherOrders, WrongCharacters
from rnn.analysis.riddle import WrittenBothWays
from rnn.ui.riddle.pictures import Picture

Outcome = WrittenBothWays | OtherOrders | WrongCharacters | CopyingFilm


@dataclass(frozen=True)
class Chapter:
    """One step of the riddle.

    heading, target     its name, and the target of the network that plays it
    play                what the network does, of parameters and alphabet; None for what is measured along its film
    draw                the pictures of an outcome
    facts               the numbers and characters of an outcome, by the names that the texts below have for them
    question, choices   what to guess; texts with facts in braces
    answer              which choice, from 0, is true of an outcome
    sentences           (condition on the outcome, text) each; nothing is known beforehand: another network may give
                        another answer, and then other sentences
    lines               of the engine, as `show_lines` takes them: the name of an equation, what they do; or none
    """

    heading: str
    target: str
    play: Callable[..., Outcome] | None
    draw: Callable[[Any], list[Picture]]
    facts: Callable[[Any], dict[str, Any]]
    question: str
    choices: tuple[str, str, str]
    answer: Callable[[Any], int]
    sentences: tuple[tuple[Callable[[Any], bool], str], ...]
    lines: tuple[str, str] | None = None

    def asked(self, outcome: Outcome) -> tuple[str, list[str]]:
        """Return the question and the choices, with the facts in them."""
        facts = self.facts(outcome)
        return self.question.format(**facts), [choice.format(**facts) for choice in self.choices]

    def sentence(self, outcome: Outcome) -> str:
        """Return all sentences that are true of the outcome, in their order, as one str."""
        facts = self.facts(outcome)
        return " ".join(text.format(**facts) for is_true, text in self.sentences if is_true(outcome))


def first_of(*conditions: bool) -> int:
    """Return the index of the first condition that holds, or their number if none does."""
    return next((index for index, holds in enumerate(conditions) if holds), len(conditions))


def always(outcome: Outcome) -> bool:
    """Hold, whatever the outcome."""
    return True
