"""Rows of a label, a number and a text, as one element that changes only what is another: a few, or 200 of them.

What the rows hold is written as text, never as markup.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rnn.ui.components.base import component

HTML = """
<div class="box"><div class="head"></div><ol></ol></div>
"""

CSS = """
.head, li { display: grid; grid-template-columns: 7.6rem 4.5rem max-content; column-gap: 0.9rem;
  padding: 0.1rem 0.5rem; font: 0.875rem/1.5 var(--st-font); color: var(--st-text-color); }
.head { position: sticky; top: 0; z-index: 1; width: max-content; min-width: 100%; box-sizing: border-box;
  border-left: 4px solid transparent; border-bottom: 1px solid var(--st-border-color);
  background: var(--st-secondary-background-color); }
.box { position: relative; overflow: auto; border: 1px solid var(--st-border-color); border-radius: 0.4rem; }
ol { list-style: none; margin: 0; padding: 0.2rem 0; }
li { width: max-content; min-width: 100%; box-sizing: border-box; border-left: 4px solid transparent; }
li span:nth-child(2), .head span:nth-child(2) { text-align: right; font-variant-numeric: tabular-nums; }
li span:nth-child(3) { font-family: var(--st-code-font); white-space: pre; }
.clickable li { cursor: pointer; }
.clickable li:hover { background: var(--st-secondary-background-color); }
li[aria-selected=true] { border-left-color: var(--st-primary-color); font-weight: 600;
  background: color-mix(in srgb, var(--st-primary-color) 14%, transparent); }
"""

_draw = component(__file__, HTML, CSS)


class TextRow(NamedTuple):
    """A row; `number` is already written out."""

    label: str
    number: str
    text: str


def show_text_rows(
    key: str,
    heads: TextRow,
    frames: Sequence[Sequence[TextRow]],
    height: int = 0,
    marked: Sequence[int] = (),
    on_choose: Callable[[int], None] | None = None,
) -> None:
    """Draw rows below their heads.

    frames     the rows of each moment of the reel that is being drawn, or once those of all
    height     of the box in pixels, which scrolls; 0 for as high as the rows are
    marked     for each moment the row that is marked, and kept in sight where the visitor is not just scrolling
    on_choose  called with the index of a row that was clicked, or gone to by the arrow keys
    """
    fixed = {"heads": heads, "height": height, "clickable": on_choose is not None}
    rows = list(frames) * (len(marked) if len(frames) == 1 and marked else 1)
    data = [{"rows": tuple(row), "marked": mark, **fixed} for row, mark in zip_longest(rows, marked, fillvalue=-1)]
    _draw(key, data, clicked=on_choose and (lambda report: on_choose(int(report["row"]))))
