"""What the page of the hidden states says in words and numbers."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnn.model.network import Trace
from rnn.monitoring.measurements import SATURATED
from rnn.session.chosen.choices import Choices
from rnn.ui.components.readings import Reading, show_readings
from rnn.ui.glossary import define
from rnn.ui.state import bind_fold


def show_saturation(trace: Trace) -> None:
    """Say how many activations are saturated, and what that does to learning."""
    count, size = int((np.abs(trace.a) > SATURATED).sum()), trace.a.size
    if count == 0:
        st.markdown(
            f"**None of {size:,}** activations is saturated (beyond ±{SATURATED}): the gradient passes everywhere."
        )
        return
    st.markdown(
        f"**{count:,} of {size:,}** activations ({count / size:.1%}) are saturated (beyond ±{SATURATED}): "
        "the gradient hardly passes there."
    )


def show_cell(trace: Trace, unit: int, step: int) -> None:
    """Show the three numbers of one unit at one step."""
    s, a = trace.s[step, unit], trace.a[step, unit]
    st.markdown(f"Unit **{unit}** at step **{step + 1}**:")
    show_readings(
        "cell",
        Reading("s", f"{s:.4f}", define("Pre-activation")),
        Reading("a = tanh(s)", f"{a:.4f}", define("Activation")),
        Reading("1 − a²", f"{1 - a**2:.4f}", define("Slope of tanh")),
    )


def show_vector(choices: Choices, trace: Trace, step: int) -> None:
    """Show one step's vectors as a table, while it is open."""
    table = st.expander("All units at this step, in numbers", **bind_fold(choices, "hidden_table"))
    if table.open:
        a = trace.a[step]
        columns = {"s": trace.s[step], "a": a, "1 − a²": 1 - a**2}
        table.dataframe(
            {"unit": np.arange(len(a)), **columns},
            hide_index=True,
            column_config={name: st.column_config.NumberColumn(format="%.4f") for name in columns},
        )
