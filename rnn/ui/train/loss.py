"""The loss while training, beside what the network predicts or how long its gradient is, and what the loss shows."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnn.figures.clipping import clipping_figure
from rnn.figures.loss import NOTHING, Along, Chosen, loss_figure
from rnn.figures.predicted import predicted_characters_figure
from rnn.lessons.lesson import Guess
from rnn.lessons.outcomes import CURVE_POINTS, curve_updates
from rnn.model.network import backward
from rnn.monitoring.baseline_losses import compare_with_baselines
from rnn.monitoring.gradient_norms import measure_lengths
from rnn.monitoring.held_out import describe, judge
from rnn.monitoring.loss_curve import read_curves
from rnn.runs.run import Run
from rnn.runs.schedule import value_at
from rnn.session.cache import Cache
from rnn.session.chosen.choices import Choices
from rnn.session.chosen.learning import Learning
from rnn.session.film.reel import Reel
from rnn.session.measurements import baseline_losses, film_norms, held_out
from rnn.session.moment import Moment
from rnn.session.player import Player
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.components.words import show_words
from rnn.ui.lesson.in_pictures import awaits_curve, choice_in, guess_in
from rnn.ui.lesson.prediction import draw_curve
from rnn.ui.train.parts import chosen_unit, loss_now, measuring_seconds

LOWEST = 1e-4  # nats, and on the axis of the updates: below it there is no place on a logarithmic axis
NATS = "nats"  # of the whole window, as a learner draws it
LOSS = r"\small L = -\sum_{t=1}^{T} \log \hat y_t[\mathrm{target}_t]"
LOSS_HELP = (
    "The loss of a window of T steps, in nats: at each step the negative logarithm of the probability that the network "
    "gives the target. 0 if every target gets all of it."
)
MEMORISED = (
    "With every prediction correct it may have memorised this short text: only held-out text, of a longer one, can "
    "show whether it learnt a rule."
)


def show_loss_and_text(player: Player, reel: Reel, choices: Choices, cache: Cache, learning: Learning) -> None:
    """Draw the loss, and beside it what the network predicts at each step; a learner's guess is in the chart."""
    left, right = st.columns([3, 2])
    with left:
        _show_loss(player, reel, choices, cache, learning)
    with right:
        visible = reel.now.run.vocabulary.visible
        live_plotly(
            [predicted_characters_figure(moment.trace.y_pred, moment.targets, visible) for moment in reel],
            key="predicted",
        )
        st.latex(LOSS, help=LOSS_HELP)


def show_comparison(reel: Reel, choices: Choices, cache: Cache) -> None:
    """Say whether the network knows more than counts, and how it does on text that it was not trained on."""
    show_words([_comparison(moment, choices, cache) for moment in reel], "comparison")


def _comparison(moment: Moment, choices: Choices, cache: Cache) -> str:
    run, unseen, unit, steps = (
        moment.run,
        held_out(moment, cache),
        chosen_unit(choices),
        moment.run.windows.length,
    )
    words = [compare_with_baselines(loss_now(moment), baseline_losses(moment, cache), run.settings.target, unit, steps)]
    if unseen.steps or run.windows.count > 1:
        words.append(describe(judge(unseen, moment.update), unseen, run.unit, unit, steps))
    elif moment.scores.right == moment.scores.steps:
        words.append(MEMORISED)
    return "  \n".join(words)


def show_loss_and_gradient(player: Player, reel: Reel, choices: Choices, cache: Cache, learning: Learning) -> None:
    """Draw the loss, and beside it how long the gradient is, before it is clipped and after."""
    left, right = st.columns(2)
    with left:
        _show_loss(player, reel, choices, cache, learning)
    with right:
        _show_gradient(player, reel, cache)


def _show_loss(player: Player, reel: Reel, choices: Choices, cache: Cache, learning: Learning) -> None:
    run, unseen, unit = player.run, held_out(reel.now, cache), chosen_unit(choices)
    with cache.lock:
        unseen.measure(measuring_seconds(player))
        along = Along(unseen.updates, unseen.losses)
    is_logarithmic = choices["log_axes"]
    curves, levels = read_curves(run, is_logarithmic), baseline_losses(reel.now, cache).levels
    draws = awaits_curve(learning) and choices["loss_unit"] == NATS
    predicted = {"guess": _guess(learning, run), "chosen": _chosen(learning, run, cache), "is_for_drawing": draws}
    live_plotly(
        [loss_figure(curves, levels, (m.update, loss_now(m)), unit, is_logarithmic, along, **predicted) for m in reel],
        key="loss",
        on_draw=(lambda path: draw_curve(learning, _heights(path, run.last_update, is_logarithmic))) if draws else None,
    )


def _guess(learning: Learning, run: Run) -> Along:
    """Return the losses that a learner predicted, of a character: a curve, or a line across for a number."""
    guess = guess_in("loss", learning)
    if not guess:
        return NOTHING
    updates = curve_updates(run.last_update, max(len(guess), 2))
    heights = np.maximum(np.resize(guess, len(updates)), LOWEST)
    return Along(updates, heights / run.settings.window_steps)


def _chosen(learning: Learning, run: Run, cache: Cache) -> Chosen | None:
    """Return what a learner chose of the loss, a character's, and what it came to once they have committed it."""
    choice, steps = choice_in("loss", learning, run, cache), run.settings.window_steps
    if choice is None:
        return None
    update, lowest, highest = choice.where
    return Chosen(update, lowest / steps, highest / steps, None if choice.did is None else choice.did / steps)


def _heights(path: dict, last_update: int, is_logarithmic: bool) -> Guess:
    """Return the heights of a curve that was drawn, {"x", "y"} on the axes of the chart, at the updates of a guess."""
    x, y = np.array(path["x"], dtype=float), np.maximum(np.array(path["y"], dtype=float), LOWEST)
    order, updates = np.argsort(x, kind="stable"), curve_updates(last_update, CURVE_POINTS)
    if is_logarithmic:  # straight on the screen is straight between the logarithms
        heights = np.exp(np.interp(np.log(updates + 1), np.log(np.maximum(x[order], LOWEST)), np.log(y[order])))
    else:
        heights = np.interp(updates, x[order], y[order])
    return tuple(heights.tolist())


def _show_gradient(player: Player, reel: Reel, cache: Cache) -> None:
    run, norms = player.run, film_norms(player, cache)
    with cache.lock:
        norms.measure(measuring_seconds(player))
        measured = norms.curves()
    bounds = np.array([value_at(run.settings, "clip_norm", update) for update in measured.updates])
    figures = []
    for moment in reel:
        gradients = backward(moment.parameters, moment.trace, moment.inputs, moment.targets)
        now = moment.update, measure_lengths(moment.state, gradients, run.settings).whole
        figures.append(clipping_figure(measured, bounds, now, run.settings.updates, run.unit))
    live_plotly(figures, key="clipping")
    if run.windows.count > 1:
        window = f"Of window {reel.now.view.window + 1:,} of the text"
        st.caption(f"{window}, measured at {len(bounds)} frames of the film.")
