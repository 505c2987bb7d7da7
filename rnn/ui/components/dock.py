"""The dock: the film's player at the foot of every page, and the one clock that all components follow.

The server sends the film in reels, and the clock in the browser shows each moment when it is due. So play, pause, a
step and scrubbing within what is there answer at once; the server hears of them afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from rnn.ui.components.base import component

HTML = Path(__file__).with_name("dock.html").read_text("utf-8")
CSS = Path(__file__).with_name("dock.css").read_text("utf-8")

_draw = component(__file__, HTML, CSS)


def draw_dock(frames: Sequence[dict], on_command: Callable[[dict], None], on_ask: Callable[[dict], None]) -> None:
    """Draw the dock for a reel.

    frames      its data at each moment; `controls/transport.py` makes them
    on_command  called with {"do": ..., ...} for what the visitor has done
    on_ask      called with {"left": seconds, "wait": seconds} where the browser asks for what follows
    """
    _draw("dock", frames, commanded=on_command, asked=on_ask)
