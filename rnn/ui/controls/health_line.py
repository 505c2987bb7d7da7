"""How training is going, in one sentence; each state of health looks like what it is."""

from __future__ import annotations

from rnn.monitoring.diagnosis import Diagnosis, diagnose
from rnn.monitoring.held_out import judge
from rnn.monitoring.measurements import measure_health, with_verdict
from rnn.session.cache import Cache
from rnn.session.chosen.choices import Choices
from rnn.session.film.reel import Reel
from rnn.session.measurements import held_out
from rnn.session.moment import Moment
from rnn.ui.components.words import Notice, show_notices
from rnn.ui.train.parts import chosen_unit

DANGER, WARNING, PROGRESS, SUCCESS = "red", "yellow", "blue", "green"
LOOKS = {
    "diverged": (DANGER, "✖"),
    "exploding": (DANGER, "✹"),
    "worse than uniform": (WARNING, "↗"),
    "overfitting": (WARNING, "≠"),
    "unstable": (WARNING, "∿"),
    "saturated": (WARNING, "⇅"),
    "not updated": (WARNING, "‖"),
    "at the unigram baseline": (PROGRESS, "▂"),
    "stalled": (PROGRESS, "…"),
    "nothing to learn": (PROGRESS, "∅"),
    "untrained": (PROGRESS, "○"),
    "learning": (PROGRESS, "↘"),
    "learnt": (SUCCESS, "✔"),
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


def show_health_line(reel: Reel, choices: Choices, cache: Cache) -> None:
    """Draw how the network is doing at each moment, and what to try."""
    show_notices("health", [_notice(health_of(moment, choices, cache)) for moment in reel])


def _notice(health: Diagnosis) -> Notice:
    name = f"{health.state[0].upper()}{health.state[1:]}"
    return Notice(*LOOKS[health.state], f"**{name}.** {health.sentence} {health.what_to_try}")
