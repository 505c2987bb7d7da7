"""The altered network beside the untouched one: what each unit is worth, what both expect, what both write."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from rnn.analysis.surgery import Ranking
from rnn.figures.kit import marks, style
from rnn.figures.kit.axes import ROOM_ABOVE, lettered_axis, rounded_up, written
from rnn.figures.kit.legends import ABOVE_LEFT

UNTOUCHED, ALTERED = "untouched", "altered"
ROWS = (1.0, 0.0)
ENDS = [-0.6, 1.6]  # of the axis of the rows


def ranking_figure(ranking: Ranking, held: set[int], is_sorted: bool = True) -> go.Figure:
    """Draw how much the loss on the text grows without each unit; each bar carries its unit in customdata.

    held       the units that an edit holds; their bars are grey
    is_sorted  the dearest unit first; else in the units' own order
    """
    H = len(ranking.loss_increase)
    units = ranking.order if is_sorted else np.arange(H)
    loss_increase = ranking.loss_increase[units]
    bars = style.bar(
        x=np.arange(H),
        y=loss_increase.astype(np.float32),
        customdata=units,
        name="growth",
        marker={"color": [style.QUIET if unit in held else style.STRONG for unit in units.tolist()]},
        hovertemplate="without unit %{customdata} the loss grows by %{y:.3f} nats; click to silence it<extra></extra>",
    )
    return style.figure(
        [bars],
        title="What each unit is worth",
        see="How much the loss on the text grows when this one unit is silenced. Click a bar to silence its unit, "
        "and again to undo that; the bar of a unit that you hold is grey.",
        alt=f"Unit {ranking.order[0]} is worth most: without it the loss of {ranking.loss:.4g} nats grows by "
        f"{ranking.loss_increase.max():.4g}.",
        x=lettered_axis("hidden unit silenced", [str(unit) for unit in units], 560),
        y=style.axis("growth of the loss (nats)", range=_range(loss_increase)),
        height=330,
        showlegend=False,
    )


def distributions_figure(
    untouched: np.ndarray, altered: np.ndarray, characters: list[str], target: int, step: int
) -> go.Figure:
    """Draw both distributions (K,) over the next output at one step, from 0; target is the index of the right one."""
    K = len(characters)
    return style.figure(
        [
            _bars(untouched, UNTOUCHED, style.QUIET, characters),
            _bars(altered, ALTERED, style.STRONG, characters),
            _target_mark(target, characters[target]),
        ],
        title=f"What both expect at step {step + 1}",
        see="The probability of each character, by the untouched and by the altered network; the triangle is over the "
        "character that should come.",
        alt=f"The untouched network gives {untouched[target]:.1%} to the target {characters[target]}, the altered one "
        f"{altered[target]:.1%}; its most likely of {K} characters is {characters[altered.argmax()]}.",
        x=lettered_axis("character", characters, 560),
        y=style.axis("probability", range=[0, 1.12]),
        height=330,
        barmode="group",
        **ROOM_ABOVE,
        legend=ABOVE_LEFT,
    )


def continuations_figure(seed: list[str], untouched: list[str], altered: list[str]) -> go.Figure:
    """Lay out what both networks write after the seed, one above the other; what differs is framed."""
    n = len(seed)
    columns = np.arange(n + len(untouched)) + 1
    differs = np.array([own != other for own, other in zip(altered, untouched, strict=True)], dtype=bool)
    first = int(np.flatnonzero(differs)[0]) + 1 if differs.any() else None
    return style.figure(
        [
            _text(columns, ROWS[0], [*seed, *untouched], UNTOUCHED),
            _text(columns, ROWS[1], [*seed, *altered], ALTERED),
            _frames(columns[n:][differs], ROWS[1]),
        ],
        title="What both write",
        see="The seed, then, right of the line, what each network writes by itself, the most likely character each "
        "time. An orange frame is where the altered one writes something else.",
        alt=f"Untouched: {''.join(untouched)}. Altered: {''.join(altered)}. "
        + (f"They differ from character {first} on." if first else "They are the same."),
        x=style.hidden_axis(range=[0.3, len(columns) + 0.7]),
        y=style.axis(None, range=ENDS, tickvals=ROWS, ticktext=(UNTOUCHED, ALTERED), showgrid=False, fixedrange=True),
        height=190,
        showlegend=False,
        shapes=[_end_of_seed(n + 0.5)],
    )


def _range(loss_increase: np.ndarray) -> list[float]:
    """Return the range of the axis: from 0, unless a loss falls so far that one would see it."""
    top = rounded_up(float(max(loss_increase.max(), 0)))
    return [-rounded_up(float(-loss_increase.min())) if loss_increase.min() < -top / 50 else 0.0, top]


def _target_mark(target: int, character: str) -> dict:
    return style.scatter(
        x=[target],
        y=[1.06],
        name="target",
        mode="markers",
        marker={"symbol": "triangle-down", "size": 12, "color": style.MARKER},
        hovertemplate=f"the target: {written(character)}<extra></extra>",
    )


def _frames(columns: np.ndarray, row: float) -> dict:
    return style.scatter(
        x=columns,
        y=np.full(len(columns), row),
        name="differs",
        mode="markers",
        marker={"symbol": "square-open", "size": 24, "color": style.WRONG, "line": {"width": 2}},
        hoverinfo="skip",
    )


def _end_of_seed(x: float) -> dict:
    return {"type": "line", "x0": x, "x1": x, "y0": ENDS[0], "y1": ENDS[1], "line": {"color": style.QUIET}}


def _bars(distribution: np.ndarray, name: str, colour: str, characters: list[str]) -> dict:
    return style.bar(
        x=np.arange(len(characters)),
        y=distribution.astype(np.float32),
        name=name,
        marker={"color": colour},
        hovertemplate=f"{name}: " + "%{x}: %{y:.1%}<extra></extra>",
    )


def _text(columns: np.ndarray, row: float, letters: list[str], name: str) -> dict:
    text = [written(letter) for letter in letters]
    return marks.letters(columns, np.full(len(columns), row), text, size=17, name=name, hover=name + ": %{text}")
