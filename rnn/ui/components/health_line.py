"""How training is going, in one sentence; each state of health looks like what it is."""

from __future__ import annotations

import streamlit as st

from rnn.monitoring.diagnosis import Diagnosis, diagnose
from rnn.monitoring.held_out import judge
from rnn.monitoring.measurements import measure_health, with_verdict
from rnn.session.cache import Cache
from rnn.session.chosen.choices import Choices
from rnn.session.measurements import held_out
from rnn.session.moment import Moment
from rnn.ui.train.parts import chosen_unit

# The looks of the states of health are Streamlit's own boxes: red, yellow, blue and green, with an icon a state.
DANGER, WARNING, PROGRESS, SUCCESS = st.error, st.warning, st.info, st.success
LOOKS = {
    "diverged": (DANGER, ":material/dangerous:"),
    "exploding": (DANGER, ":material/explosion:"),
    "worse than uniform": (WARNING, ":material/trending_up:"),
    "overfitting": (WARNING, ":material/difference:"),
    "unstable": (WARNING, ":material/warning:"),
    "saturated": (WARNING, ":material/vertical_align_center:"),
    "not updated": (WARNING, ":material/pause_circle:"),
    "at the unigram baseline": (PROGRESS, ":material/bar_chart:"),
    "stalled": (PROGRESS, ":material/hourglass_empty:"),
    "nothing to learn": (PROGRESS, ":material/info:"),
    "untrained": (PROGRESS, ":material/start:"),
    "learning": (PROGRESS, ":material/trending_down:"),
    "learnt": (SUCCESS, ":material/check_circle:"),
}


def health_of(moment: Moment, choices: Choices, cache: Cache) -> Diagnosis:
    """Return how the network is doing at the playhead, on the text held out too, as far as that is measured."""
    measured = cache.keep(
        "health",
        moment,
        lambda: measure_health(moment.run, moment.update, moment.trace, moment.targets, moment.view.window),
    )
    verdict = judge(held_out(moment, cache), moment.update)
    return diagnose(with_verdict(measured, verdict), chosen_unit(choices), moment.run.windows.length)


def show_health_line(moment: Moment, choices: Choices, cache: Cache) -> None:
    """Draw how the network is doing at the playhead, and what to try."""
    health = health_of(moment, choices, cache)
    show, icon = LOOKS[health.state]
    show(f"**{health.state[0].upper()}{health.state[1:]}.** {health.sentence} {health.what_to_try}", icon=icon)
