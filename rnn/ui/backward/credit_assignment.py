"""Credit assignment over time, and how fast the gradient decays on its way back."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnn.analysis.gradient_flow import GradientDecay
from rnn.figures.credit_assignment import NARROWEST, credit_assignment_figure, gradient_decay_figure
from rnn.lessons.lesson import Guess
from rnn.session.cache import Cache
from rnn.session.chosen.selection import Selection
from rnn.session.film.reel import Reel
from rnn.session.measurements import credit_norms, gradient_decay, memory
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.components.words import show_words
from rnn.ui.controls.choices import choose_step

JACOBIAN = r"\small \frac{\partial a_t}{\partial a_{t-1}} = \mathrm{diag}(1 - a_t^2)\, W"


def show_credit_assignment(reel: Reel, selection: Selection, cache: Cache, guess: Guess = ()) -> None:
    """Draw the credit assignment, the decay with distance, and say what the half-life is and where it comes from.

    guess  the distance that a learner predicted, alone in a tuple, or ()
    """
    now = reel.now
    norms = [credit_norms(moment, cache) for moment in reel]
    decays = [gradient_decay(moment, cache) for moment in reel]
    left, right = st.columns([3, 2], gap="medium")
    with left:
        matrix = st.container()
        step = choose_step(selection, now.letters, at_first=len(now.inputs) - 1)
    with matrix:
        live_plotly(
            [credit_assignment_figure(one, step, now.letters) for one in norms],
            key="credit_assignment",
            on_click=lambda cell: selection.select(step=int(cell["x"]) - 1),
            minimum_width=NARROWEST,
        )
    with right:
        both = zip(decays, norms, strict=True)
        live_plotly([gradient_decay_figure(decay, one, step, *guess) for decay, one in both], key="gradient_decay")
        show_words([_decay(decay) for decay in decays], "decay")
        st.latex(JACOBIAN)
        show_words([memory(moment, cache).sentence for moment in reel], "memory", is_caption=True)


def _decay(decay: GradientDecay) -> str:
    hint = " Play the film from the start to see when that changes." if np.isfinite(decay.slope) else ""
    return f"**{decay.sentence}**{hint}"
