"""The one place for the look of all figures: colours, scales, and what every figure must say of itself.

Colours that follow the page's theme are written as CSS variables; the page puts in their values, so that one figure
serves light and dark. The others have one meaning each, the same on every page. They are read against the backgrounds
of both themes, and those that meet in one figure differ for colour-blind eyes too; tests hold both.
"""

from __future__ import annotations

from functools import cached_property
from typing import TypedDict

import plotly.graph_objects as go

TEXT = "var(--st-text-color)"
BACKGROUND = "var(--st-background-color)"
PANEL = "var(--st-secondary-background-color)"
LINE = "var(--st-border-color)"

# Signs, and nothing else: below 0 and above it.
NEGATIVE = "#1a7abb"  # blue
POSITIVE = "#d56c05"  # orange
# A prediction, or a check, against what it should be; a mark goes with each, as colour alone does not reach everyone.
CORRECT = "#0f9a62"  # green, a filled mark
WRONG = "#e81f49"  # red, a cross
TARGET = TEXT  # an outline
# What the visitor has chosen, and where the playhead is.
SELECTED = PLAYHEAD = "#9257d6"  # purple, a frame, a diamond or a dotted line
# What has a size and no sign, from none (the background) to much.
PROBABILITY = "#0a7f96"  # teal
LOSS = "#b6714a"  # brown
MAGNITUDE = "#86791e"  # olive: slopes, lengths of gradients
# What is compared, in the order in which it is named; lines have dashes too, marks have shapes.
SERIES = ("#3f79ec", "#c34d68", "#3b8a72", "#a667ab", "#61892f")
QUIET = "#828b94"  # grey: what serves as a comparison, is a sum, or is left out

DIVERGING = [[0, NEGATIVE], [0.5, BACKGROUND], [1, POSITIVE]]
PROBABILITY_SCALE = [[0, BACKGROUND], [1, PROBABILITY]]
MAGNITUDE_SCALE = [[0, BACKGROUND], [1, MAGNITUDE]]
FAINT = 0.65  # opacity of characters in the background, which stay readable
FULLEST = 0.68  # opacity of a colour behind characters, which stay readable on it
ZERO_LINE = {"zeroline": True, "zerolinecolor": QUIET}  # for an axis whose 0 is to be seen

TITLE_SIZE = 16
FONT_SIZE = 13
CHARACTER_FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"


class Caption(TypedDict):
    """What a figure says of itself: its title, what to see in it, what one who cannot see it should know."""

    title: str
    see: str
    alt: str


def bar(**properties) -> dict:
    """Return a trace of bars. Traces are plain dicts: to make trace objects takes longer than to draw the figure."""
    return {"type": "bar", **properties}


def scatter(**properties) -> dict:
    """Return a trace of marks, lines or letters."""
    return {"type": "scatter", **properties}


def scatter3d(**properties) -> dict:
    """Return a trace of marks or lines in space."""
    return {"type": "scatter3d", **properties}


def heatmap(**properties) -> dict:
    """Return a trace of cells with a colour each."""
    return {"type": "heatmap", **properties}


def axis(title: str | None, **changes) -> dict:
    """Return the layout of an axis with this title; None for an axis that the picture itself explains."""
    return {
        **({"title": {"text": title, "standoff": 8}} if title else {}),
        "gridcolor": LINE,
        "linecolor": LINE,
        "zeroline": False,
        "automargin": True,
        "ticklabeloverflow": "allow",  # measuring which labels stick out would take a third of each redraw
        **changes,
    }


def hidden_axis(**changes) -> dict:
    """Return the layout of an axis that is not drawn."""
    return {"visible": False, "fixedrange": True, **changes}


class Figure:
    """A figure as the traces and the layout that are sent to Plotly.

    sent  {"data": [...], "layout": {...}}, of dicts, lists, numbers and arrays
    Plotly's own object takes most of a redraw's time to make; it is made where data or layout are asked for.
    """

    def __init__(self, data: list[dict], layout: dict):
        self.sent = {"data": data, "layout": layout}

    @cached_property
    def built(self) -> go.Figure:
        """The same as Plotly's object."""
        return go.Figure(self.sent["data"], self.sent["layout"], _validate=False)

    @property
    def data(self) -> tuple:
        return self.built.data

    @property
    def layout(self) -> go.Layout:
        return self.built.layout

    @property
    def words(self) -> dict[str, str]:
        """What it says of itself: "see", and "alt"."""
        return self.sent["layout"]["meta"]

    def to_json(self) -> str:
        """Return it as Plotly writes it."""
        return self.built.to_json()


def figure(
    data: list,
    *,
    title: str,
    see: str,
    alt: str,
    x: dict,
    y: dict,
    height: int = 320,
    is_title_on_top: bool = False,
    **layout,
) -> Figure:
    """Return a figure in the house style.

    title   what it shows
    see     one sentence on what to see in it; the page prints it below
    alt     what a reader who cannot see it should know, with the numbers of the moment
    x, y    layouts of the axes, from `axis`
    height  in pixels; fixed, so that nothing on the page jumps
    is_title_on_top  whether the title is at the upper edge, where the margin has room for more below it
    layout  anything more for the layout, its words not joined by underscores

    Plotly does not check it here, which would take most of a redraw's time; the tests let it check what they draw.
    """
    on_top = {"y": 1, "yanchor": "top", "pad": {"l": 4, "t": 12}} if is_title_on_top else {"pad": {"l": 4}}
    base = {
        "title": {
            "text": title,
            "font": {"size": TITLE_SIZE},
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            **on_top,
        },
        "font": {"color": TEXT, "size": FONT_SIZE, "family": "var(--st-font)"},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 8, "t": 44, "b": 8},
        "height": height,
        "hoverlabel": {"bgcolor": PANEL, "bordercolor": LINE, "font": {"color": TEXT}},
        "legend": {"orientation": "h", "y": 1, "yanchor": "bottom", "x": 1, "xanchor": "right"},
        "uirevision": "kept",
        "template": {"layout": {}},
        "meta": {"see": see, "alt": f"{title}. {alt}"},
        "xaxis": x,
        "yaxis": y,
    }
    return Figure(data, {**base, **layout})


def colour_bar(title: str, **changes) -> dict:
    """Return a slim colour bar with this title and its unit."""
    return {"title": {"text": title, "side": "right"}, "thickness": 10, "outlinewidth": 0, "nticks": 4, **changes}
