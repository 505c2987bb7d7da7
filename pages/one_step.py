"""One step: how one number comes about, term by term, and what the loss asks of it."""

import streamlit as st

from rnn.ui.one_step_place import choose_place
from rnn.ui.one_step_sums import (
    show_activation,
    show_gradient,
    show_logit,
    show_loss,
    show_output_error,
    show_pre_activation,
    show_probability,
)
from rnn.ui.page import live, open_page
from rnn.worksheet import fill_worksheet

session = open_page(
    "One step",
    "How does one number come about? Choose a step, a hidden unit and a character: every number below can be worked "
    "out again from others on this page. Steps are counted from 1; in the code, arrays count from 0.",
)


def pictures() -> None:
    moment, run = session.player.moment, session.player.run
    place = choose_place(session)
    is_whole = st.toggle(
        "Show every term", key="is_whole", persist_state="session", help="Otherwise small terms are gathered into one."
    )
    sheet = fill_worksheet(
        moment.parameters, moment.trace, run.inputs, run.targets, place, characters=run.vocabulary.visible
    )
    forwards, back = st.columns(2, gap="large")
    with forwards:
        st.subheader("Into the activation")
        show_pre_activation(session, place, sheet, is_whole)
        show_activation(session, place, sheet)
    with back:
        st.subheader("And back: what the loss asks of it")
        show_gradient(session, place, sheet, is_whole)
    st.subheader("From the activations to the probability, and the loss")
    left, right = st.columns(2, gap="large")
    with left:
        show_logit(session, place, sheet, is_whole)
    with right:
        show_probability(session, place, sheet, is_whole)
    left, right = st.columns(2, gap="large")
    with left:
        show_loss(session, place, sheet)
    with right:
        show_output_error(session, place, sheet)


live(session, pictures)
