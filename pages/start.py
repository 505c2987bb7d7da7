"""Start: a network that visibly fails, and then learns."""

import streamlit as st

from rnn.ui.components.words import show_words
from rnn.ui.controls.choices import choose_window
from rnn.ui.page import Reel, live, open_page
from rnn.ui.start.detail import show_step
from rnn.ui.start.picture import show_unrolled
from rnn.ui.start.words import describe_end, describe_task

session = open_page("Unrolled", describe_task)


def pictures(reel: Reel) -> None:
    picture, detail = st.columns([5, 2], gap="medium")
    with picture:
        show_unrolled(reel, session.selection, session.choices)
    with detail:
        show_step(reel, session.selection)
        choose_window(session.player)
    show_words([describe_end(moment) for moment in reel], "end")


live(session, pictures)
