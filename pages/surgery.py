"""Surgery: cut and set by hand, and compare with the untouched network."""

import streamlit as st

from rnn.ui.controls.choices import choose_step, choose_window
from rnn.ui.page import Reel, live, open_page
from rnn.ui.surgery.comparison import (
    choose_order,
    choose_seed,
    show_continuations,
    show_distributions,
    show_losses,
    show_ranking,
)
from rnn.ui.surgery.edits import show_edits, show_news, show_table
from rnn.ui.surgery.measuring import compare, is_measuring

session = open_page(
    "Surgery",
    "Which parts does the network need, and what for? Click a bar to **ablate a unit**, which holds its activation at "
    "0, or set any number by hand. The run itself is never changed.",
)
edit_list = session.edit_list
edit_list.fit_to(session.player.run)


def pictures(reel: Reel) -> None:
    choose_window(session.player)
    moment, edits = session.player.moment, edit_list.edits
    compared = compare(session.player, session.cache, moment, edits)
    show_news(edit_list)
    show_losses(compared)
    left, right = st.columns(2, gap="medium")
    with left:
        show_ranking(compared, edit_list, choose_order(session.choices))
        show_edits(edit_list, moment.run)
    with right:
        show_distributions(moment, compared.altered, choose_step(session.selection, session.player.moment.letters))
    choose_seed(session.player.moment, session.writing, session.preset)
    show_continuations(moment, edits, session.writing)
    st.subheader("Make an edit", anchor=False)
    show_table(session)


live(
    session,
    pictures,
    is_also_moving=lambda: is_measuring(session.player, session.cache, session.edit_list),
)
