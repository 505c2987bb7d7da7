"""Where gradients are alive: a network that has learnt everything has hardly any, and an early one many."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnn.model.excerpts import read_window, window_excerpt
from rnn.model.network import backward
from rnn.runs.run import Run
from rnn.session.cache import Cache
from rnn.session.film.reel import Reel
from rnn.session.measurements import steps_back
from rnn.session.player import Player
from rnn.text.numbers import number

TINY = 0.01
LOOKED_AT = 24  # frames


def offer_living_gradients(player: Player, reel: Reel, cache: Cache) -> None:
    """Where all gradients at the playhead are tiny, say so, and offer the frame of the film with the longest ones."""
    moment, run = reel.now, player.run
    largest = float(np.abs(steps_back(moment, cache).ds).max())
    if player.is_moving or largest >= TINY or len(run.film) < 2:
        return
    update = cache.keep("longest gradient", moment, lambda: find_longest_gradient(run, moment.view.window))
    if update == moment.update:
        return
    st.caption(f"The gradients are tiny here: ds is {number(largest)} at most, as the network hardly errs any more.")
    where = f"Go to {run.unit} {update:,}, where they are longest"
    st.button(where, key="living_gradients", icon=":material/bolt:", on_click=player.seek, args=(update,))


def find_longest_gradient(run: Run, window: int) -> int:
    """Return the update, of some two dozen frames that are trained, at which the gradient of a window is longest."""
    here = window_excerpt(run.windows, window)
    frames = np.unique(np.linspace(0, len(run.film) - 1, LOOKED_AT).astype(int)).tolist()
    lengths = []
    for frame in frames:
        parameters = run.film.frame(frame)
        trace = read_window(parameters, run.windows, window)
        lengths.append(float(np.linalg.norm(backward(parameters, trace, here.inputs, here.targets).theta)))
    return int(run.film.updates[frames[int(np.argmax(lengths))]])
