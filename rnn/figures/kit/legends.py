"""The legend's place in figures too narrow to have it beside their title."""

from __future__ import annotations

BELOW_PIXELS = 52  # under the ticks and the title of the axis
ROW_PIXELS = 26
ABOVE_LEFT = {"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "xanchor": "left"}


def legend_below(height: int, rows: int = 1, below: int = BELOW_PIXELS, left: float = 8, right: float = 8) -> dict:
    """Return the layout of a figure of this height with the legend in this many rows under its horizontal axis.

    below        pixels from the axis down to the legend
    left, right  margins in pixels
    """
    bottom = below + ROW_PIXELS * rows
    plot = height - 44 - bottom
    return {
        "height": height,
        "margin": {"l": left, "r": right, "t": 44, "b": bottom},
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": -below / plot, "yanchor": "top"},
    }
