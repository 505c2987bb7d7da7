"""Where the worksheet is filled in: the step, the hidden unit and the output character that the visitor chose."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from rnn.figures.kit.axes import minimum_width
from rnn.figures.worksheet import map_figure
from rnn.session.chosen.selection import Selection
from rnn.session.moment import Moment
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.controls.choices import choose_step, choose_unit
from rnn.ui.state import bind

RIGHT_ONE = -1
FIRST_STEP_SHOWN = 6  # step 7: it has a state before it and errors after it, as the first and the last have not


class Place(NamedTuple):
    """A step, a hidden unit and an output character, all from 0, as `fill_worksheet` takes them."""

    t: int
    i: int
    k: int


def choose_place(moment: Moment, selection: Selection) -> Place:
    """Let the visitor choose step, unit and character by controls, or step and unit by a click on the map."""
    left, middle, right = st.columns(3)
    with left:
        t = choose_step(selection, moment.letters, at_first=FIRST_STEP_SHOWN)
    with middle:
        i = choose_unit(selection, moment.run.settings.hidden_size)
    with right:
        k = choose_character(moment, selection, int(moment.targets[t]))
    live_plotly(
        map_figure(moment.trace.a, t, i, moment.letters),
        key="one_step_map",
        on_click=lambda mark: selection.select(step=int(mark["x"]) - 1, unit=int(mark["y"])),
        minimum_width=minimum_width(len(moment.inputs)),
    )
    return Place(t, i, k)


def choose_character(moment: Moment, selection: Selection, target: int) -> int:
    """Let the visitor choose an output character, or whichever is right at the step; return its index."""
    visible = moment.run.vocabulary.visible
    chosen = selection.character_in(len(visible))

    def take(character: int) -> None:
        selection.select(character=None if character == RIGHT_ONE else character)

    st.selectbox(
        "Output character",
        range(RIGHT_ONE, len(visible)),
        format_func={RIGHT_ONE: "the right one at this step", **dict(enumerate(visible))}.get,
        help="Whose logit and probability are worked out below.",
        **bind("character", RIGHT_ONE if chosen is None else chosen, take, None),
    )
    return target if chosen is None else chosen
