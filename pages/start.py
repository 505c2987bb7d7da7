"""Start: a trained network, alive on arrival."""

import streamlit as st

from rnn.ui.components.words import show_words
from rnn.ui.controls.choices import choose_window
from rnn.ui.page import Reel, live, open_page
from rnn.ui.start.picture import show_unrolled
from rnn.ui.start.words import describe_accuracy

session = open_page(
    "Unrolled",
    "A recurrent network is trained on a text, one character after another; below it is *unrolled*, one column a step. "
    "Press **Play** to watch the training, then follow the loss on **Train**, or let it write on **Generate**.",
)


def pictures(reel: Reel) -> None:
    choose_window(session.player)
    show_words([describe_accuracy(session.player, moment) for moment in reel], "accuracy")
    show_unrolled(reel, session.choices)


live(session, pictures)
st.caption("Every number of this network can be opened: choose a page in the menu.")
