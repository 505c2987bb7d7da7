"""Backward: how the error finds its way back through time, and whether the gradient is right."""

import streamlit as st

from rnn.ui.backward.check import choose_bug, show_check
from rnn.ui.backward.credit_assignment import show_credit_assignment
from rnn.ui.backward.norms import show_norms
from rnn.ui.backward.parts import choose_part, moves_by_itself
from rnn.ui.backward.replay import show_replay
from rnn.ui.controls.choices import choose_window
from rnn.ui.lesson.in_pictures import distance_in
from rnn.ui.page import FEWER_FRAMES, Reel, live, open_page

session = open_page("Backward", "How does the error go back through time, and does it fade?")
picture = st.container()
with st.container(horizontal=True, vertical_alignment="bottom"):
    part = choose_part(session.choices)
    bug = choose_bug(session.choices) if part == "check" else None


def pictures(reel: Reel) -> None:
    with picture:
        if part == "replay":
            show_replay(session.player, reel, session.cache, session.replay)
        elif part == "credit":
            predicted = distance_in(session.learning, session.player.run, session.cache)
            show_credit_assignment(reel, session.selection, session.cache, predicted)
        elif part == "norms":
            show_norms(session.player, reel, session.choices, session.cache)
        else:
            show_check(session.player, reel, session.cache, bug)
        choose_window(session.player)


live(
    session,
    pictures,
    frames_a_second=FEWER_FRAMES,
    is_also_moving=lambda: moves_by_itself(session.player, session.choices, session.cache, session.replay),
)
