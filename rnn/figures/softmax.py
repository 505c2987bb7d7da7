"""From the logits of one step to its probabilities: subtract the largest, exp, sum, divide."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from rnn.analysis.worksheet import Probability
from rnn.figures.kit import style
from rnn.figures.kit.axes import escaped_html
from rnn.text.numbers import DIGITS, digits_together, follows, number, rounded, share

MOST_ROWS = 9
MOST_DIGITS = 8  # as many as a column has room for
ROW_PIXELS = 30
COLUMNS = {"o": -2.45, "exp(o − max)": -1.45, "÷ sum": -0.42}


def softmax_figure(
    probability: Probability, chosen: int, characters: Sequence[str], most: int = MOST_ROWS
) -> style.Figure:
    """Lay out the division of one step as a table with a bar for each probability; chosen is the index of a character.

    The first trace holds the bars: x is y_pred, and customdata has (o, exp(o - max), index) of each row. A last row
    but one gathers the characters that are not shown, the last row is the sum.
    """
    rows = _rows(probability, _shown(probability, chosen, most), chosen, characters)
    words = (
        f"Chosen: {characters[chosen]}, {share(probability.y_pred)}. Target: {characters[probability.target]}, "
        f"{share(probability.target_probability)}, a loss of {number(probability.loss)} nats."
    )
    return style.figure(
        [_bars(rows, probability.total, chosen), *_texts(rows, probability.total)],
        title="Softmax: from the logits o to the probabilities y_pred",
        see=f"Subtract the largest logit, raise e to each, divide by the sum. {words} Click a row to choose it.",
        alt=words,
        x=style.axis("y_pred", range=[-2.95, 1.06], tickvals=[0, 0.5, 1], ticktext=["0", "½", "1"], fixedrange=True),
        y=_label_axis([row.label for row in rows]),
        height=96 + ROW_PIXELS * (len(rows) + 1),
        bargap=0.4,
        showlegend=False,
    )


class Row(NamedTuple):
    """A row of the table: a character by its index, with its o; or the others together, or the sum, without them."""

    label: str
    exponential: float
    o: float | None = None
    index: int | None = None


def _rows(probability: Probability, shown: list[int], chosen: int, characters: Sequence[str]) -> list[Row]:
    o, exponentials = probability.o.tolist(), probability.exponentials.tolist()
    rows = [Row(_label(k, chosen, probability.target, characters), exponentials[k], o[k], k) for k in shown]
    if others := len(o) - len(shown):
        rows.append(Row(f"{others} others", probability.total - sum(row.exponential for row in rows)))
    return [*rows, Row("<b>sum</b>", probability.total)]


def _shown(probability: Probability, chosen: int, most: int) -> list[int]:
    """Return the characters to show, the likeliest first: all, or the likeliest with the chosen one and the target."""
    order = np.argsort(-probability.o, kind="stable").tolist()
    if len(order) <= most:
        return order
    wanted = {chosen, probability.target}
    room = most - 1 - len(wanted - set(order[: most - 1]))
    kept = set(order[:room]) | wanted
    kept |= set([k for k in order if k not in kept][: most - 1 - len(kept)])
    return [k for k in order if k in kept]


def _label(k: int, chosen: int, target: int, characters: Sequence[str]) -> str:
    marks = [word for word, index in (("chosen", chosen), ("target", target)) if index == k]
    return escaped_html(characters[k]) + (f"<br>{', '.join(marks)}" if marks else "")


def _label_axis(labels: list[str]) -> dict:
    return style.axis(
        None,
        range=[len(labels) - 0.4, -1.4],
        tickvals=list(range(len(labels))),
        ticktext=labels,
        showgrid=False,
        fixedrange=True,
        tickfont={"family": style.CHARACTER_FONT, "size": 11},
    )


def _bars(rows: list[Row], total: float, chosen: int) -> dict:
    colours = {None: style.QUIET, chosen: style.SELECTED}
    return style.bar(
        orientation="h",
        y=list(range(len(rows))),
        x=[row.exponential / total for row in rows],
        marker={"color": [colours.get(row.index, style.PROBABILITY) for row in rows]},
        customdata=[(row.o, row.exponential, row.index) for row in rows],
        hovertemplate="probability %{x:.4f}<extra></extra>",
    )


def _texts(rows: list[Row], total: float) -> list[dict]:
    """Return one trace of text a column, with its heading above the first row."""
    digits = _digits_of_exponentials(rows, total)
    columns = [
        _logits(rows, digits) + [""] * sum(row.o is None for row in rows),
        [number(row.exponential, digits) for row in rows],
        [number(row.exponential / total) for row in rows],
    ]
    return [
        style.scatter(
            x=[x] * (len(column) + 1),
            y=list(range(-1, len(column))),
            text=[f"<b>{heading}</b>", *column],
            mode="text",
            textfont={"size": 11, "color": style.TEXT},
            hoverinfo="skip",
        )
        for (heading, x), column in zip(COLUMNS.items(), columns, strict=True)
    ]


def _digits_of_exponentials(rows: list[Row], total: float) -> int:
    """Return the digits in which every quotient follows from its exponential and the sum."""

    def are_enough(digits: int) -> bool:
        whole = rounded(total, digits)
        return all(follows(rounded(row.exponential, digits) / whole, row.exponential / total) for row in rows)

    return next(filter(are_enough, range(DIGITS, MOST_DIGITS)), MOST_DIGITS)


def _logits(rows: list[Row], digits: int) -> list[str]:
    """Write the logits of the rows that have one, in digits enough for every exponential to follow from them."""
    shown = [row for row in rows if row.o is not None]

    def are_enough(printed: list[float]) -> bool:
        top = max(printed)
        return all(follows(math.exp(o - top), row.exponential, digits) for o, row in zip(printed, shown, strict=True))

    enough = digits_together([row.o for row in shown], are_enough)
    return [number(row.o, min(count, MOST_DIGITS)) for row, count in zip(shown, enough, strict=True)]
