"""The live chart's server side."""

import json

import numpy as np
import plotly.graph_objects as go
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from rnn.figures.kit import style
from rnn.ui.components import live_plotly as live_plotly_module
from tests.support.source_code import ROOT


def script():
    import plotly.graph_objects as go

    from rnn.figures.kit import style
    from rnn.ui.components.live_plotly import live_plotly

    figure = style.figure(
        [go.Bar(x=[1, 2], y=[3, 4], marker={"color": style.POSITIVE})],
        title="Two bars",
        see="The second is higher.",
        alt="3 and 4.",
        x=style.axis("number"),
        y=style.axis("height (m)"),
    )
    live_plotly(figure, key="bars")


def test_the_app_serves_plotlys_own_small_build(monkeypatch):
    """The file whose address the browser gets is the build, and of the version, that its name says."""
    monkeypatch.setattr(st, "get_option", lambda name: name == "server.enableStaticServing")
    address = live_plotly_module.plotly_source()
    version = address.removeprefix("app/static/plotly-cartesian-").removesuffix(".min.js")

    assert f"(cartesian - minified) v{version}" in (ROOT / address.removeprefix("app/")).read_text("utf-8")[:200]


def test_in_three_dimensions_and_where_static_files_are_not_served_streamlits_plotly_is_taken(monkeypatch):
    """The other file is there, under the one name that is looked for; a new Streamlit may move it."""
    assert live_plotly_module.plotly_source(in_three_dimensions=True).startswith("static/js/PlotlyChart.")
    monkeypatch.setattr(st, "get_option", lambda name: False)
    assert live_plotly_module.plotly_source().startswith("static/js/PlotlyChart.")


def test_a_chart_carries_figure_words_and_height():
    """The component gets the figure, its alternative text and height; the sentence on what to see stands below."""
    app = AppTest.from_function(script).run()
    data = json.loads(app.get("bidi_component")[0].proto.json)

    assert not app.exception
    assert json.loads(data["figure"])["data"][0]["type"] == "bar"
    assert data["alt"] == "Two bars. 3 and 4."
    assert data["height"] == 320
    assert data["see"] == "The second is higher."


def test_without_that_file_streamlits_own_chart_is_drawn(monkeypatch):
    """Where Streamlit's Plotly cannot be found, the same figure is shown by st.plotly_chart, without open colours."""
    monkeypatch.setattr(live_plotly_module, "plotly_source", lambda in_three_dimensions: None)
    app = AppTest.from_function(script).run()

    assert not app.exception
    chart = app.get("plotly_chart")[0].proto.spec
    assert "var(--" not in chart
    assert json.loads(chart)["data"][0]["type"] == "bar"


def test_a_click_that_is_reported_twice_counts_once():
    """The same click of the same chart is old the second time; a later one, or another chart's, is new."""

    def clicks():
        import streamlit as st

        from rnn.ui.state import is_new

        st.text([is_new("bars", 1.5), is_new("bars", 1.5), is_new("bars", 2.0), is_new("map", 2.0)])

    assert AppTest.from_function(clicks).run().text[0].value == "[True, False, True, True]"


@pytest.mark.parametrize("scale", [style.DIVERGING, style.PROBABILITY_SCALE])
def test_the_scales_are_valid_for_plotly(scale):
    """Plotly takes the scales with the theme's colours in them, and keeps them for the browser to fill in."""
    heatmap = go.Heatmap(z=np.zeros((2, 2)), colorscale=scale)

    assert any("var(--st-background-color)" in colour for _, colour in heatmap.colorscale)
