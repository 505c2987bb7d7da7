"""What the page of the predictions says in words and numbers."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnn.analysis.expectation import Expectation
from rnn.analysis.scores import entropy_bits
from rnn.model.network import Trace
from rnn.ui.components.readings import Reading, show_readings
from rnn.ui.glossary import define
from rnn.ui.markdown import plain


def show_all_steps(trace: Trace, targets: np.ndarray) -> None:
    """Say how sure the network is over the whole text, and how right."""
    y_pred = trace.y_pred
    own = y_pred[np.arange(len(targets)), targets]
    st.markdown(
        f"On average it gives **{own.mean():.1%}** to the right character, and is as unsure as between "
        f"**{2 ** entropy_bits(y_pred).mean():.1f}** equally likely characters (of {y_pred.shape[1]})."
    )


def show_step(expectation: Expectation, step: int, read: str, characters: tuple[str, ...]) -> None:
    """Say what one step expects and what it should; read is the character that went in."""
    target, top_prediction = characters[expectation.target], characters[expectation.top_prediction]
    verdict = "right" if expectation.top_prediction == expectation.target else "wrong"
    st.markdown(
        f"Step **{step + 1}** has just read **{plain(read)}** and should say **{plain(target)}**. "
        f"It leans most to **{plain(top_prediction)}**: {verdict}."
    )
    K = len(characters)
    certain = f"0 if the network is certain, {np.log2(K):.3f} bits if all {K} characters are equally likely to it."
    show_readings(
        "expectation",
        Reading("Right character", f"{expectation.target_probability:.2%}", define("Probability")),
        Reading("Its rank", f"{expectation.target_rank} of {K}", define("Rank")),
        Reading("Entropy", f"{expectation.entropy_bits:.3f} bits", certain),
    )


def show_temperature(temperature: float) -> None:
    """Say what this temperature does to the distribution."""
    if temperature == 0:
        words = "Temperature 0 is greedy: everything goes to the most likely character."
    elif temperature < 1:
        words = "Below 1 the favourites gain: the logits are divided by less than 1, so their differences grow."
    elif temperature > 1:
        words = "Above 1 the outsiders gain: the logits are divided by more than 1, so their differences shrink."
    else:
        words = "Temperature 1 is the network's own distribution."
    st.caption(words)
