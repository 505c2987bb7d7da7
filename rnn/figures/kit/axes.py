"""What figures with a cell for each step share: lettered axes, their width, steady ranges."""

from __future__ import annotations

from functools import lru_cache
from html import escape

import numpy as np

from rnn.figures.kit import style

CELL_PIXELS = 14
LABEL_PIXELS = 10
DIGIT_PIXELS = 7  # for each digit of a number after the first
MARGIN_PIXELS = 100
WIDEST_PIXELS = 1400
# For a figure whose step numbers are above it: the title at the very top, so that it does not meet them.
ROOM_ABOVE = {"margin": {"l": 8, "r": 8, "t": 96, "b": 8}, "is_title_on_top": True}
FEW_NUMBERS = 12
SMALL_FONT, NORMAL_FONT = 10, 13
ALPHABETS, LABELS = 64, 4096  # how many are remembered: a playing film writes the same ones again and again


def minimum_width(columns: int) -> int:
    """Return the pixels that a figure with this many columns needs for its letters to be read, 1400 at most."""
    return min(MARGIN_PIXELS + CELL_PIXELS * columns, WIDEST_PIXELS)


@lru_cache(LABELS)
def escaped_html(letter: str) -> str:
    """Return the letter so that Plotly, which reads some HTML, writes it as it is."""
    return escape(letter, quote=False)


def lettered_axis(
    title: str, letters: list[str], pixels: int, first: int = 0, is_upright: bool = False, **changes
) -> dict:
    """Return the layout of an axis with one letter a cell, the first cell at `first`.

    The letters replace the numbers in ticks and in hover text. Where they do not all fit into these pixels,
    some are left out, and come back when one zooms in. Numbers may replace letters, and take more room the more
    digits they have, unless the axis is upright.
    """
    labels, digits = _labels(tuple(letters), first)
    wider = 0 if is_upright else DIGIT_PIXELS * (digits - 1)
    fitting = pixels // (LABEL_PIXELS + wider)
    is_roomy = len(letters) * (CELL_PIXELS + wider) <= pixels
    ticks = {"dtick": 1, "tick0": first} if len(letters) <= fitting else {"nticks": fitting}
    return style.axis(
        title,
        labelalias=labels,
        tickfont={"family": style.CHARACTER_FONT, "size": NORMAL_FONT if is_roomy else SMALL_FONT},
        tickangle=0,
        showgrid=False,
        **{"range": [first - 0.5, first + len(letters) - 0.5], **ticks, **changes},
    )


@lru_cache(ALPHABETS)
def _labels(letters: tuple[str, ...], first: int) -> tuple[dict[str, str], int]:
    """Return the letters by the numbers that they replace, and how many digits the longest number among them has."""
    digits = max((len(letter) for letter in letters if letter.isdecimal()), default=1)
    return {str(first + i): escaped_html(letter) for i, letter in enumerate(letters)}, digits


def step_axis(letters: list[str]) -> dict:
    """Return the layout of the axis below a figure over time: the input characters of the steps, which start at 1."""
    pixels = minimum_width(len(letters)) - MARGIN_PIXELS
    return lettered_axis("input character of the step", letters, pixels, first=1)


def step_numbers_axis(steps: int) -> dict:
    """Return the layout of the axis above the same figure, to be its `xaxis2`: the numbers of the steps, a few."""
    apart = next((apart for apart in (1, 5, 10, 20) if apart * FEW_NUMBERS >= steps), 50)
    return number_axis("step t", steps, overlaying="x", matches="x", side="top", dtick=apart, tick0=0)


def number_axis(title: str, count: int, **changes) -> dict:
    """Return the layout of an axis of this many whole numbers."""
    ticks = {"dtick": 1} if count <= FEW_NUMBERS else {}
    return style.axis(title, **{"showgrid": False, "tickformat": "d", "tickangle": 0, **ticks, **changes})


def rounded_up(value: float) -> float:
    """Return the next of …, 1, 1.5, 2, 3, 5, 7, 10, 15, …, so that a range stays the same while what it holds moves."""
    if not value > 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(value))
    return float(next(power * factor for factor in (1, 1.5, 2, 3, 5, 7, 10) if value <= power * factor * (1 + 1e-9)))
