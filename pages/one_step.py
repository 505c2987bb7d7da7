"""One step: how one number comes about, term by term, and what the loss asks of it."""

import streamlit as st

from rnn.ui.controls.choices import choose_window
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

session = open_page(
    "One step",
    "How does one number come about? Choose a step, a hidden unit and a character: every number below can be worked "
    "out again from others on this page. Steps are counted from 1; in the code, arrays count from 0.",
)


def pictures(reel: Reel) -> None:
    choose_window(session.player)
    place = choose_place(session.player.moment, session.selection)
    is_whole = st.toggle(
        "Show every term",
        **bind_choice(session.choices, "every_term"),
        help="Otherwise small terms are gathered into one.",
    )
    work = work_out(session.player, session.selection, session.cache, place, is_whole)
    forwards, back = st.columns(2, gap="large")
    with forwards:
        st.subheader("Into the activation")
        show_pre_activation(work)
        show_activation(work)
    with back:
        st.subheader("And back: what the loss asks of it")
        show_gradient(work)
    st.subheader("From the activations to the probability, and the loss")
    for shown in ((show_logit, show_probability), (show_loss, show_output_error)):
        for column, show in zip(st.columns(2, gap="large"), shown, strict=True):
            with column:
                show(work)


live(session, pictures, frames_a_second=FEWER_FRAMES)
