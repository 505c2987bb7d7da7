"""How long the gradients are along the film, how large the updates are, and how training is doing, in words."""

from __future__ import annotations

import streamlit as st

from rnn.analysis.gradient_flow import gradients_so_far
from rnn.figures.norms import gradient_norms_figure, ratios_figure
from rnn.monitoring.gradient_norms import measure_lengths
from rnn.session.cache import Cache
from rnn.session.chosen.choices import Choices
from rnn.session.measurements import film_norms, steps_back
from rnn.session.player import Player
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.controls.health_line import show_health_line

MEASURING_SECONDS = 0.03


def show_norms(player: Player, choices: Choices, cache: Cache) -> None:
    """Draw the line of health, and norms and ratios along the film."""
    moment, run = player.moment, player.run
    show_health_line(player.moment, choices, cache)
    gradients = gradients_so_far(moment.trace, steps_back(player.moment, cache), moment.inputs, 0)
    now = measure_lengths(moment.state, gradients, run.settings)
    norms = film_norms(player, cache)
    with cache.lock:
        norms.measure(MEASURING_SECONDS)
        measured = norms.curves()
    update, end, unit = moment.update, run.settings.updates, run.unit
    left, right = st.columns(2)
    with left:
        live_plotly(gradient_norms_figure(measured, update, now.gradients, end, unit), key="gradient_norms")
    with right:
        live_plotly(ratios_figure(measured, update, now.ratios, end, unit), key="update_ratios")
    st.caption(f"Measured at {len(measured.updates)} frames of the film, up to where it is trained.")
