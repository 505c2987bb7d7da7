"""From the logits of one step to its probabilities: subtract the largest, exp, sum, divide."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from rnn.analysis.worksheet import Probability
from rnn.figures.kit import style
from rnn.figures.kit.axes import written
from rnn.figures.kit.waterfall import number

MOST_ROWS = 9
ROW_PIXELS = 30
COLUMNS = {"o": -2.45, "exp(o − max)": -1.45, "÷ sum": -0.42}


def softmax_figure(
    probability: Probability, chosen: int, characters: Sequence[str], most: int = MOST_ROWS
) -> go.Figure:
    """Lay out the division of one step as a table with a bar for each probability; chosen is the index of a character.

    The first trace holds the bars: x is y_pred, and customdata has (o, exp(o - max), index) of each row. A last row
    but one gathers the characters that are not shown, the last row is the sum.
    """
    shown = _shown(probability, chosen, most)
    exponentials = probability.exponentials[shown]
    rest = probability.total - float(exponentials.sum())
    is_gathered = len(shown) < len(probability.o)
    labels = [_label(k, chosen, probability.target, characters) for k in shown]
    columns = [
        [number(probability.o[k]) for k in shown],
        [number(value) for value in exponentials],
        [number(value / probability.total) for value in exponentials],
    ]
    values = [*exponentials.tolist(), *([rest] if is_gathered else []), probability.total]
    if is_gathered:
        labels.append(f"{len(probability.o) - len(shown)} others")
        columns = _with_row(columns, ["", number(rest), number(rest / probability.total)])
    labels.append("<b>sum</b>")
    columns = _with_row(columns, ["", number(probability.total), "1"])
    places = [(float(probability.o[k]), float(probability.exponentials[k]), int(k)) for k in shown]
    places += [(None, value, None) for value in values[len(shown) :]]
    return style.figure(
        [_bars(values, probability, shown, chosen, places), *_texts(columns)],
        title="Softmax: from o to y_pred",
        see="The largest logit is taken off first, so that exp cannot overflow; then each exp is divided by their sum. "
        "Click a row to look at that character.",
        alt=f"{characters[chosen]} gets {probability.y_pred:.1%}; the right character gets "
        f"{probability.target_probability:.1%}, a loss of {number(probability.loss)} nats.",
        x=style.axis("y_pred", range=[-2.95, 1.06], tickvals=[0, 0.5, 1], ticktext=["0", "½", "1"], fixedrange=True),
        y=style.axis(
            None,
            range=[len(labels) - 0.4, -1.4],
            tickvals=list(range(len(labels))),
            ticktext=labels,
            showgrid=False,
            fixedrange=True,
            tickfont={"family": style.CHARACTER_FONT, "size": 11},
        ),
        height=96 + ROW_PIXELS * (len(labels) + 1),
        bargap=0.4,
        showlegend=False,
    )


def _shown(probability: Probability, chosen: int, most: int) -> list[int]:
    """Return the characters to show, the likeliest first: all, or the likeliest with the chosen and the right one."""
    order = np.argsort(-probability.o, kind="stable").tolist()
    if len(order) <= most:
        return order
    wanted = {chosen, probability.target}
    room = most - 1 - len(wanted - set(order[: most - 1]))
    kept = set(order[:room]) | wanted
    kept |= set([k for k in order if k not in kept][: most - 1 - len(kept)])
    return [k for k in order if k in kept]


def _label(k: int, chosen: int, target: int, characters: Sequence[str]) -> str:
    marks = [word for word, index in (("chosen", chosen), ("right", target)) if index == k]
    return written(characters[k]) + (f"<br>{', '.join(marks)}" if marks else "")


def _with_row(columns: list[list[str]], row: list[str]) -> list[list[str]]:
    return [[*column, text] for column, text in zip(columns, row, strict=True)]


def _bars(values, probability: Probability, shown: list[int], chosen: int, places) -> dict:
    colours = [style.MARKER if k == chosen else style.STRONG for k in shown]
    colours += [style.QUIET] * (len(values) - len(shown))
    return style.bar(
        orientation="h",
        y=list(range(len(values))),
        x=[value / probability.total for value in values],
        marker={"color": colours},
        customdata=places,
        hovertemplate="probability %{x:.4f}<extra></extra>",
    )


def _texts(columns: list[list[str]]) -> list[dict]:
    """Return one trace of text a column, with its heading above the first row."""
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
