"""A text whose characters are painted by a value each: read as a text, chosen from by click, drag or arrow keys.

Two thousand characters change their colours many times a second. The component keeps one node for each of them, and
touches only those whose colour, of some thirty, is another than before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from rnn.figures.kit import style
from rnn.text.features import is_line_end
from rnn.text.vocabulary import visible
from rnn.ui.components.base import component

DIGITS = 2
LEVELS = 16  # on either side of 0

HTML = """
<div style="font-family: var(--st-font); color: var(--st-text-color)">
  <div class="painted-title" style="padding: 0.4rem 0.25rem; font-size: 1rem"></div>
  <div class="painted-legend" aria-hidden="true"
       style="display: flex; flex-wrap: wrap; align-items: center; gap: 0.2rem 0.6rem;
              padding: 0 0.25rem; font-size: 0.875rem"></div>
  <div class="painted-text" role="slider" tabindex="0"
       style="margin: 0.4rem 0; padding: 0.4rem 0.7rem; max-height: 21rem; overflow-y: auto; overflow-anchor: none;
              position: relative; cursor: pointer; user-select: none; -webkit-user-select: none; touch-action: pan-y;
              white-space: break-spaces; overflow-wrap: anywhere; line-height: 1.75; font-size: 1rem;
              font-family: var(--st-code-font); border: 1px solid var(--st-border-color);
              border-radius: var(--st-base-radius)"></div>
  <div class="painted-words" style="min-height: 1.5em; font-size: 0.875rem; line-height: 1.5"></div>
  <p class="painted-see" style="margin: 0.2rem 0 0.6rem; font-size: 0.875rem; line-height: 1.5;
     color: color-mix(in srgb, var(--st-text-color) 65%, transparent)"></p>
</div>
"""

_draw = component(__file__, HTML)


@dataclass(frozen=True)
class Paint:
    """How values become colours and words.

    quantity   what the values are, as it is said before them: "a", "loss"        unit  said after them, such as "nats"
    low, high  what has the fullest colours, and all beyond it; 0 has none. low is -high, or 0 where there is no sign.
    ends       what the legend says at the low end and at the high end
    colour     of the high end; the low end of what has a sign is blue
    """

    quantity: str
    low: float
    high: float
    ends: tuple[str, str]
    unit: str = ""
    colour: str = style.POSITIVE


@dataclass(frozen=True)
class PaintedText:
    """A text with a value for each of its characters.

    characters  as strings, n of them, 2,000 at most      values    (n,), one each
    first       how many characters of a longer text come before it
    chosen      the index of the chosen one, or None      selected  the span [start, end) that is selected, or None
    marked      further spans to mark, quietly
    title       what the picture shows                    see       one sentence on what to see in it
    """

    characters: Sequence[str]
    values: np.ndarray
    paint: Paint
    title: str
    see: str
    first: int = 0
    chosen: int | None = None
    selected: tuple[int, int] | None = None
    marked: tuple[tuple[int, int], ...] = ()


def show_painted_text(
    texts: PaintedText | Sequence[PaintedText],
    key: str,
    on_choose: Callable[[int], None] | None = None,
    on_select: Callable[[int, int], None] | None = None,
) -> None:
    """Draw the text.

    texts      one, or one for each moment of the reel that is being drawn
    key        its own name; the same key is the same text, changed in place
    on_choose  called with the index of the character that was clicked, or reached by the arrow keys, before the rerun
    on_select  called with start and end of the span [start, end) that was dragged over, or reached with Shift
    """
    texts = [texts] if isinstance(texts, PaintedText) else texts
    _draw(
        key,
        [_data(text) | {"is_selectable": on_select is not None} for text in texts],
        chosen=on_choose and (lambda report: on_choose(*report["steps"])),
        selected=on_select and (lambda report: on_select(*report["steps"])),
    )


def _data(text: PaintedText) -> dict:
    """Return what the browser needs; tuples, as of a list Streamlit would ask Pandas whether it is a table."""
    paint = text.paint
    ends = is_line_end(text.characters)
    shown = (" " if character == " " else visible(character) for character in text.characters)
    return {
        "characters": tuple("↵" if is_end else character for character, is_end in zip(shown, ends, strict=True)),
        "line_ends": tuple(np.flatnonzero(ends).tolist()),
        "values": tuple(np.rint(np.asarray(text.values) * 10**DIGITS).astype(int).tolist()),
        "levels": tuple(_levels(text.values, paint).tolist()),
        "digits": DIGITS,
        "colours": (style.NEGATIVE, paint.colour),
        "marker": style.SELECTED,
        "is_signed": paint.low < 0,
        "quantity": paint.quantity,
        "unit": paint.unit,
        "ends": paint.ends,
        "title": text.title,
        "see": text.see,
        "first": text.first,
        "chosen": text.chosen,
        "selected": text.selected,
        "marked": text.marked,
    }


def _levels(values: np.ndarray, paint: Paint) -> np.ndarray:
    """Return the colour of each value, -16 to 16; 0 has none. Few enough that most stay from drawing to drawing."""
    shares = np.clip(np.asarray(values, float) / paint.high, -1 if paint.low < 0 else 0, 1)
    return np.rint(LEVELS * shares).astype(int)
