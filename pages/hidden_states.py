"""Hidden states: what every hidden unit does at every step, and what one of them does on the text."""

import streamlit as st

from rnn.ui.controls.choices import choose_one, choose_unit, choose_window
from rnn.ui.hidden_states.finder import show_finder
from rnn.ui.hidden_states.matches import show_matches
from rnn.ui.hidden_states.text import show_extremes, show_unit_on_text
from rnn.ui.hidden_states.units import show_all_units
from rnn.ui.page import Reel, live, open_page

VIEWS = {"all": "All units", "one": "One unit on the text"}

session = open_page(
    "Hidden states",
    "What does the network keep in mind while it reads? Press **Play** to watch its hidden units take on their parts; "
    "look at all of them step by step, or follow one of them through the text.",
)


def pictures(reel: Reel) -> None:
    choose_window(session.player)
    if choose_one(session.choices, "hidden_view", VIEWS, "Look at") == "all":
        show_all_units(session.player.moment, session.selection, session.choices)
    else:
        show_one_unit()


def show_one_unit() -> None:
    unit = choose_unit(session.selection, session.player.moment.run.settings.hidden_size)
    show_unit_on_text(session.player, session.selection, session.choices, unit)
    show_extremes(session.player, session.selection, unit)
    st.subheader("Which unit tells what?")
    show_finder(session.player.moment, session.selection, session.choices, unit)
    st.subheader("Where else are the same units on?")
    show_matches(session.player, session.selection, session.choices)


live(session, pictures)
