"""Draw a Plotly figure so that it can change many times a second: no flash, zoom kept, clicks handed back.

`st.plotly_chart` builds a new chart on each change of its data. This component keeps one chart and lets
`Plotly.react` change it. Where there is no Plotly to be had, `st.plotly_chart` is drawn instead.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence

import plotly.graph_objects as go
import streamlit as st

from rnn.figures.kit import style
from rnn.ui.components.base import component
from rnn.ui.components.served import served_script

# Plotly's own build of the traces with x- and y-axes (`plotly.js-cartesian-dist-min` at npm), in `static/`: of a third
# of the size, it has the first chart there half a second sooner.
SMALL_BUILD = "plotly-cartesian-4.1.1.min.js"

# What the theme's colours become where no browser code is there to look them up.
FALLBACK_COLOURS = {"--st-text-color": "#808b99", "--st-border-color": "#b8c0ca"}

HTML = """
<div style="position: relative">
  <div class="live-plotly-scroll" style="overflow-x: auto">
    <div class="live-plotly" role="img"></div>
  </div>
  <div class="live-plotly-zoom" style="position: absolute; top: 0; right: 0; display: flex; gap: 4px">
    <button type="button" title="Zoom in" aria-label="Zoom in" style="display: none; BUTTON">+</button>
    <button type="button" style="display: none; BUTTON">Show all</button>
  </div>
</div>
<p class="live-plotly-see" style="margin: 0.4rem 0 0.6rem; font: 0.875rem/1.5 var(--st-font);
   color: color-mix(in srgb, var(--st-text-color) 65%, transparent)"></p>
"""

BUTTON = (
    "min-width: 40px; height: 40px; padding: 0 0.6rem; font: 0.875rem var(--st-font); cursor: pointer; "
    "color: var(--st-text-color); background: var(--st-background-color); "
    "border: 1px solid var(--st-border-color); border-radius: 0.5rem"
)

_draw = component(__file__, HTML.replace("BUTTON", BUTTON), is_isolated=False)  # Plotly adds its styles to the page's


def live_plotly(
    figures: style.Figure | Sequence[style.Figure],
    key: str,
    on_click: Callable[[dict], None] | None = None,
    minimum_width: int = 0,
    on_draw: Callable[[dict], None] | None = None,
    focus: float | None = None,
) -> None:
    """Draw a figure, and below it the sentence on what to see that it carries.

    figures         one, or one for each moment of the reel that is being drawn, of the same traces
    key            the chart's own name; the same key is the same chart, changed in place
    on_click       called with {"x", "y", "trace", "point", "customdata"} of the mark that was clicked, before the rerun
    minimum_width  in pixels; on a narrower screen the chart scrolls sideways in its own box
    on_draw        called with {"x", "y"}, lists, of a line that was drawn by hand; with it, a drag draws
    focus          the share of its width, 0 to 1, at which something is chosen: where it scrolls, that is in sight
    """
    figures = [figures] if isinstance(figures, style.Figure) else figures
    source = plotly_source(any(trace["type"].endswith("3d") for trace in figures[-1].sent["data"]))
    if source is None:
        _draw_without_component(figures[-1], key)
        return
    reports = {"clickable": on_click is not None, "drawable": on_draw is not None}
    fixed = {"minimum_width": minimum_width, "focus": focus, "source": source, **reports}
    frames = [
        {"figure": figure.sent, **figure.words, "height": figure.sent["layout"]["height"], **fixed}
        for figure in figures
    ]
    _draw(key, frames, clicked=on_click, drawn=on_draw)


def plotly_source(in_three_dimensions: bool = False) -> str | None:
    """Return the address of a Plotly for such a chart, relative to the app's, or None if there is none to be had.

    In three dimensions, and where static files are not served, it is the whole Plotly that Streamlit itself serves.
    """
    if not in_three_dimensions and st.get_option("server.enableStaticServing"):
        return f"app/static/{SMALL_BUILD}"
    return served_script("PlotlyChart")


def _draw_without_component(figure: style.Figure, key: str) -> None:
    def colour(match: re.Match) -> str:
        return FALLBACK_COLOURS.get(match.group(1), "rgba(128,128,128,0.15)")

    plain = go.Figure(json.loads(re.sub(r"var\((--[\w-]+)\)", colour, figure.to_json())))
    st.plotly_chart(plain, key=key, alt=figure.words["alt"], theme=None)
    st.caption(figure.words["see"])
