"""Start: a trained network, alive on arrival."""

import streamlit as st

from rnn.figures.unrolled import COLUMN_PIXELS, COLUMNS, unrolled_figure
from rnn.ui.choices import choose_first_step, choose_window
from rnn.ui.live_plotly import live_plotly
from rnn.ui.page import live, open_page

session = open_page(
    "Unrolled",
    "This small recurrent network has just learnt its text, on arrival; below it is *unrolled*, one column a step. "
    "Press **Play** to watch it learn from the start. Then see the loss fall on **Train**, or let it write on "
    "**Generate**.",
)


def pictures() -> None:
    choose_window(session)
    moment, run = session.player.moment, session.player.run
    first = choose_first_step(session, COLUMNS)
    live_plotly(
        unrolled_figure(moment.parameters, moment.trace, moment.inputs, moment.targets, run.vocabulary.visible, first),
        key="unrolled",
        minimum_width=COLUMN_PIXELS * min(COLUMNS, len(moment.inputs)),
    )


live(session, pictures)
st.caption("Every number of this network can be opened: choose a page in the menu.")
