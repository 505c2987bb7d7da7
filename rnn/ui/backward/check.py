"""The gradient check, with the right backward pass or with a broken one."""

from __future__ import annotations

import streamlit as st

from rnn.analysis.backward_bugs import broken_backward
from rnn.analysis.gradient_check import GradientCheck, compare_gradients, numerical_gradients
from rnn.analysis.gradient_flow import gradients_so_far
from rnn.figures.gradient_check import check_figure, comparison_figure, errors_figure
from rnn.session.cache import Cache
from rnn.session.chosen.choices import Choices
from rnn.session.film.reel import Reel
from rnn.session.measurements import comparison, steps_back
from rnn.session.moment import Moment
from rnn.session.player import Player
from rnn.ui.backward.parts import BUGS, UNBROKEN
from rnn.ui.components.lines import show_lines
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.components.words import Notice, show_notices
from rnn.ui.controls.choices import choose_one
from rnn.ui.markdown import escaped

COMPARING_SECONDS = 0.02  # of a redraw; less while the film plays too
MISTAKES = {
    "drop the recurrent term": (
        "from the future",
        "this line is left out, so that no error comes back through time. V "
        "and c do not notice, as they need no way back.",
    ),
    "forget tanh'": (
        "pre-activation gradient",
        "“* tanh_slope[t]” is left out, as if tanh had the slope 1 everywhere. "
        "The more units are saturated, the more wrong this is.",
    ),
    "wrong sign": (
        "output error",
        "y_true - y_pred instead of y_pred - y_true: every gradient is reversed, so that every update goes uphill.",
    ),
}


def show_check(player: Player, reel: Reel, cache: Cache, bug: str) -> None:
    """Draw the check, its verdict, and what the chosen mistake does to the loss."""
    right = [_check(moment, cache, UNBROKEN) for moment in reel]
    checks = right if bug == UNBROKEN else [_check(moment, cache, bug) for moment in reel]
    left, middle = st.columns([3, 2])
    with left:
        live_plotly([check_figure(check) for check in checks], key="check")
    with middle:
        live_plotly([errors_figure(check) for check in checks], key="errors")
        show_notices("verdict", [_verdict(*both) for both in zip(checks, right, strict=True)])
    if bug != UNBROKEN:
        _show_mistake(player, cache, bug)


def choose_bug(choices: Choices) -> str:
    """Let the visitor break the backward pass; return one of BACKWARD_BUGS."""
    labels = {name: "as it is" if bug == UNBROKEN else bug for name, bug in BUGS.items()}
    help_text = "Nothing else of the app is broken by it: the film stays as it is."
    return BUGS[choose_one(choices, "backward_bug", labels, "Break the backward pass", help=help_text)]


def _check(moment: Moment, cache: Cache, bug: str) -> GradientCheck:
    numerical = cache.keep(
        "numerical",
        moment,
        lambda: numerical_gradients(moment.parameters, moment.inputs, moment.targets, moment.trace.a_start),
    )
    if bug == UNBROKEN:
        gradients = gradients_so_far(moment.trace, steps_back(moment, cache), moment.inputs, 0)
    else:
        gradients = broken_backward(moment.parameters, moment.trace, moment.inputs, moment.targets, bug)
    return compare_gradients(gradients, numerical)


def _verdict(check: GradientCheck, right: GradientCheck) -> Notice:
    words = escaped(check.sentence)
    if not right.passes:
        words += (
            " The right backward pass does not agree either, at this moment: the network is chaotic over its text. Its "
            "loss bends so sharply that the smallest nudge that the computer can make is too wide: here the central "
            f"differences are off (relative error up to {right.largest_error:.2g}), not the backward pass."
        )
    return Notice("green", "✔", words) if check.passes else Notice("red", "✖", words)


def _show_mistake(player: Player, cache: Cache, bug: str) -> None:
    name, words = MISTAKES[bug]
    show_lines(name, words, context=1)
    running = comparison(player.moment, cache)
    with cache.lock:
        running.advance(COMPARING_SECONDS / 3 if player.is_moving else COMPARING_SECONDS)
        losses = {kind: list(descent.losses) for kind, descent in running.descents.items()}
    live_plotly(comparison_figure(losses, bug, running.epochs), key="comparison")
