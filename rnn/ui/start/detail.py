"""One step of the unrolled network more closely: what it predicts there, and by which equations."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnn.figures.kit import style
from rnn.session.chosen.selection import Selection
from rnn.session.film.reel import Reel
from rnn.session.moment import Moment
from rnn.text.numbers import share
from rnn.ui.components.shares import Share, show_shares
from rnn.ui.links import show_link

MOST_SHARES = 5
RECURRENCE = r"\small \begin{aligned} a_t = \tanh(&W a_{t-1} \\ &+ U x_t + b) \end{aligned}"
PREDICTION = r"\small \hat y_t = \mathrm{softmax}(V a_t + c)"


def show_step(reel: Reel, selection: Selection) -> None:
    """Draw the top characters of the chosen step, the equations, and a way to the page that has them all."""
    step = selection.step_in(len(reel.now.inputs))
    show_shares("step", [_shares(moment, step) for moment in reel])
    st.latex(
        RECURRENCE,
        help="The recurrence: the hidden units read the character x_t and their own activations one "
        "step before. W, U and b are learnt, and are the same at every step.",
    )
    st.latex(PREDICTION, help="The prediction: one probability for each character. V and c are learnt too.")
    show_link("pages/one_step.py", f"Every number of step {step + 1}", ":material/calculate:")


def _shares(moment: Moment, step: int) -> tuple[str, list[Share], str]:
    """Return title, bars and caption: the most probable characters, and the target where it is none of them."""
    visible, y_pred = moment.run.vocabulary.visible, moment.trace.y_pred[step]
    target = int(moment.targets[step])
    top = np.argsort(-y_pred, kind="stable")[:MOST_SHARES].tolist()
    kept = top if target in top else [*top[:-1], target]
    bars = [
        Share(
            visible[k],
            float(y_pred[k]),
            share(float(y_pred[k])),
            style.CORRECT if k == target else style.QUIET,
            "✓ target" if k == target else "",
        )
        for k in kept
    ]
    verdict = "correct" if top[0] == target else "wrong"
    own = share(float(y_pred[target]))
    see = f"Top prediction: {visible[top[0]]} ({verdict}). The target {visible[target]} gets {own}."
    return f"Step {step + 1} reads {visible[int(moment.inputs[step])]}", bars, see
