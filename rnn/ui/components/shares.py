"""A few shares of a whole as bars with their labels, as one element: cheaper to change than a chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rnn.ui.components.base import component

HTML = """
<figure style="margin: 0; color: var(--st-text-color); font: 0.9375rem/1.5 var(--st-font)">
  <div class="title" style="font-weight: 600; margin-bottom: 0.3rem"></div>
  <ol style="list-style: none; margin: 0; padding: 0"></ol>
  <figcaption style="margin-top: 0.4rem; font-size: 0.875rem; opacity: 0.75"></figcaption>
</figure>
"""

_draw = component(__file__, HTML)


class Share(NamedTuple):
    """A bar: its label, its length from 0 to 1, the number as it is written, its colour, and a note behind it."""

    label: str
    length: float
    number: str
    colour: str
    note: str = ""


def show_shares(key: str, frames: Sequence[tuple[str, Sequence[Share], str]]) -> None:
    """Draw title, bars and a sentence on what to see, for each moment of the reel that is being drawn."""
    _draw(key, [{"title": title, "shares": tuple(shares), "see": see} for title, shares, see in frames])
