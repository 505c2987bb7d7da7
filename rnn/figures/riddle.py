"""The riddle's pictures: what goes in and what is said, step by step; and how few are copied in another order."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import plotly.graph_objects as go

from rnn.figures.kit import style
from rnn.figures.kit.axes import ROOM_ABOVE, written

COLUMN_PIXELS = 26
SHOWN, SAYS = 1.0, 0.0
LEGEND = {"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "xanchor": "left"}


def fed_figure(
    fed: np.ndarray, said: np.ndarray, first_written: int, text: list[str], characters: list[str], title: str
) -> go.Figure:
    """Lay out what is shown and what is said, one column a step; each character said is compared with the one above.

    fed, said (n,)  indices into characters, the K characters as a reader can see them
    first_written   the step that says the first character after the seed: a line stands after it
    text            the text, character by character, as a reader can see it
    """
    following = dict(pairwise(text))
    shown, says = [characters[k] for k in fed], [characters[k] for k in said]
    columns = np.arange(1, len(fed) + 1)
    is_same = np.array([own == above for own, above in zip(says, shown, strict=True)])
    is_next = np.array([own == following.get(above) for own, above in zip(says, shown, strict=True)])
    sides = [
        ("the same", is_same, style.MARKER, "circle-open"),
        ("the one that follows in the text", is_next, style.RIGHT, "square-open"),
        ("another", ~is_same & ~is_next, style.WRONG, "x-thin"),
    ]
    data = [_letters(columns, SHOWN, shown, "is shown", style.TEXT)]
    for name, chosen, colour, symbol in sides:
        data += [_frames(columns[chosen], name, colour, symbol)]
    data.append(_letters(columns, SAYS, says, "says", style.TEXT))
    n = len(fed)
    return style.figure(
        data,
        title=title,
        see="Above what goes in, below what the network says to it: the same character (purple circle), the one that "
        "follows in the text (blue square), or another (orange cross below it)."
        + (" Right of the line it is shown what it wrote itself." if first_written < n else ""),
        alt=f"It is shown {''.join(shown)} and says {''.join(says)}: {int(is_same.sum())} of {n} are the same, "
        f"{int(is_next.sum())} follow in the text.",
        x=style.hidden_axis(range=[0.3, n + 0.7]),
        y=style.axis(
            None,
            range=[-0.75, 1.5],
            tickvals=[SHOWN, SAYS],
            ticktext=["is shown", "says"],
            showgrid=False,
            fixedrange=True,
        ),
        height=250,
        shapes=_line_after(first_written + 1) if first_written < n else [],
        **ROOM_ABOVE,
        legend=LEGEND,
    )


def disorder_figure(moved: np.ndarray, right: np.ndarray, steps: int) -> go.Figure:
    """Draw how many of so many steps are copied right when more and more characters are moved elsewhere."""
    return style.figure(
        [
            style.bar(
                x=[str(count) for count in moved],
                y=right,
                marker={"color": style.STRONG},
                text=[f"{value:.3g}" for value in right],
                textposition="outside",
                hovertemplate="%{x} moved: %{y:.2f} copied right<extra></extra>",
            )
        ],
        title="Copied right, the more is moved",
        see=f"How many of the {steps} characters are copied right, on average, when so many of them are moved. "
        "A network that copies what it sees would not care.",
        alt="; ".join(f"{count} moved: {value:.1f} right" for count, value in zip(moved, right, strict=True)) + ".",
        x=style.axis("characters moved elsewhere", type="category", showgrid=False),
        y=style.axis("copied right", range=[0, steps * 1.12]),
        height=300,
        showlegend=False,
    )


def _letters(columns: np.ndarray, row: float, letters: list[str], name: str, colour: str) -> dict:
    return style.scatter(
        x=columns,
        y=np.full(len(columns), row),
        text=[written(letter) for letter in letters],
        name=name,
        mode="text",
        textfont={"family": style.CHARACTER_FONT, "size": 17, "color": colour},
        hovertemplate=f"step %{{x}}: {name} %{{text}}<extra></extra>",
        showlegend=False,
    )


def _frames(columns: np.ndarray, name: str, colour: str, symbol: str) -> dict:
    is_cross = symbol == "x-thin"
    return style.scatter(
        x=columns,
        y=np.full(len(columns), SAYS - 0.5 * is_cross),
        name=name,
        mode="markers",
        marker={
            "symbol": symbol,
            "size": 9 if is_cross else 25,
            "color": colour,
            "line": {"width": 2, "color": colour},
        },
        hoverinfo="skip",
        showlegend=True,
    )


def _line_after(column: int) -> list[dict]:
    x = column + 0.5
    return [{"type": "line", "x0": x, "x1": x, "y0": -0.75, "y1": 1.5, "line": {"color": style.QUIET, "dash": "dot"}}]
