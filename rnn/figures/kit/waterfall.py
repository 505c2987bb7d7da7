"""A sum, written as one adds by hand: one row a term, each bar beginning where the one above it ended."""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple

import numpy as np

from rnn.analysis.worksheet import Term
from rnn.figures.kit import shapes, style
from rnn.figures.kit.axes import escaped_html
from rnn.figures.kit.legends import legend_below
from rnn.text.numbers import DIGITS, digits_enough, digits_of_terms, number

ROW_PIXELS = 34
NARROWEST, NARROWEST_PLOT = 340, 60
BAR_WIDTH = 0.65
LABEL_SIZE, LABEL_CHARACTER = 11, 6.7  # pixels
MOST_DIGITS = 9  # as many as there is room for; a sum that cancels more than five of them is rare


@dataclass(frozen=True)
class Group:
    """Terms that belong together.

    name    for the legend
    terms   the rows, from the top
    colour  of all its bars; None for orange above 0 and blue below
    rows    how many rows it takes; those without a term stay empty, so that the picture keeps its height
    """

    name: str
    terms: Sequence[Term]
    colour: str | None
    rows: int


@dataclass(frozen=True)
class Total:
    """A row below the terms: a bar that begins at 0.

    how     how it is computed, in small print
    digits  that its number is printed with: more than four where another number is to be worked out from it
    """

    label: str
    how: str
    value: float
    digits: int = DIGITS


def waterfall_figure(
    groups: Sequence[Group], totals: Sequence[Total], *, title: str, see: str, alt: str
) -> style.Figure:
    """Draw the groups' terms one below the other, then the totals; on the left what each is, on the right its number.

    The first total is the sum of all terms, and the numbers that are printed for these add up to the one of the total.
    Each group is one trace of bars with x the value, base where the bar begins, and customdata
    (weight, factor, source) of its terms, as in `worksheet.Term`; the last trace holds the totals.
    """
    places, terms = _place(groups), [term for group in groups for term in group.terms]
    enough = digits_of_terms([term.value for term in terms], totals[0].value, totals[0].digits)
    digits = [min(count, MOST_DIGITS) for count in enough]
    first_row = sum(group.rows for group in groups)
    total_rows = list(range(first_row, first_row + len(totals)))
    rows, last_row = places.rows + total_rows, first_row + len(totals)
    labels, numbers = _labels(terms, digits, totals), _numbers(terms, digits, totals)
    return style.figure(
        [*_bars_of_groups(groups, places, numbers), _total_bars(totals, total_rows)],
        title=title,
        see=see,
        alt=alt,
        x=_value_axis([0.0, *places.ends, *(total.value for total in totals)]),
        y=_row_axis(rows, labels, last_row),
        yaxis2=_row_axis(rows, numbers, last_row, overlaying="y", side="right"),
        **legend_below(124 + ROW_PIXELS * last_row, below=28, left=_room(labels), right=_room(numbers)),
        barmode="overlay",
        showlegend=len(groups) > 1,
        shapes=[_joints(places, total_rows[0])],
    )


def steady_reel(figures: Sequence[style.Figure]) -> None:
    """Change margins and range of the waterfalls of one reel as little as can be, in place.

    A chart for which they change is drawn anew, which takes the browser ten times as long as to move its bars. So all
    have the widest margins that one of them needs, and a range stays until it is left, or twice too wide.
    """
    layouts = [figure.sent["layout"] for figure in figures]
    widest = {side: max(layout["margin"][side] for layout in layouts) for side in ("l", "r")}
    kept = layouts[0]["xaxis"]["range"]
    for layout in layouts:
        layout["margin"].update(widest)
        (low, high), (kept_low, kept_high) = layout["xaxis"]["range"], kept
        if kept_low <= low and high <= kept_high <= kept_low + 2 * (high - low):
            layout["xaxis"]["range"] = kept
        kept = layout["xaxis"]["range"]


def narrowest(waterfall: style.Figure) -> int:
    """Return the pixels that it needs for its bars to be seen between their labels and numbers."""
    margin = waterfall.sent["layout"]["margin"]
    return max(NARROWEST, math.ceil(margin["l"] + margin["r"]) + NARROWEST_PLOT)


class Places(NamedTuple):
    """The row of each term, counted from the top, and where its bar begins and ends; all groups in one list."""

    rows: list[int]
    starts: list[float]
    ends: list[float]


def _place(groups: Sequence[Group]) -> Places:
    rows, first_row = [], 0
    for group in groups:
        rows += range(first_row, first_row + len(group.terms))
        first_row += group.rows
    values = [term.value for group in groups for term in group.terms]
    starts = _starts(values)
    return Places(rows, starts, [start + value for start, value in zip(starts, values, strict=True)])


def _bars_of_groups(groups: Sequence[Group], places: Places, numbers: list[str]) -> list[dict]:
    bars, done = [], 0
    for group in groups:
        own = slice(done, done + len(group.terms))
        bars.append(_term_bars(group, places.rows[own], places.starts[own], numbers[own]))
        done += len(group.terms)
    return bars


def _value_axis(values: list[float]) -> dict:
    return style.axis(
        None, range=_steady(values), fixedrange=True, nticks=3, tickangle=0, exponentformat="power", **style.ZERO_LINE
    )


def _row_axis(rows: list[int], labels: list[str], last_row: int, **changes) -> dict:
    return style.axis(
        None,
        range=[last_row - 0.4, -0.6],
        tickvals=rows,
        ticktext=labels,
        showgrid=False,
        fixedrange=True,
        tickfont={"family": style.CHARACTER_FONT, "size": LABEL_SIZE},
        automargin=False,
        **changes,
    )


def _starts(values: list[float]) -> list[float]:
    """Return where each bar begins: at the sum of those before it."""
    return [0.0, *np.cumsum(values)[:-1].tolist()] if values else []


def _term_bars(group: Group, rows: list[int], starts: list[float], numbers: list[str]) -> dict:
    values = [term.value for term in group.terms]
    signs = [style.POSITIVE if value >= 0 else style.NEGATIVE for value in values]
    return style.bar(
        name=group.name,
        orientation="h",
        y=rows,
        x=values,
        base=starts,
        width=BAR_WIDTH,
        marker={"color": group.colour or signs},
        customdata=[(term.weight, term.factor, term.source) for term in group.terms],
        hovertext=[
            f"{escaped_html(term.label)} = {printed}" for term, printed in zip(group.terms, numbers, strict=True)
        ],
        hoverinfo="text",
    )


def _total_bars(totals: Sequence[Total], rows: list[int]) -> dict:
    return style.bar(
        name="total",
        orientation="h",
        y=rows,
        x=[total.value for total in totals],
        yaxis="y2",  # without a trace the axis of the numbers would not be drawn
        width=BAR_WIDTH,
        marker={"color": style.QUIET},
        hovertext=[f"{total.label} = {number(total.value)}" for total in totals],
        hoverinfo="text",
        showlegend=False,
    )


def _joints(places: Places, total_row: int) -> dict:
    """Return a thin line from the end of each bar down to the row where the next begins."""
    rows, ends = places.rows, places.ends
    return shapes.lines(ends, rows, ends, [*rows[1:], total_row], style.QUIET, 1, layer="below")


def _labels(terms: Sequence[Term], digits: Sequence[int], totals: Sequence[Total]) -> list[str]:
    of_terms = [_term_label(term, count) for term, count in zip(terms, digits, strict=True)]
    return of_terms + [f"<b>{total.label}</b><br>{escaped_html(total.how)}" for total in totals]


def _numbers(terms: Sequence[Term], digits: Sequence[int], totals: Sequence[Total]) -> list[str]:
    of_terms = [number(term.value, count) for term, count in zip(terms, digits, strict=True)]
    return of_terms + [f"<b>{number(total.value, total.digits)}</b>" for total in totals]


def _room(labels: list[str]) -> float:
    """Return the pixels that labels take beside the picture; in steps, as a change of it has all drawn anew."""
    longest = 0
    for line in "<br>".join(labels).split("<br>"):
        if len(line) > longest:
            longest = max(longest, _length(line))
    return LABEL_CHARACTER * 4 * math.ceil((longest + 1) / 4)


def _length(line: str) -> int:
    """Return how many characters a line of a label shows."""
    shown = line.replace("<b>", "").replace("</b>", "")
    return len(unescape(shown) if "&" in shown else shown)


def _term_label(term: Term, digits: int) -> str:
    """Return a term's label, and below it the product, in digits enough for the term's own number to follow."""
    label = escaped_html(term.label)
    if term.weight is None:
        return f"{label}<br>their sum"
    factors = [term.weight, term.factor]
    enough = min(digits_enough(factors, operator.mul, term.value, digits), MOST_DIGITS)
    return f"{label}<br>{' × '.join(number(factor, enough) for factor in factors)}"


def _steady(values: list[float]) -> list[float]:
    """Return a range around all values, in steps so that it seldom jumps."""
    low, high = min(values), max(values)
    span = (high - low) or 1.0
    step = 2.0 ** np.floor(np.log2(span)) / 2
    room = 0.02 * span
    return [float(np.floor((low - room) / step) * step), float(np.ceil((high + room) / step) * step)]
