"""How long the gradients are along the film, how large the updates are, and how training is doing, in words."""

from __future__ import annotations

import streamlit as st

from rnn.figures.norms import gradient_norms_figure, ratios_figure
from rnn.film_norms import measure_lengths
from rnn.gradient_flow import gradients_so_far
from rnn.ui.backward_parts import film_norms, steps_back
from rnn.ui.health_line import show_health_line
from rnn.ui.live_plotly import live_plotly
from rnn.ui.session import Session

MEASURING_SECONDS = 0.03


def show_norms(session: Session) -> None:
    """Draw the line of health, and norms and ratios along the film."""
    moment, run = session.player.moment, session.player.run
    show_health_line(session)
    gradients = gradients_so_far(moment.trace, steps_back(session), moment.inputs, 0)
    now = measure_lengths(moment.progress, gradients, run.settings)
    measured = film_norms(session)
    with session.hindsight.turn:
        measured.measure(MEASURING_SECONDS)
    update, end, unit = moment.update, run.settings.updates, run.unit
    left, right = st.columns(2)
    with left:
        live_plotly(gradient_norms_figure(measured, update, now.gradients, end, unit), key="gradient_norms")
    with right:
        live_plotly(ratios_figure(measured, update, now.ratios, end, unit), key="update_ratios")
    st.caption(f"Measured at {len(measured.updates)} frames of the film, up to where it is trained.")
