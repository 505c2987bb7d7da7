"""Hidden states: what every hidden unit does at every step, and what one of them does on the text."""

import streamlit as st

from rnn.ui.controls.choices import choose_one, choose_unit, choose_window
from rnn.ui.hidden_states.finder import show_finder
from rnn.ui.hidden_states.matches import show_matches
from rnn.ui.hidden_states.text import show_extremes, show_unit_on_text
from rnn.ui.hidden_states.units import choose_values, show_all_units
from rnn.ui.page import Reel, live, open_page

VIEWS = {"all": "All units", "one": "One unit on the text"}

session = open_page("Hidden states", "What does each hidden unit do while the network reads?")
picture = st.container()
with st.container(horizontal=True, vertical_alignment="bottom"):
    shown = choose_one(session.choices, "hidden_view", VIEWS, "Show")
    values = choose_values(session.choices) if shown == "all" else None


def pictures(reel: Reel) -> None:
    with picture:
        if values:
            show_all_units(reel, session.selection, session.choices, values)
        else:
            show_one_unit(reel)
        choose_window(session.player)


def show_one_unit(reel: Reel) -> None:
    left, right = st.columns([3, 2], gap="medium")
    with right:
        unit = choose_unit(session.selection, reel.now.run.settings.hidden_size)
        show_extremes(session.player, reel, session.selection, unit)
    with left:
        show_unit_on_text(session.player, reel, session.selection, session.choices, unit)
    st.header("Which unit correlates with a feature of the text?", anchor=False)
    show_finder(reel, session.selection, session.choices, unit)
    st.header("Where else are the same units active?", anchor=False)
    show_matches(session.player, reel, session.selection, session.choices)


live(session, pictures)
