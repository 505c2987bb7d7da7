"""Surgery: ablate and set by hand, and compare with the untouched network."""

import streamlit as st

from rnn.ui.controls.choices import choose_step, choose_window
from rnn.ui.page import FEWER_FRAMES, Reel, live, open_page
from rnn.ui.surgery.comparison import (
    choose_order,
    choose_seed,
    show_continuations,
    show_distributions,
    show_losses,
    show_ranking,
    step_of_largest_difference,
)
from rnn.ui.surgery.edits import show_edits, show_news, show_table
from rnn.ui.surgery.measuring import compare, is_measuring
from rnn.ui.surgery.words import show_ablation

session = open_page("Surgery", "Which parts does the network need? Click a bar to ablate its unit.")
edit_list, selection = session.edit_list, session.selection
edit_list.fit_to(session.player.run)
picture = st.container()


def pictures(reel: Reel) -> None:
    with picture:
        now, edits = reel.now, edit_list.edits
        compared = [compare(session.player, session.cache, moment, edits) for moment in reel]
        if edit_list.has_changed():
            selection.select(step=step_of_largest_difference(now, compared[-1].altered))
        left, right = st.columns(2, gap="medium")
        with left:
            show_ranking(compared, edit_list, session.choices["surgery_sorted"])
            choose_order(session.choices)
            show_edits(edit_list, now.run)
        with right:
            step = selection.step_in(len(now.letters))
            show_distributions(reel, [one.altered for one in compared], step)
            choose_step(selection, now.letters)
        show_losses(compared)
        show_news(edit_list)
        choose_window(session.player)
        choose_seed(now, session.writing, session.preset)
        show_continuations(reel, edits, session.writing)
        st.header("Make an edit", anchor=False)
        show_table(session)
        show_ablation(now.run)


live(
    session,
    pictures,
    frames_a_second=FEWER_FRAMES,
    is_also_moving=lambda: is_measuring(session.player, session.cache, session.edit_list),
)
