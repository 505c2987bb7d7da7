"""Credit assignment over time, and how fast an error fades on its way back."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnn.figures.blame import NARROWEST, blame_figure, fade_figure
from rnn.session.cache import Cache
from rnn.session.chosen.selection import Selection
from rnn.session.moment import Moment
from rnn.ui.backward.parts import credit_norms, gradient_decay, memory
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.controls.choices import choose_step


def show_blame(moment: Moment, selection: Selection, cache: Cache) -> None:
    """Draw the matrix of blame, its fading with distance, and say what the half-life is and where it comes from."""
    norms, decay = credit_norms(moment, cache), gradient_decay(moment, cache)
    step = choose_step(selection, moment.letters, at_first=len(moment.inputs) - 1)
    hint = " Play the film from the start to see when that changes." if np.isfinite(decay.slope) else ""
    st.markdown(f"**{decay.sentence}**{hint}")
    st.caption(memory(moment, cache).sentence)
    letters = moment.letters
    live_plotly(
        blame_figure(norms, step, letters),
        key="blame",
        on_click=lambda cell: selection.select(step=int(cell["x"]) - 1),
        minimum_width=NARROWEST,
    )
    live_plotly(fade_figure(decay, norms, step), key="fade")
