"""One step: how one number comes about, term by term, and what the loss asks of it."""

import streamlit as st

from rnn.ui.controls.choices import choose_window
from rnn.ui.one_step.alive import offer_living_gradients
from rnn.ui.one_step.place import choose_place
from rnn.ui.one_step.sums import (
    show_activation,
    show_gradient,
    show_logit,
    show_loss,
    show_output_error,
    show_pre_activation,
    show_probability,
    work_out,
)
from rnn.ui.page import FEWER_FRAMES, Reel, live, open_page
from rnn.ui.state import bind_choice

session = open_page("One step", "How does one number come about, and its gradient?")
picture = st.container()
is_whole = st.toggle(
    "Show every term",
    **bind_choice(session.choices, "every_term"),
    help="Otherwise small terms are gathered into one.",
)


def pictures(reel: Reel) -> None:
    with picture:
        left, right = st.columns(2, gap="medium")
        with left:
            place = choose_place(session.player, reel, session.selection, session.cache)
            offer_living_gradients(session.player, reel, session.cache)
        work = work_out(reel, session.selection, place, is_whole)
        with right:
            show_pre_activation(work)
        forwards, back = st.columns(2, gap="medium")
        with forwards:
            show_activation(work)
        with back:
            st.header("And back: what the loss asks of it", anchor=False)
            show_gradient(work)
        st.header("From the activations to the probability, and the loss", anchor=False)
        for shown in ((show_logit, show_probability), (show_loss, show_output_error)):
            for column, show in zip(st.columns(2, gap="medium"), shown, strict=True):
                with column:
                    show(work)
        choose_window(session.player)


live(session, pictures, frames_a_second=FEWER_FRAMES)
