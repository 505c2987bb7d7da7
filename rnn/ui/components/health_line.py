"""How training is doing, in a line of words."""

from __future__ import annotations

import streamlit as st

from rnn.monitoring.diagnosis import Diagnosis, diagnose_run
from rnn.ui.state import Session

ICONS = {
    "exploding": ":material/warning:",
    "unstable": ":material/warning:",
    "saturated": ":material/vertical_align_center:",
    "stuck at guessing": ":material/casino:",
    "stalled": ":material/hourglass_empty:",
    "learning": ":material/trending_down:",
    "learnt": ":material/check_circle:",
}


def health_of(session: Session) -> Diagnosis:
    """Return how the network is doing at the playhead."""
    moment = session.player.moment
    return diagnose_run(moment.run, moment.update, moment.trace, moment.targets)


def show_health_line(session: Session) -> None:
    """Say how the network is doing at the playhead, and what to try."""
    health = health_of(session)
    st.info(f"**{health.state.capitalize()}.** {health.sentence} {health.what_to_try}", icon=ICONS[health.state])
