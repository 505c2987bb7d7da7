"""The four parts of the page on training, and what is measured of the film for them, a little at a time."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnn.analysis.loss_units import UNITS, LossUnit
from rnn.monitoring.loss_curve import losses_at
from rnn.monitoring.samples import TrainingSamples
from rnn.session.cache import Cache
from rnn.session.chosen.choices import Choices
from rnn.session.film.half_steps import HalfSteps
from rnn.session.measurements import film_norms, held_out
from rnn.session.moment import Moment
from rnn.session.player import Player
from rnn.ui.controls.choices import choose_one, choose_window
from rnn.ui.glossary import define
from rnn.ui.state import Session, bind_choice

PARTS = {"text": "Loss and text", "gradient": "Loss and gradient", "samples": "What it writes", "update": "One update"}
LOSS_UNITS = dict(zip(("nats", "nats-per-character", "bits-per-character", "perplexity"), UNITS, strict=True))
PLAYING_SECONDS, RESTING_SECONDS = 0.03, 0.1  # to measure in one tick
MOST_SAMPLES = 6
QUIET = {"label_visibility": "collapsed"}


def choose_view(choices: Choices, player: Player) -> str:
    """Let the visitor choose one of PARTS, and how it is shown; return it. Only that is worked out and drawn."""
    with st.container(horizontal=True, vertical_alignment="center"):
        part = choose_one(choices, "train_view", PARTS, "Part of the page", **QUIET)
        if part == "update":
            return part
        st.selectbox(
            "Unit of the loss",
            LOSS_UNITS,
            format_func=lambda name: LOSS_UNITS[name].name,
            width=180,
            **bind_choice(choices, "loss_unit", None),
            **QUIET,
        )
        if part == "samples":
            st.toggle(
                "Greedy",
                **bind_choice(choices, "greedy_samples"),
                help=define("Greedy"),
            )
        else:
            st.toggle("Logarithmic axes", **bind_choice(choices, "log_axes"))
    if part == "text":
        choose_window(player)
    return part


def chosen_unit(choices: Choices) -> LossUnit:
    """Return the unit of the losses."""
    return LOSS_UNITS[choices["loss_unit"]]


def moves_by_itself(session: Session) -> bool:
    """Say whether something of the part that is shown is still to be measured while the film rests."""
    part = session.choices["train_view"]
    if part == "update":
        return played_half_steps(session.player, session.cache).is_moving
    if session.player.is_moving:
        return False
    if part == "samples":
        return not training_samples(session).is_complete
    return not held_out(session.player.moment, session.cache).is_complete or (
        part == "gradient" and not film_norms(session.player, session.cache).is_complete
    )


def played_half_steps(player: Player, cache: Cache) -> HalfSteps:
    """Return the four phases of an update as they are played; of another run they begin anew."""
    return cache.keep("half steps", player.run, HalfSteps)


def measuring_seconds(player: Player) -> float:
    """Return for how long to measure in one tick: longer while the film rests."""
    return PLAYING_SECONDS if player.is_moving else RESTING_SECONDS


def loss_now(moment: Moment) -> float:
    """Return the train loss of a character at the playhead, in nats: the recent one where an update sees one window."""
    run = moment.run
    if run.windows.count > 1:
        return float(losses_at(run, np.array([moment.update]))[0])
    return moment.scores.loss / len(moment.targets)


def training_samples(session: Session) -> TrainingSamples:
    """Return the texts along the film, from the seed and the sampling seed of Generate, as far as they are written."""
    run, writing = session.player.run, session.writing
    writing.follow(session.settings, session.preset)
    temperature = 0.0 if session.choices["greedy_samples"] else 1.0
    dials = writing.seed, writing.priming, temperature, writing.random_seed
    kept = session.cache.keep("samples", run, dict)
    if dials not in kept:
        while len(kept) >= MOST_SAMPLES:
            kept.pop(next(iter(kept)))
        kept[dials] = TrainingSamples(run, *dials)
    return kept[dials]
