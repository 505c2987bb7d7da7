"""Where the worksheet is filled in: the step, the hidden unit and the output character that the visitor chose."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import streamlit as st

from rnn.figures.kit.axes import minimum_width
from rnn.figures.worksheet import map_figure
from rnn.model.network import BackwardTrace, Trace
from rnn.session.cache import Cache
from rnn.session.chosen.selection import Selection
from rnn.session.film.reel import Reel
from rnn.session.measurements import steps_back
from rnn.session.moment import Moment
from rnn.session.player import Player
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.controls.choices import choose_step, choose_unit
from rnn.ui.state import bind

RIGHT_ONE = -1
UNSATURATED = 0.9


class Place(NamedTuple):
    """A step, a hidden unit and an output character, all from 0, as `fill_worksheet` takes them."""

    t: int
    i: int
    k: int


def choose_place(player: Player, reel: Reel, selection: Selection, cache: Cache) -> Place:
    """Let the visitor choose step, unit and character by controls, or step and unit by a click on the map.

    While nothing is chosen the page stays where the gradient was alive when it was opened.
    """
    moment = reel.now
    best_step, best_unit = selection.beginning or most_alive(moment.trace, steps_back(moment, cache))
    if player.goal is None:  # what is still trained that far may look quite different there
        selection.beginning = best_step, best_unit
    figure = st.container()
    left, middle, right = st.columns(3)
    with left:
        t = choose_step(selection, moment.letters, at_first=best_step)
    with middle:
        i = choose_unit(selection, moment.run.settings.hidden_size, at_first=best_unit)
    with right:
        k = choose_character(moment, selection, int(moment.targets[t]))
    with figure:
        live_plotly(
            [map_figure(one.trace.a, t, i, one.letters) for one in reel],
            key="one_step_map",
            on_click=lambda mark: selection.select(step=int(mark["x"]) - 1, unit=int(mark["y"])),
            minimum_width=minimum_width(len(moment.inputs)),
            focus=(t + 0.5) / len(moment.inputs),
        )
    return Place(t, i, k)


def most_alive(trace: Trace, steps: BackwardTrace) -> tuple[int, int]:
    """Return step and unit, from 0, with the largest |ds| among the units that are not saturated there.

    Steps that have one before and one after them come first, as the first and the last lack a part of the sums.
    """
    ds = np.where(np.abs(trace.a) < UNSATURATED, np.abs(steps.ds), -1.0)
    inner = ds[1:-1] if len(ds) > 2 else ds
    step, unit = np.unravel_index(int(inner.argmax()), inner.shape)
    return int(step) + (len(ds) > 2), int(unit)


def choose_character(moment: Moment, selection: Selection, target: int) -> int:
    """Let the visitor choose an output character, or whichever is right at the step; return its index."""
    visible = moment.run.vocabulary.visible
    chosen = selection.character_in(len(visible))

    def take(character: int) -> None:
        selection.select(character=None if character == RIGHT_ONE else character)

    st.selectbox(
        "Output character",
        range(RIGHT_ONE, len(visible)),
        format_func={RIGHT_ONE: "the target", **dict(enumerate(visible))}.get,
        help="Whose logit and probability are worked out below.",
        **bind("character", RIGHT_ONE if chosen is None else chosen, take, None),
    )
    return target if chosen is None else chosen
