"""Hidden states: what every hidden unit does at every step."""

import streamlit as st

from rnn.figures.grid import minimum_width
from rnn.figures.hidden import VIEWS, View, hidden_heatmap_figure, unit_figure, vector_figure
from rnn.ui.choices import choose_step, choose_unit, choose_window
from rnn.ui.hidden_readings import show_cell, show_saturation, show_vector
from rnn.ui.live_plotly import live_plotly
from rnn.ui.page import SLOW_TICK_SECONDS, live, open_page
from rnn.ui.session import remember

session = open_page(
    "Hidden states",
    "What does the network keep in mind while it reads? Press **Play** to watch its hidden units take on their parts; "
    "click a cell to follow one unit and one step.",
)


def pictures() -> None:
    choose_window(session)
    moment = session.player.moment
    trace, letters = moment.trace, moment.letters
    view = choose_view()
    show_saturation(trace)
    heatmap = st.container()
    unit, step = choose_unit_and_step()
    shown = (view, view.values(trace), letters, unit, step)
    with heatmap:
        live_plotly(hidden_heatmap_figure(*shown), "hidden_heatmap", take_cell, minimum_width(len(letters)))
    show_cell(trace, unit, step)
    left, right = st.columns(2)
    with left:
        live_plotly(unit_figure(*shown), "hidden_unit", take_step)
    with right:
        live_plotly(vector_figure(*shown), "hidden_vector_bars", take_unit)
    show_vector(trace, step)


def choose_view() -> View:
    symbol = st.segmented_control(
        "Show",
        [view.symbol for view in VIEWS],
        default="a",
        format_func=lambda symbol: next(view.name for view in VIEWS if view.symbol == symbol),
        required=True,
        key="hidden_view",
        persist_state="session",
    )
    return next(view for view in VIEWS if view.symbol == symbol)


def choose_unit_and_step() -> tuple[int, int]:
    left, right = st.columns(2)
    with left:
        unit = choose_unit(session)
    with right:
        step = choose_step(session)
    return unit, step


def take_cell(click: dict) -> None:
    take_step(click)
    remember("unit", click["y"])


def take_step(click: dict) -> None:
    remember("step", click["x"] - 1)


def take_unit(click: dict) -> None:
    remember("unit", click["x"])


live(session, pictures, seconds=SLOW_TICK_SECONDS)
