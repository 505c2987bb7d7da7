"""The scrubber: a range input over the frames of the film.

Streamlit's own slider sends its value back with every rerun, also with those of the clock: while the film plays, the
value that the browser still holds would come back as if the visitor had moved the slider. This one speaks only when
it is moved; and it does so while it is being dragged, so that the pictures follow the hand.
"""

from __future__ import annotations

from rnn.session.player import Player
from rnn.ui.components.base import component

HTML = """
<label style="display: block; font-size: 0.875rem; color: var(--st-text-color); font-family: var(--st-font)">
  <span></span>
  <input type="range" min="0" step="1" style="width: 100%; margin: 0.4rem 0; accent-color: var(--st-primary-color)">
</label>
"""

_draw = component(__file__, HTML)


def show_scrubber(player: Player) -> None:
    """Draw the scrubber at the playhead; a frame that the film has not reached yet is trained for."""
    updates = tuple(player.run.film.updates.tolist())
    _draw(
        "scrubber",
        {"updates": updates, "frame": player.frame, "update": player.update, "unit": player.run.unit},
        clicked=lambda report: player.seek(_update(report, updates)),
        released=lambda report: player.seek(_update(report, updates)),
    )


def _update(report: dict, updates: tuple[int, ...]) -> int:
    return updates[min(report["frame"], len(updates) - 1)]
