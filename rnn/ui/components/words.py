"""Sentences that change with the film: as `st.markdown` writes them, but each at its own moment, with the pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rnn.ui.components.base import component

HTML = """
<div class="box" style="display: flex; gap: 0.7rem; border-radius: 0.5rem; color: var(--st-text-color);
  font: 1rem/1.5 var(--st-font)"><span class="icon" aria-hidden="true"></span><div class="words"></div></div>
"""

_draw = component(__file__, HTML)


def show_words(sentences: str | Sequence[str], key: str, is_caption: bool = False) -> None:
    """Write Markdown of **bold**, *italic*, `code`, escaped characters, and two spaces before a line's end.

    sentences   one, or one for each moment of the reel that is being drawn
    is_caption  whether it is small and quiet, as a caption
    """
    frames = [sentences] if isinstance(sentences, str) else sentences
    _draw(key, [{"words": words, "is_caption": is_caption} for words in frames])


class Notice(NamedTuple):
    """Words in a box: its colour, one of Streamlit's by name ("red"), an icon of one sign, and the words."""

    colour: str
    icon: str
    words: str


def show_notices(key: str, notices: Sequence[Notice]) -> None:
    """Write the notice of each moment of the reel that is being drawn."""
    _draw(key, [{"is_caption": False, **notice._asdict()} for notice in notices])
