"""Panels one below the other in one figure: where each has its place, and its numbered heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

HEADING_PIXELS = 28
UPPER, LOWER = [0.5, 1], [0, 0.42]  # domains of two panels


@dataclass(frozen=True)
class Row:
    """One panel: its heading, its height, and how much is left free below it, both in pixels."""

    heading: str
    height: int
    below: int = 0


@dataclass(frozen=True)
class Stack:
    """The places of some rows, from the top.

    pixels    the height of all      domains   [bottom, top] of each row's axis, 0 to 1
    headings  the annotations that number and name the rows
    """

    pixels: int
    domains: list[list[float]]
    headings: list[dict]


def stack(rows: Sequence[Row]) -> Stack:
    """Place rows one below the other, each under its heading."""
    pixels = sum(HEADING_PIXELS + row.height + row.below for row in rows)
    left = pixels
    domains, headings = [], []
    for number, row in enumerate(rows, start=1):
        top = left - HEADING_PIXELS
        domains.append([(top - row.height) / pixels, top / pixels])
        headings.append(_heading(number, row.heading, top / pixels))
        left = top - row.height - row.below
    return Stack(pixels, domains, headings)


def _heading(number: int, words: str, y: float) -> dict:
    return {
        "text": f"<b>{number}</b>  {words}",
        "x": 0,
        "y": y,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 12},
        "align": "left",
    }
