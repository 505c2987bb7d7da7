"""Who blames whom, and how fast an error fades on its way back."""

from __future__ import annotations

import streamlit as st

from rnn.analysis.gradient_flow import blame_matrix, measure_fade
from rnn.figures.blame import NARROWEST, blame_figure, fade_figure
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.controls.choices import choose_step
from rnn.ui.state import Session


def show_blame(session: Session) -> None:
    """Draw the matrix of blame, its fading with distance, and the half-life in words."""
    moment = session.player.moment
    norms = session.cache.keep("blame", moment, lambda: blame_matrix(moment.parameters, moment.trace, moment.targets))
    gradient_decay = session.cache.keep("fade", moment, lambda: measure_fade(norms))
    step = choose_step(session, at_first=len(moment.inputs) - 1)
    st.markdown(f"**{gradient_decay.sentence}** Play the film from the start to see when that changes.")
    letters = moment.letters
    live_plotly(
        blame_figure(norms, step, letters),
        key="blame",
        on_click=lambda cell: session.select(step=int(cell["x"]) - 1),
        minimum_width=NARROWEST,
    )
    live_plotly(fade_figure(gradient_decay, norms, step), key="fade")
