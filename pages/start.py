"""Start: a trained network, alive on arrival."""

import streamlit as st

from rnn.ui.controls.choices import choose_window
from rnn.ui.page import live, open_page
from rnn.ui.start.picture import show_unrolled

session = open_page(
    "Unrolled",
    "This small recurrent network has just learnt its text, on arrival; below it is *unrolled*, one column a step. "
    "Press **Play** to watch it learn from the start. Then see the loss fall on **Train**, or let it write on "
    "**Generate**.",
)


def pictures() -> None:
    choose_window(session)
    show_unrolled(session)


live(session, pictures)
st.caption("Every number of this network can be opened: choose a page in the menu.")
