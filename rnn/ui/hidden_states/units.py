"""All hidden units over the steps of a window, and one of them and one step more closely."""

from __future__ import annotations

import streamlit as st

from rnn.figures.hidden import VIEWS, View, hidden_heatmap_figure, unit_figure, vector_figure
from rnn.figures.kit.axes import minimum_width
from rnn.session.chosen.choices import Choices
from rnn.session.chosen.selection import Selection
from rnn.session.film.reel import Reel
from rnn.session.moment import Moment
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.controls.choices import choose_one, choose_step, choose_unit
from rnn.ui.hidden_states.readings import show_cell, show_saturation, show_vector


def show_all_units(reel: Reel, selection: Selection, choices: Choices, view: View) -> None:
    """Draw the map of all units, and beside it the chosen unit over the steps and all units at the chosen step."""
    letters = reel.now.letters
    left, right = st.columns([3, 2], gap="medium")
    with left:
        heatmap = st.container()
        unit, step = _choose_unit_and_step(reel.now, selection)
    shown = [(view, view.values(moment.trace), letters, unit, step) for moment in reel]
    with heatmap:
        live_plotly(
            [hidden_heatmap_figure(*one) for one in shown],
            "hidden_heatmap",
            lambda click: selection.select(step=click["x"] - 1, unit=click["y"]),
            minimum_width(len(letters)),
            focus=(step + 0.5) / len(letters),
        )
    with right:
        show_cell(reel, unit, step)
        bars = [vector_figure(*one) for one in shown]
        live_plotly(bars, "hidden_vector_bars", lambda click: selection.select(unit=click["x"]))
    lines = [unit_figure(*one) for one in shown]
    live_plotly(lines, "hidden_unit", lambda click: selection.select(step=click["x"] - 1))
    show_saturation(reel)
    show_vector(choices, reel, step)


def choose_values(choices: Choices) -> View:
    """Let the visitor choose which of its quantities is shown of each hidden unit."""
    views = dict(zip(("s", "a", "slope"), VIEWS, strict=True))
    labels = {name: view.name for name, view in views.items()}
    return views[choose_one(choices, "hidden_values", labels, "Values")]


def _choose_unit_and_step(moment: Moment, selection: Selection) -> tuple[int, int]:
    left, right = st.columns(2)
    with left:
        unit = choose_unit(selection, moment.run.settings.hidden_size)
    with right:
        step = choose_step(selection, moment.letters)
    return unit, step
