"""The loss while training, beside what the network predicts or how long its gradient is, and what the loss shows."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnn.figures.clipping import clipping_figure
from rnn.figures.loss import Along, loss_figure
from rnn.figures.predicted import predicted_characters_figure
from rnn.model.network import backward
from rnn.monitoring.baseline_losses import compare_with_baselines
from rnn.monitoring.gradient_norms import measure_lengths
from rnn.monitoring.held_out import describe, judge
from rnn.monitoring.loss_curve import read_curves
from rnn.runs.schedule import value_at
from rnn.session.cache import Cache
from rnn.session.chosen.choices import Choices
from rnn.session.measurements import baseline_losses, film_norms, held_out
from rnn.session.moment import Moment
from rnn.session.player import Player
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.controls.choices import choose_window
from rnn.ui.train.parts import chosen_unit, loss_now, measuring_seconds


def show_loss_and_text(player: Player, choices: Choices, cache: Cache) -> None:
    """Draw the loss, and beside it what the network says at each step."""
    left, right = st.columns([3, 2])
    with left:
        _show_loss(player, choices, cache)
    with right:
        moment = player.moment
        choose_window(player)
        live_plotly(
            predicted_characters_figure(moment.trace.y_pred, moment.targets, moment.run.vocabulary.visible),
            key="predicted",
        )


def show_comparison(moment: Moment, choices: Choices, cache: Cache) -> None:
    """Say whether the network knows more than counts, and how it does on text that it was not trained on."""
    run, unseen, unit, steps = (
        moment.run,
        held_out(moment, cache),
        chosen_unit(choices),
        moment.run.windows.length,
    )
    words = [compare_with_baselines(loss_now(moment), baseline_losses(moment, cache), run.settings.target, unit, steps)]
    if unseen.steps or run.windows.count > 1:
        words.append(describe(judge(unseen, moment.update), unseen, run.unit, unit, steps))
    st.markdown("  \n".join(words))


def show_loss_and_gradient(player: Player, choices: Choices, cache: Cache) -> None:
    """Draw the loss, and beside it how long the gradient is, before it is clipped and after."""
    left, right = st.columns(2)
    with left:
        _show_loss(player, choices, cache)
    with right:
        _show_gradient(player, cache)


def _show_loss(player: Player, choices: Choices, cache: Cache) -> None:
    run, unseen, unit = player.run, held_out(player.moment, cache), chosen_unit(choices)
    with cache.lock:
        unseen.measure(measuring_seconds(player))
        along = Along(unseen.updates, unseen.losses)
    is_logarithmic = choices["log_axes"]
    counted, loss = baseline_losses(player.moment, cache), loss_now(player.moment)
    playhead = player.update, loss
    live_plotly(
        loss_figure(read_curves(run, is_logarithmic), counted.levels, playhead, unit, is_logarithmic, along), key="loss"
    )


def _show_gradient(player: Player, cache: Cache) -> None:
    run, moment, norms = player.run, player.moment, film_norms(player, cache)
    with cache.lock:
        norms.measure(measuring_seconds(player))
        measured = norms.curves()
    gradients = backward(moment.parameters, moment.trace, moment.inputs, moment.targets)
    now = measure_lengths(moment.state, gradients, run.settings)
    bounds = np.array([value_at(run.settings, "clip_norm", update) for update in measured.updates])
    figure = clipping_figure(measured, bounds, (moment.update, now.whole), run.settings.updates, run.unit)
    live_plotly(figure, key="clipping")
    if run.windows.count > 1:
        st.caption(f"Of window {moment.view.window + 1:,} of the text, measured at {len(bounds)} frames of the film.")
