"""The two parts of the page for teachers."""

from __future__ import annotations

from rnn.session.chosen.choices import Choices
from rnn.ui.controls.choices import choose_one

PARTS = {"link": "A link for the class", "sheet": "A lesson on paper"}


def choose_part(choices: Choices) -> str:
    """Let the teacher choose one of PARTS; return it."""
    return choose_one(choices, "teach_view", PARTS, "Part of the page", label_visibility="collapsed")
