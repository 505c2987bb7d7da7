"""A row of numbers with their names, as one element: each element more costs frames while the film plays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rnn.ui.components.base import component

HTML = """
<dl style="display: flex; flex-wrap: wrap; gap: 0.4rem 1.2rem; margin: 0; font-family: var(--st-font);
           color: var(--st-text-color)"></dl>
"""

_draw = component(__file__, HTML)


class Reading(NamedTuple):
    """A number as it is shown, under its name; `help` says what it is, `change` by how much it differs."""

    name: str
    value: str
    help: str = ""
    change: str = ""


def show_readings(key: str, frames: Sequence[tuple[Reading, ...]]) -> None:
    """Draw the readings of each moment of the reel that is being drawn."""
    _draw(key, [{"readings": tuple(readings)} for readings in frames])
