"""The five parameters as heatmaps: what enters each hidden unit (W, U, b), and what each character gets (V, c)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

from rnn.figures.kit import style
from rnn.figures.kit.axes import lettered_axis, rounded_up
from rnn.figures.kit.cells import cells_of
from rnn.text.numbers import number

GAP, NARROWEST = 0.035, 0.03
ROW_PIXELS = 17
SHORTEST, TALLEST = 300, 660
PANEL_PIXELS = 640
COLUMN_PIXELS = 9


@dataclass(frozen=True)
class Panel:
    """One parameter as a picture: its matrix (rows, columns), and how rows and columns are called."""

    name: str
    z: np.ndarray
    rows: list[str]
    columns: list[str]
    row_kind: str
    column_kind: str


def entering_figure(W: np.ndarray, U: np.ndarray, b: np.ndarray, characters: list[str], limit: float | None, what: str):
    """Draw W, U and b side by side: a row is a hidden unit, and all that enters it.

    limit  the largest value of the colour scale for all panels; None gives each panel its own
    what   which numbers these are, for the title, such as "now"
    """
    units = _numbers(len(b))
    panels = [
        Panel("W", W, units, units, "unit", "from unit"),
        Panel("U", U, units, characters, "unit", "from character"),
        Panel("b", b[:, None], units, [""], "unit", ""),
    ]
    return _panels_figure(
        panels,
        limit,
        title=f"Weights into the hidden units: W, U and b, {what}",
        see="Rows: the hidden units; columns: the unit of the previous step (W) or the input character (U) that the "
        "weight comes from.",
        row_title="hidden unit",
    )


def leaving_figure(V: np.ndarray, c: np.ndarray, characters: list[str], limit: float | None, what: str) -> style.Figure:
    """Draw V and c side by side: a row is a character, and what enters its logit. Arguments as in `entering_figure`."""
    panels = [
        Panel("V", V, characters, _numbers(V.shape[1]), "character", "from unit"),
        Panel("c", c[:, None], characters, [""], "character", ""),
    ]
    return _panels_figure(
        panels,
        limit,
        title=f"Weights into the logits: V and c, {what}",
        see="Rows: the characters; columns: the hidden unit that the weight comes from (V).",
        row_title="character",
    )


def common_limit(arrays) -> float:
    """Return the largest absolute value of all the arrays, rounded up so that it stays the same while they move."""
    return rounded_up(max(float(np.abs(array).max()) for array in arrays))


def minimum_width(columns: int) -> int:
    """Return the pixels that panels of this many columns in all need to be read."""
    return min(220 + COLUMN_PIXELS * columns, 900)


def _panels_figure(panels: list[Panel], limit: float | None, *, title: str, see: str, row_title: str) -> style.Figure:
    data, axes, notes = [], {}, []
    domains = _domains(tuple(len(panel.columns) for panel in panels))
    for place, (panel, (left, right)) in enumerate(zip(panels, domains, strict=True), start=1):
        suffix = "" if place == 1 else str(place)
        own = limit or common_limit([panel.z])
        data.append(_heatmap(panel, own, suffix, with_bar=limit is not None and place == 1))
        pixels = int(PANEL_PIXELS * (right - left))
        axes[f"xaxis{suffix}"] = _column_axis(panel, pixels, [left, right])
        notes.append(_note(_head(panel) + (f", ±{own:g}" if limit is None else ""), (left + right) / 2))
    ends = [Ends(float(panel.z.min()), float(panel.z.max())) for panel in panels]
    rows = lettered_axis(row_title, panels[0].rows, _height(len(panels[0].rows)) - 130, is_upright=True)
    return style.figure(
        data,
        title=title,
        see=f"{see} {_on_largest(panels, ends)}",
        alt=_on_ends(panels, ends),
        x=axes.pop("xaxis"),
        y={**rows, "range": rows["range"][::-1], "ticks": ""},
        height=_height(len(panels[0].rows)),
        margin={"l": 8, "r": 8, "t": 78, "b": 8},
        is_title_on_top=True,
        annotations=notes,
        **axes,
    )


class Ends(NamedTuple):
    """The smallest and the largest number of a panel."""

    lowest: float
    highest: float


def _on_ends(panels: list[Panel], ends: list[Ends]) -> str:
    words = [f"{p.name} goes from {own.lowest:.3g} to {own.highest:.3g}" for p, own in zip(panels, ends, strict=True)]
    return f"{'; '.join(words)}."


def _on_largest(panels: list[Panel], ends: list[Ends]) -> str:
    """Return which number is the largest in size."""
    size, panel, own = max(
        ((max(-own.lowest, own.highest), panel, own) for panel, own in zip(panels, ends, strict=True)),
        key=lambda found: found[0],
    )
    if not size > 0:
        return "All are 0."
    at = panel.z.argmax() if own.highest == size else panel.z.argmin()
    row, column = divmod(int(at), panel.z.shape[1])
    place = f"{panel.rows[row]}, {panel.columns[column]}" if panel.columns[column] else panel.rows[row]
    return f"Orange is positive, blue negative. Largest: {panel.name}[{place}] = {number(panel.z[row, column])}."


def _head(panel: Panel) -> str:
    """Return a parameter's name, and for a matrix its shape."""
    return f"<b>{panel.name}</b>" + (f" ({' × '.join(map(str, panel.z.shape))})" if panel.columns != [""] else "")


def _heatmap(panel: Panel, limit: float, suffix: str, with_bar: bool) -> dict:
    place = panel.row_kind + " %{y}" + (f", {panel.column_kind} " + "%{x}" if panel.column_kind else "")
    cells = cells_of(panel.z, -limit, limit, ".4f")
    return style.heatmap(
        **cells.trace,
        xaxis=f"x{suffix}",
        yaxis="y",
        name=panel.name,
        colorscale=style.DIVERGING,
        showscale=with_bar,
        **({"colorbar": style.colour_bar("value", len=0.9, **cells.bar)} if with_bar else {}),
        hovertemplate=f"{panel.name}: {place}: {cells.value}<extra></extra>",
    )


def _column_axis(panel: Panel, pixels: int, domain: list[float]) -> dict:
    title = panel.column_kind or None
    layout = lettered_axis(title, panel.columns, pixels, domain=domain)
    return {**layout, "showticklabels": bool(panel.column_kind), "anchor": "y", "ticks": ""}


@cache
def _domains(columns: tuple[int, ...]) -> list[tuple[float, float]]:
    """Return where each panel begins and ends, 0 to 1: as wide as it has columns, a bias at least a visible strip."""
    counts = np.array(columns, dtype=float)
    weights = np.where(counts > 1, counts, np.maximum(1, counts.sum() * NARROWEST))
    widths = weights / weights.sum() * (1 - GAP * (len(columns) - 1))
    lefts = np.r_[0, np.cumsum(widths + GAP)[:-1]]
    return [(float(left), float(min(left + width, 1))) for left, width in zip(lefts, widths, strict=True)]


def _note(text: str, x: float) -> dict:
    return {"text": text, "x": x, "y": 1, "xref": "paper", "yref": "paper", "yanchor": "bottom", "showarrow": False}


def _height(rows: int) -> int:
    return max(SHORTEST, min(150 + ROW_PIXELS * rows, TALLEST))


def _numbers(count: int) -> list[str]:
    return [str(unit) for unit in range(count)]
