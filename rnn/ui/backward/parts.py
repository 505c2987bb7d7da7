"""The four parts of the page on the way back: which is shown, and whether it moves by itself."""

from __future__ import annotations

import numpy as np

from rnn.analysis.backward_bugs import BACKWARD_BUGS, Comparison
from rnn.analysis.gradient_flow import Fade, blame_matrix, measure_fade
from rnn.analysis.memory import Memory, measure_memory
from rnn.model.network import BackwardTrace, backward_steps
from rnn.monitoring.gradient_norms import FilmNorms
from rnn.ui.controls.choices import choose_one
from rnn.ui.state import Session

PARTS = {
    "replay": "Replay",
    "credit": "Credit assignment over time",
    "norms": "Norms and health",
    "check": "Gradient check",
}
BUGS = dict(zip(("none", "recurrence", "slope", "sign"), BACKWARD_BUGS, strict=True))
UNBROKEN = BACKWARD_BUGS[0]


def choose_part(session: Session) -> str:
    """Let the visitor choose one of PARTS; only that is worked out and drawn."""
    return choose_one(session, "backward_view", PARTS, "Part of the page", label_visibility="collapsed")


def moves_by_itself(session: Session) -> bool:
    """Say whether the part that is shown goes on while the film rests: a replay, or something being worked out."""
    part = session.choices["backward_view"]
    if part == "replay":
        return session.replay.is_moving
    if session.player.is_moving:
        return False
    if part == "norms":
        return not film_norms(session).is_complete
    return part == "check" and chosen_bug(session) != UNBROKEN and not race(session).is_finished


def chosen_bug(session: Session) -> str:
    """Return which of BACKWARD_BUGS the visitor chose."""
    return BUGS[session.choices["backward_bug"]]


def steps_back(session: Session) -> BackwardTrace:
    """Return every derivative of the way back at the playhead."""
    moment = session.player.moment
    return session.cache.keep("steps", moment, lambda: backward_steps(moment.parameters, moment.trace, moment.targets))


def credit_norms(session: Session) -> np.ndarray:
    """Return the matrix of ‖∂L_k/∂a_t‖ at the playhead, (T, T)."""
    moment = session.player.moment
    return session.cache.keep("blame", moment, lambda: blame_matrix(moment.parameters, moment.trace, moment.targets))


def gradient_decay(session: Session) -> Fade:
    """Return how the error shrinks or grows with distance at the playhead."""
    norms = credit_norms(session)
    return session.cache.keep("fade", session.player.moment, lambda: measure_fade(norms))


def memory(session: Session) -> Memory:
    """Return what W, the slope of tanh and the measured decay of the gradient say of the memory at the playhead."""
    moment, decay = session.player.moment, gradient_decay(session)
    return session.cache.keep("memory", moment, lambda: measure_memory(moment.parameters, moment.trace, decay))


def film_norms(session: Session) -> FilmNorms:
    """Return the measurements along the run's film, as far as they have come."""
    player = session.player
    return session.cache.keep("film norms", player.view, lambda: FilmNorms(player.run, player.view.window))


def race(session: Session) -> Comparison:
    """Return the race of the backward passes from the run's first weights, as far as it has come."""
    run, excerpt = session.player.run, session.player.moment.excerpt
    return session.cache.keep(
        "race",
        session.player.view,
        lambda: Comparison(run.film.frame(0), excerpt.inputs, excerpt.targets, run.settings.learning_rate),
    )
