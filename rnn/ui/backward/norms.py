"""How long the gradients are along the film, how large the updates are, and how training is doing, in words."""

from __future__ import annotations

import streamlit as st

from rnn.analysis.gradient_flow import gradients_so_far
from rnn.figures.norms import gradient_norms_figure, ratios_figure
from rnn.monitoring.gradient_norms import measure_lengths
from rnn.session.cache import Cache
from rnn.session.chosen.choices import Choices
from rnn.session.film.reel import Reel
from rnn.session.measurements import film_norms, steps_back
from rnn.session.player import Player
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.controls.health_line import show_health_line

MEASURING_SECONDS = 0.03


def show_norms(player: Player, reel: Reel, choices: Choices, cache: Cache) -> None:
    """Draw norms and ratios along the film, and the line of health."""
    run, norms = player.run, film_norms(player, cache)
    now = []
    for moment in reel:
        gradients = gradients_so_far(moment.trace, steps_back(moment, cache), moment.inputs, 0)
        now.append((moment.update, measure_lengths(moment.state, gradients, run.settings)))
    with cache.lock:
        norms.measure(MEASURING_SECONDS)
        measured = norms.curves()
    end, unit = run.settings.updates, run.unit
    left, right = st.columns(2)
    with left:
        figures = [gradient_norms_figure(measured, update, one.gradients, end, unit) for update, one in now]
        live_plotly(figures, key="gradient_norms")
    with right:
        figures = [ratios_figure(measured, update, one.ratios, end, unit) for update, one in now]
        live_plotly(figures, key="update_ratios")
    st.caption(f"Measured at {len(measured.updates)} frames of the film, up to where it is trained.")
    show_health_line(reel, choices, cache)
