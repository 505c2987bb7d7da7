"""How long the gradients are along the film, how large the updates are, and how training is doing, in words."""

from __future__ import annotations

import streamlit as st

from rnn.figures.norms import gradient_norms_figure, ratios_figure
from rnn.gradient_flow import gradients_so_far
from rnn.health import diagnose, norms, update_ratios
from rnn.ui.backward_parts import film_norms, steps_back
from rnn.ui.live_plotly import live_plotly
from rnn.ui.session import Session

MEASURING_SECONDS = 0.03
ICONS = {
    "exploding": ":material/warning:",
    "unstable": ":material/warning:",
    "saturated": ":material/vertical_align_center:",
    "stuck at guessing": ":material/casino:",
    "stalled": ":material/hourglass_empty:",
    "learning": ":material/trending_down:",
    "learnt": ":material/check_circle:",
}


def show_norms(session: Session) -> None:
    """Draw the line of health, and norms and ratios along the film."""
    moment, run = session.player.moment, session.player.run
    health = diagnose(moment.trace, moment.targets, run.losses[: moment.update])
    st.info(f"**{health.state.capitalize()}.** {health.sentence} {health.what_to_try}", icon=ICONS[health.state])
    gradients = gradients_so_far(moment.trace, steps_back(session), moment.inputs, 0)
    measured = film_norms(session)
    with session.hindsight.turn:
        measured.measure(MEASURING_SECONDS)
    left, right = st.columns(2)
    with left:
        figure = gradient_norms_figure(measured, moment.update, norms(gradients), run.settings.updates)
        live_plotly(figure, key="gradient_norms")
    with right:
        ratios = update_ratios(moment.parameters, gradients, run.settings.learning_rate)
        live_plotly(ratios_figure(measured, moment.update, ratios, run.settings.updates), key="update_ratios")
    st.caption(f"Measured at {len(measured.updates)} frames of the film, up to where it is trained.")
