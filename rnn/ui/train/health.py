"""How training is doing, and two buttons that mend it where its updates are too large."""

from __future__ import annotations

from functools import partial

import streamlit as st

from rnn.monitoring.diagnosis import Diagnosis
from rnn.monitoring.suggested_fixes import SuggestedFix, from_the_start, suggested_fixes
from rnn.ui.components.health_line import health_of, show_health_line
from rnn.ui.state import Session
from rnn.ui.train.loss import show_comparison

LOST, ENDANGERED = "exploding", "unstable"


def show_progress(session: Session) -> None:
    """Draw what the run is doing, and the buttons; they answer where there is something to mend."""
    health = health_of(session)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(session.player.speed, width="stretch")
        for fix in suggested_fixes(session.settings, session.player.update):
            where = "From the playhead on." if _can_go_on(session, health) else "In a new run."
            st.button(
                fix.label,
                key=f"remedy_{fix.name}",
                icon=":material/healing:",
                disabled=health.state not in (LOST, ENDANGERED),
                help=f"For a network that explodes. {fix.what_it_does} {where}",
                on_click=partial(_mend, session, fix, health),
            )


def show_health(session: Session) -> None:
    """Say how the network is doing and what to try, and what it knows beside models that count."""
    show_health_line(session)
    show_comparison(session)


def _mend(session: Session, fix: SuggestedFix, health: Diagnosis) -> None:
    """Turn the knob: from the playhead on where the network is still of use, else from the start."""
    if _can_go_on(session, health):
        session.turn(fix.name, fix.value)
    else:
        session.start(from_the_start(session.settings, fix))
    session.is_address_due = True


def _can_go_on(session: Session, health: Diagnosis) -> bool:
    """Tell whether the network is worth going on from, and there is film left to do it in."""
    return health.state == ENDANGERED and not session.player.is_at_end
