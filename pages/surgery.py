"""Surgery: cut and set by hand, and compare with the untouched network."""

import streamlit as st

from rnn.ui.controls.choices import choose_window
from rnn.ui.page import SLOW_TICK_SECONDS, live, open_page
from rnn.ui.surgery.comparison import run_altered, show_continuations, show_distributions, show_losses, show_ranking
from rnn.ui.surgery.edits import show_edits, show_table

session = open_page(
    "Surgery",
    "Which parts does the network need, and what for? Click a bar to **silence a unit**, or set any number by hand. "
    "The run itself is never changed.",
)
edit_list = session.edit_list
edit_list.fit_to(session.player.run)


def pictures() -> None:
    choose_window(session)
    altered = run_altered(session)
    show_news()
    show_losses(session, altered)
    left, right = st.columns(2, gap="medium")
    with left:
        show_ranking(session)
        show_edits(session)
    with right:
        show_distributions(session, altered)
    show_continuations(session)
    st.subheader("By hand", anchor=False)
    show_table(session)


def show_news() -> None:
    if edit_list.news:
        st.warning(edit_list.news, icon=":material/undo:")


live(session, pictures, seconds=SLOW_TICK_SECONDS)
