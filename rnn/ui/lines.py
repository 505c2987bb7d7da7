"""The project's own lines beside the numbers they made."""

from __future__ import annotations

import streamlit as st

from rnn.source import Excerpt, equation

MARK = "▸"


def show_lines(name: str, values: str, context: int = 0) -> None:
    """Draw the lines of an equation of `source.EQUATIONS`, and below them what they hold at the moment.

    values  shapes and numbers, in Markdown
    """
    excerpt = equation(name, context)
    st.code(numbered(excerpt), language="python", wrap_lines=True)
    st.caption(f"{MARK} {excerpt.place}: {values}")


def numbered(excerpt: Excerpt) -> str:
    """Return the lines as they stand in their file, each behind its number there; the ones in question are marked."""
    last = excerpt.first_line_number + len(excerpt.lines)
    return "\n".join(
        f"{MARK if index in excerpt.marked else ' '} {excerpt.first_line_number + index:>{len(str(last))}}  {line}"
        for index, line in enumerate(excerpt.lines)
    )
