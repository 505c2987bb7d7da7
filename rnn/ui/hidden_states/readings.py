"""What the page of the hidden states says in words and numbers."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnn.monitoring.measurements import SATURATED
from rnn.session.chosen.choices import Choices
from rnn.session.film.reel import Reel
from rnn.ui.components.readings import Reading, show_readings
from rnn.ui.components.words import show_words
from rnn.ui.glossary import define
from rnn.ui.state import bind_fold


def show_saturation(reel: Reel) -> None:
    """Say how many activations are saturated, and what that does to learning."""
    show_words([_saturation(moment.trace.a) for moment in reel], "saturation")


def _saturation(a: np.ndarray) -> str:
    count, size = int((np.abs(a) > SATURATED).sum()), a.size
    if count == 0:
        return f"**0 of {size:,}** activations are saturated (beyond ±{SATURATED}): the gradient passes everywhere."
    return (
        f"**{count:,} of {size:,}** activations ({count / size:.1%}) are saturated (beyond ±{SATURATED}): hardly any "
        "gradient passes there."
    )


def show_cell(reel: Reel, unit: int, step: int) -> None:
    """Show the three numbers of one unit at one step."""
    st.markdown(f"Unit **{unit}** at step **{step + 1}**:")
    show_readings("cell", [_numbers(m.trace.s[step, unit], m.trace.a[step, unit]) for m in reel])


def _numbers(s: float, a: float) -> list[Reading]:
    return [
        Reading("s", f"{s:.4f}", define("Pre-activation")),
        Reading("a = tanh(s)", f"{a:.4f}", define("Activation")),
        Reading("1 − a²", f"{1 - a**2:.4f}", define("Slope of tanh")),
    ]


def show_vector(choices: Choices, reel: Reel, step: int) -> None:
    """Show one step's vectors as a table, while it is open; a table cannot follow the film."""
    table = st.expander("All units at this step, in numbers", **bind_fold(choices, "hidden_table"))
    if table.open and reel.plays:
        table.caption("The numbers are here when the film is paused.")
    elif table.open:
        trace = reel.now.trace
        a = trace.a[step]
        columns = {"s": trace.s[step], "a": a, "1 − a²": 1 - a**2}
        table.dataframe(
            {"unit": np.arange(len(a)), **columns},
            hide_index=True,
            column_config={name: st.column_config.NumberColumn(format="%.4f") for name in columns},
        )
