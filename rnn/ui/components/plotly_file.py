"""Which Plotly the charts are drawn with.

`static/` holds Plotly's own build of the traces with x- and y-axes (`plotly.js-cartesian-dist-min` at npm), a third of
the whole: the first chart is there half a second sooner. In three dimensions, and where static files are not served, it
is the whole Plotly that Streamlit has for its own charts.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from rnn.ui.components.served import served_script

FOLDER = Path(__file__).parents[3] / "static"


@cache
def plotly_source(in_three_dimensions: bool = False) -> str | None:
    """Return the address of a Plotly for such a chart, relative to the app's, or None if there is none to be had."""
    found = sorted(FOLDER.glob("plotly-cartesian-*.min.js"))
    if found and not in_three_dimensions and st.get_option("server.enableStaticServing"):
        return f"app/static/{found[-1].name}"
    return served_script("PlotlyChart")
