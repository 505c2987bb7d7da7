"""How training is going, and two buttons that make its updates smaller where they are too large."""

from __future__ import annotations

from functools import partial

import numpy as np
import streamlit as st

from rnn.model.excerpts import read_window, window_excerpt
from rnn.model.network import backward
from rnn.model.parameters import Parameters
from rnn.monitoring.diagnosis import Diagnosis
from rnn.monitoring.suggested_fixes import SuggestedFix, from_the_start, suggested_fixes
from rnn.session.cache import Cache
from rnn.session.chosen.choices import Choices
from rnn.session.film.reel import Reel
from rnn.session.moment import Moment
from rnn.session.player import Player
from rnn.ui.controls.health_line import health_of, show_health_line
from rnn.ui.state import Session
from rnn.ui.train.loss import show_comparison

UNSTABLE = "unstable"  # the one mendable state whose network is worth going on from


def show_fixes(session: Session) -> None:
    """Draw the buttons that make the updates of the network smaller, where they are too large."""
    health = health_of(session.player.moment, session.choices, session.cache)
    if not health.is_mendable:
        return
    goes_on = _can_go_on(session.player, health)
    length = _gradient_length(session.player.moment, session.cache, goes_on)
    with st.container(horizontal=True, vertical_alignment="center"):
        for fix in suggested_fixes(session.settings, session.player.update, length):
            st.button(
                fix.label,
                key=f"remedy_{fix.name}",
                icon=":material/healing:",
                disabled=not fix.can_help,
                help="For a network whose updates are too large. "
                f"{fix.what_it_does} {'From the playhead on.' if goes_on else 'In a new run.'}",
                on_click=partial(_mend, session, fix, health),
            )


def show_health(reel: Reel, choices: Choices, cache: Cache) -> None:
    """Say how the network is doing and what to try, and what it knows beside models that count."""
    show_health_line(reel, choices, cache)
    show_comparison(reel, choices, cache)


def _mend(session: Session, fix: SuggestedFix, health: Diagnosis) -> None:
    """Change the setting: from the playhead on where the network is still of use, else from the start."""
    if _can_go_on(session.player, health):
        session.change_while_training(fix.name, fix.value)
    else:
        session.start(from_the_start(session.settings, fix))


def _can_go_on(player: Player, health: Diagnosis) -> bool:
    """Return whether the network is worth going on from, and there is film left to do it in."""
    return health.state == UNSTABLE and not player.is_at_end


def _gradient_length(moment: Moment, cache: Cache, goes_on: bool) -> float:
    """Return how long the gradient is that is to be shortened: at the playhead, and in a new run at its start too."""
    run = moment.run
    return cache.keep(
        "gradient length",
        moment,
        lambda: max(
            _length_at(moment, parameters)
            for parameters in (moment.parameters, *([] if goes_on else [run.film.frame(0)]))
        ),
    )


def _length_at(moment: Moment, parameters: Parameters) -> float:
    windows, window = moment.run.windows, moment.view.window
    here = window_excerpt(windows, window)
    trace = read_window(parameters, windows, window)
    return float(np.linalg.norm(backward(parameters, trace, here.inputs, here.targets).theta))
