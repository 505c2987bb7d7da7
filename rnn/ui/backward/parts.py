"""The four parts of the page on the way back: which is shown, and whether it moves by itself."""

from __future__ import annotations

import numpy as np

from rnn.analysis.backward_bugs import BACKWARD_BUGS, Comparison
from rnn.analysis.gradient_flow import GradientDecay, credit_assignment_matrix, measure_gradient_decay
from rnn.analysis.memory import Memory, measure_memory
from rnn.model.network import BackwardTrace, backward_steps
from rnn.monitoring.gradient_norms import FilmNorms
from rnn.session.cache import Cache
from rnn.session.chosen.choices import Choices
from rnn.session.moment import Moment
from rnn.session.player import Player
from rnn.session.replay import Replay
from rnn.ui.controls.choices import choose_one

PARTS = {
    "replay": "Replay",
    "credit": "Credit assignment over time",
    "norms": "Norms and health",
    "check": "Gradient check",
}
BUGS = dict(zip(("none", "recurrence", "slope", "sign"), BACKWARD_BUGS, strict=True))
UNBROKEN = BACKWARD_BUGS[0]


def choose_part(choices: Choices) -> str:
    """Let the visitor choose one of PARTS; only that is worked out and drawn."""
    return choose_one(choices, "backward_view", PARTS, "Part of the page", label_visibility="collapsed")


def moves_by_itself(player: Player, choices: Choices, cache: Cache, replay: Replay) -> bool:
    """Say whether the part that is shown goes on while the film rests: a replay, or something being worked out."""
    part = choices["backward_view"]
    if part == "replay":
        return replay.is_moving
    if player.is_moving:
        return False
    if part == "norms":
        return not film_norms(player, cache).is_complete
    return part == "check" and chosen_bug(choices) != UNBROKEN and not comparison(player.moment, cache).is_finished


def chosen_bug(choices: Choices) -> str:
    """Return which of BACKWARD_BUGS the visitor chose."""
    return BUGS[choices["backward_bug"]]


def steps_back(moment: Moment, cache: Cache) -> BackwardTrace:
    """Return every derivative of the way back at the playhead."""
    return cache.keep("steps", moment, lambda: backward_steps(moment.parameters, moment.trace, moment.targets))


def credit_norms(moment: Moment, cache: Cache) -> np.ndarray:
    """Return the matrix of ‖∂L_k/∂a_t‖ at the playhead, (T, T)."""
    return cache.keep(
        "credit_norms", moment, lambda: credit_assignment_matrix(moment.parameters, moment.trace, moment.targets)
    )


def gradient_decay(moment: Moment, cache: Cache) -> GradientDecay:
    """Return how the error shrinks or grows with distance at the playhead."""
    norms = credit_norms(moment, cache)
    return cache.keep("gradient_decay", moment, lambda: measure_gradient_decay(norms))


def memory(moment: Moment, cache: Cache) -> Memory:
    """Return what W, the slope of tanh and the measured decay of the gradient say of the memory at the playhead."""
    decay = gradient_decay(moment, cache)
    return cache.keep("memory", moment, lambda: measure_memory(moment.parameters, moment.trace, decay))


def film_norms(player: Player, cache: Cache) -> FilmNorms:
    """Return the measurements along the run's film, as far as they have come."""
    return cache.keep("film norms", player.view, lambda: FilmNorms(player.run, player.view.window))


def comparison(moment: Moment, cache: Cache) -> Comparison:
    """Return the comparison of the backward passes from the run's first weights, as far as it has come."""
    run, excerpt = moment.run, moment.excerpt
    return cache.keep(
        "comparison",
        moment.view,
        lambda: Comparison(run.film.frame(0), excerpt.inputs, excerpt.targets, run.settings.learning_rate),
    )
