"""An equation with its numbers and the project's own lines that worked them out, as one element.

Streamlit's own three for it, of which there are nine times three on one page, would cost five frames a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import streamlit as st

from rnn.ui.components.base import component
from rnn.ui.components.served import served_script
from rnn.ui.source import SourceLines, equation

HTML = """
<figure style="margin: 0; color: var(--st-text-color)">
  <div style="overflow: auto hidden; margin: 0 0 0.6rem; font-size: 1rem" tabindex="0"></div>
  <pre style="margin: 0; padding: 0.6rem 0.8rem; font: 0.875rem/1.6 var(--st-code-font);
              background: var(--st-code-background-color); border-radius: var(--st-base-radius)"></pre>
  <figcaption style="margin: 0.4rem 0 0.6rem; font: 0.875rem/1.5 var(--st-font);
                     color: color-mix(in srgb, var(--st-text-color) 65%, transparent)"></figcaption>
</figure>
"""

_draw = component(__file__, HTML, is_isolated=False)


class Line(NamedTuple):
    """A line of code behind its number in its file; the ones in question are marked."""

    number: int
    text: str
    is_marked: bool


def show_lines(
    name: str,
    values: str | Sequence[str],
    context: int = 0,
    latex: str | Sequence[str] = "",
    is_marked: bool | Sequence[bool] = True,
) -> None:
    """Draw the lines of an equation of `source.EQUATIONS`, and below them what they hold at the moment.

    values  shapes and numbers, in words
    latex   what the lines work out, drawn above them; where Streamlit's KaTeX cannot be found, by Streamlit itself
    is_marked  whether the lines in question are marked; not where they do not run at the moment
    Each of these is one, or one for each moment of the reel that is being drawn.
    """
    source_lines, katex = equation(name, context), served_script("katex")
    values, latex = ([one] if isinstance(one, str) else list(one) for one in (values, latex))
    marked = [is_marked] if isinstance(is_marked, bool) else list(is_marked)
    count = max(len(values), len(latex), len(marked))
    frames = zip(*(of * count if len(of) == 1 else of for of in (values, latex, marked)), strict=True)
    if latex[-1] and not katex:
        st.latex(latex[-1])
    data = [
        {
            "latex": formula,
            "katex": formula and katex,
            "lines": numbered(source_lines, has_mark),
            "caption": f"{source_lines.place}: {words}",
        }
        for words, formula, has_mark in frames
    ]
    _draw(f"lines of {name}", data)


@cache
def numbered(source_lines: SourceLines, is_marked: bool = True) -> tuple[Line, ...]:
    """Return the lines as they are in their file, each with its number there; those in question marked, or none."""
    return tuple(
        Line(source_lines.first_line_number + index, text, is_marked and index in source_lines.marked)
        for index, text in enumerate(source_lines.lines)
    )
