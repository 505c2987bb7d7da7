"""A list of snippets of a text, each with the characters in question marked and a note: a click goes there.

It is one element, whatever its length: each element more costs frames while the film plays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rnn.figures.kit import style
from rnn.ui.components.base import component

HTML = """
<div style="font-family: var(--st-font); color: var(--st-text-color)">
  <div class="snippets-title" style="padding: 0.4rem 0.25rem; font-size: 1rem"></div>
  <ol style="list-style: none; margin: 0; padding: 0"></ol>
</div>
"""

_draw = component(__file__, HTML)


class Snippet(NamedTuple):
    """A piece of a text, made visible: what is in question, what is around it, a note on it, and its place there."""

    before: str
    marked: str
    after: str
    note: str
    place: int


def show_snippets(
    key: str,
    title: str,
    frames: Sequence[Sequence[Snippet]],
    on_choose: Callable[[int], None],
    rows: int,
    colour: str = style.SELECTED,
    empty: str = "None.",
) -> None:
    """Draw snippets below each other.

    frames     the snippets of each moment of the reel that is being drawn
    on_choose  called with the place of the one that was clicked, before the rerun
    rows       how many there may be at most; room is kept for them, so that nothing jumps while the film plays
    empty      what the list shows where there is none
    """

    def take(report: dict) -> None:
        if any(report["place"] == snippet.place for snippets in frames for snippet in snippets):
            on_choose(report["place"])

    fixed = {"title": title, "rows": rows, "colour": colour, "empty": empty}
    _draw(key, [{"snippets": tuple(snippets), **fixed} for snippets in frames], clicked=take)


def cut(letters: Sequence[str], start: int, end: int, before: int, after: int) -> tuple[str, str, str]:
    """Return [start, end) of a text's characters, made visible, and so many before and after it."""
    around = letters[max(0, start - before) : start], letters[start:end], letters[end : end + after]
    left, marked, right = ("".join(part).replace("␣", " ") for part in around)
    return ("…" if start > before else "") + left, marked.replace(" ", "␣"), right
