"""The lesson on a narrow screen: a strip above the dock that folds to one line. A wide screen has it in the sidebar."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rnn.ui.components.base import component

HTML = Path(__file__).with_name("lesson_strip.html").read_text("utf-8")
CSS = Path(__file__).with_name("lesson_strip.css").read_text("utf-8")

_draw = component(__file__, HTML, CSS)


def draw_lesson_strip(data: dict, on_act: Callable[[dict], None]) -> None:
    """Draw the strip.

    data    what it shows; `lesson/strip.py` makes it
    on_act  called with {"do": "commit", "guess": [...]}, {"do": "go", "step": n} or {"do": "leave"}
    """
    _draw("lesson_strip", data, acted=on_act)
