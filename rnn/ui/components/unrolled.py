"""The picture of the network, unrolled over its text, on a canvas: it changes with every frame of the film."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rnn.figures.unrolled import UnrolledPicture
from rnn.ui.components.base import component

HTML = """
<figure style="margin: 0; position: relative; color: var(--st-text-color)">
  <div class="title" style="display: none; font: 600 1rem/1.5 var(--st-font); margin-bottom: 0.3rem"></div>
  <div class="scroll" style="overflow-x: auto; touch-action: pan-x pan-y">
    <canvas tabindex="0" role="img" style="display: block; cursor: pointer; border-radius: 0.5rem;
      background: var(--st-secondary-background-color)"></canvas>
  </div>
  <div class="tip" role="status" style="position: absolute; pointer-events: none; display: none; z-index: 2;
    padding: 0.2rem 0.5rem; border-radius: 0.4rem; border: 1px solid var(--st-border-color); white-space: nowrap;
    font: 0.8125rem/1.4 var(--st-font); background: var(--st-background-color)"></div>
  <figcaption style="margin: 0.4rem 0 0; font: 0.875rem/1.45 var(--st-font); opacity: 0.75"></figcaption>
</figure>
"""

_draw = component(__file__, HTML, is_isolated=False)


def show_unrolled_picture(
    pictures: Sequence[UnrolledPicture], key: str, step: int, on_open: Callable[[dict], None], has_caption: bool = True
) -> None:
    """Draw the picture of each moment of the reel that is being drawn.

    step     the chosen step, from 0, whose column is framed
    has_caption  whether what to see is below it; else it is the page's to say
    on_open  called with {"kind": "input" | "unit" | "output" | "weight", "step", "unit"} of what was clicked
    """
    frames = [
        {
            "figure": {**picture.fixed, **picture.moving},
            "see": picture.see if has_caption else "",
            "alt": picture.alt,
            "step": step,
        }
        for picture in pictures
    ]
    _draw(key, frames, opened=on_open)
