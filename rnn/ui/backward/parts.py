"""The four parts of the page on the way back: which is shown, and whether it moves by itself."""

from __future__ import annotations

from rnn.analysis.backward_bugs import BACKWARD_BUGS
from rnn.session.cache import Cache
from rnn.session.chosen.choices import Choices
from rnn.session.measurements import comparison, film_norms
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
