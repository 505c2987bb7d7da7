"""What the network says at each step, beside what it should say."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from rnn.figures import style

SHORT_TEXT = 65


def said_figure(y_pred: np.ndarray, targets: np.ndarray, characters: list[str]) -> go.Figure:
    """Lay out the most likely character of each step, in lines of 13 (20 for a longer text); cross out the wrong ones.

    y_pred (T, K), targets (T,); characters: the K characters as a reader can see them
    """
    said = y_pred.argmax(axis=1)
    right = said == targets
    columns = 13 if len(said) <= SHORT_TEXT else 20
    column, line = np.arange(len(said)) % columns + 1, np.arange(len(said)) // columns
    probability = y_pred.max(axis=1).round(2)
    words = [
        f"step {t + 1}: says {characters[k]} ({probability[t]:.0%}), should say {characters[targets[t]]}"
        for t, k in enumerate(said)
    ]
    letters = [characters[k] for k in said]
    lines = int(line[-1]) + 1
    return style.figure(
        [
            _cells(column[right], line[right], probability[right], "right", style.RIGHT, "square"),
            _cells(column[~right], line[~right], probability[~right], "wrong (crossed)", style.WRONG, "square-x-open"),
            style.scatter(
                x=column,
                y=line,
                text=letters,
                customdata=words,
                mode="text",
                textfont={"family": style.CHARACTER_FONT, "size": 17, "color": style.TEXT},
                hovertemplate="%{customdata}<extra></extra>",
                showlegend=False,
            ),
        ],
        title="What it says now",
        see="The most likely character at each step; the fuller the square, the surer the network. A crossed orange "
        "frame is a character that should have been another.",
        alt=f"It says: {''.join(letters)}. {int(right.sum())} of {len(right)} are right.",
        x=style.axis(f"step, in lines of {columns}", range=[0.3, columns + 0.7], showgrid=False, fixedrange=True),
        y=style.hidden_axis(range=[lines - 0.4, -0.6]),
        height=140 + 40 * lines,
    )  # fmt: skip


def _cells(x, y, probability, name: str, colour: str, symbol: str) -> dict:
    opacity = (0.12 + 0.75 * probability).tolist() if symbol == "square" else 0.9
    return style.scatter(
        x=x,
        y=y,
        name=name,
        mode="markers",
        marker={"symbol": symbol, "size": 26, "color": colour, "opacity": opacity},
        hoverinfo="skip",
    )
