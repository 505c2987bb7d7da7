"""The four parts of the page on the way back: which is shown, and whether it moves by itself."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnn.analysis.backward_bugs import BACKWARD_BUGS, Comparison
from rnn.analysis.gradient_flow import Fade, blame_matrix, measure_fade
from rnn.analysis.memory import Memory, measure_memory
from rnn.model.network import BackwardTrace, backward_steps
from rnn.monitoring.gradient_norms import FilmNorms
from rnn.ui.state import Session, value_of

REPLAY, BLAME, NORMS, CHECK = PARTS = ("Replay", "Who blames whom", "Norms and health", "Gradient check")
UNBROKEN = BACKWARD_BUGS[0]


def choose_part() -> str:
    """Let the visitor choose one of PARTS; only that is worked out and drawn."""
    return st.segmented_control(
        "Part of the page",
        PARTS,
        default=REPLAY,
        key="backward_part",
        persist_state="session",
        required=True,
        label_visibility="collapsed",
    )


def moves_by_itself(session: Session) -> bool:
    """Tell whether the part that is shown goes on while the film rests: a replay, or something being worked out."""
    part = value_of("backward_part", REPLAY)
    if part == REPLAY:
        return session.results.replay.is_moving
    if session.player.is_moving:
        return False
    if part == NORMS:
        return not film_norms(session).is_complete
    return part == CHECK and value_of("breakage", UNBROKEN) != UNBROKEN and not race(session).is_finished


def steps_back(session: Session) -> BackwardTrace:
    """Return every derivative of the way back at the playhead."""
    moment = session.player.moment
    return session.results.keep(
        "steps", moment, lambda: backward_steps(moment.parameters, moment.trace, moment.targets)
    )


def credit_norms(session: Session) -> np.ndarray:
    """Return the matrix of ‖∂L_k/∂a_t‖ at the playhead, (T, T)."""
    moment = session.player.moment
    return session.results.keep("blame", moment, lambda: blame_matrix(moment.parameters, moment.trace, moment.targets))


def gradient_decay(session: Session) -> Fade:
    """Return how the error shrinks or grows with distance at the playhead."""
    norms = credit_norms(session)
    return session.results.keep("fade", session.player.moment, lambda: measure_fade(norms))


def memory(session: Session) -> Memory:
    """Return what W, the slope of tanh and the measured decay of the gradient say of the memory at the playhead."""
    moment, decay = session.player.moment, gradient_decay(session)
    return session.results.keep("memory", moment, lambda: measure_memory(moment.parameters, moment.trace, decay))


def film_norms(session: Session) -> FilmNorms:
    """Return the measurements along the run's film, as far as they have come."""
    player = session.player
    return session.results.keep("film norms", player.view, lambda: FilmNorms(player.run, player.view.window))


def race(session: Session) -> Comparison:
    """Return the race of the backward passes from the run's first weights, as far as it has come."""
    run, excerpt = session.player.run, session.player.moment.excerpt
    return session.results.keep(
        "race",
        session.player.view,
        lambda: Comparison(run.film.frame(0), excerpt.inputs, excerpt.targets, run.settings.learning_rate),
    )
