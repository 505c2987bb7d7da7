"""All hidden units over the steps of a window, and one of them and one step more closely."""

from __future__ import annotations

import streamlit as st

from rnn.figures.hidden import VIEWS, View, hidden_heatmap_figure, unit_figure, vector_figure
from rnn.figures.kit.axes import minimum_width
from rnn.session.chosen.choices import Choices
from rnn.session.chosen.selection import Selection
from rnn.session.moment import Moment
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.controls.choices import choose_one, choose_step, choose_unit
from rnn.ui.hidden_states.readings import show_cell, show_saturation, show_vector


def show_all_units(moment: Moment, selection: Selection, choices: Choices) -> None:
    """Draw the map of all units, the line of the chosen one, the bars of the chosen step, and their numbers."""
    trace, letters = moment.trace, moment.letters
    view = _choose_view(choices)
    show_saturation(trace)
    heatmap = st.container()
    unit, step = _choose_unit_and_step(moment, selection)

    def take_cell(click: dict) -> None:
        selection.select(step=click["x"] - 1, unit=click["y"])

    def take_step(click: dict) -> None:
        selection.select(step=click["x"] - 1)

    shown = (view, view.values(trace), letters, unit, step)
    with heatmap:
        live_plotly(hidden_heatmap_figure(*shown), "hidden_heatmap", take_cell, minimum_width(len(letters)))
    show_cell(trace, unit, step)
    left, right = st.columns(2)
    with left:
        live_plotly(unit_figure(*shown), "hidden_unit", take_step)
    with right:
        live_plotly(vector_figure(*shown), "hidden_vector_bars", lambda click: selection.select(unit=click["x"]))
    show_vector(choices, trace, step)


def _choose_view(choices: Choices) -> View:
    views = dict(zip(("s", "a", "slope"), VIEWS, strict=True))
    labels = {name: view.name for name, view in views.items()}
    return views[choose_one(choices, "hidden_values", labels, "Show")]


def _choose_unit_and_step(moment: Moment, selection: Selection) -> tuple[int, int]:
    left, right = st.columns(2)
    with left:
        unit = choose_unit(selection, moment.run.settings.hidden_size)
    with right:
        step = choose_step(selection, moment.letters)
    return unit, step
