"""Credit assignment over time, and how fast the gradient decays on its way back."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnn.figures.credit_assignment import NARROWEST, credit_assignment_figure, gradient_decay_figure
from rnn.session.cache import Cache
from rnn.session.chosen.selection import Selection
from rnn.session.measurements import credit_norms, gradient_decay, memory
from rnn.session.moment import Moment
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.controls.choices import choose_step


def show_credit_assignment(moment: Moment, selection: Selection, cache: Cache) -> None:
    """Draw the credit assignment, the decay with distance, and say what the half-life is and where it comes from."""
    norms, decay = credit_norms(moment, cache), gradient_decay(moment, cache)
    step = choose_step(selection, moment.letters, at_first=len(moment.inputs) - 1)
    hint = " Play the film from the start to see when that changes." if np.isfinite(decay.slope) else ""
    st.markdown(f"**{decay.sentence}**{hint}")
    st.caption(memory(moment, cache).sentence)
    letters = moment.letters
    live_plotly(
        credit_assignment_figure(norms, step, letters),
        key="credit_assignment",
        on_click=lambda cell: selection.select(step=int(cell["x"]) - 1),
        minimum_width=NARROWEST,
    )
    live_plotly(gradient_decay_figure(decay, norms, step), key="gradient_decay")
