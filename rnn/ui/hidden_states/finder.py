"""Which hidden units correlate with a feature of the text: the choice of the feature, the ranking, the best unit."""

from __future__ import annotations

from functools import partial

import numpy as np
import streamlit as st

from rnn.analysis.unit_correlations import UnitCorrelation, find_units
from rnn.figures.unit_ranking import unit_ranking_figure
from rnn.session.chosen.choices import FEATURE_NAMES, OF_A_CHARACTER, Choices
from rnn.session.chosen.selection import Selection
from rnn.session.film.reel import Reel
from rnn.session.moment import Moment
from rnn.text.features import Feature, follows, is_one
from rnn.text.numbers import signed
from rnn.text.vocabulary import visible
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.components.words import show_words
from rnn.ui.controls.passage_place import characters_of
from rnn.ui.markdown import escaped
from rnn.ui.state import bind, bind_choice

STEPS_BEFORE = 400  # that are looked at too, to know how far into its line or its quotation the passage begins
FEW_STEPS = 200
LABELS = {name: feature.name for name, feature in FEATURE_NAMES.items()} | dict(
    zip(OF_A_CHARACTER, ("a character of your choice", "right after a character"), strict=True)
)
AT_FIRST = {True: "white-space", False: "vowel"}


def show_finder(reel: Reel, selection: Selection, choices: Choices, unit: int) -> None:
    """Let the visitor choose a feature, and draw the correlations; a click on a bar chooses its unit."""
    feature, name = choose_feature(reel.now, choices)
    measured = _measured(reel.now, feature)
    found = [find_units(moment.passage_trace.a, measured) for moment in reel]
    live_plotly(
        [unit_ranking_figure(correlation, name, unit) for correlation in found],
        "unit_ranking",
        lambda click: selection.select(unit=click["x"]),
    )
    show_words([_in_words(correlation, feature, name) for correlation in found], "correlation")
    n = len(reel.now.view.passage)
    st.caption(
        f"Over {n} steps units correlate with much by chance: a longer text, such as the preset “Names, one a line”, "
        "shows more."
        if n < FEW_STEPS
        else f"Measured over the {n:,} steps shown."
    )


def choose_feature(moment: Moment, choices: Choices) -> tuple[Feature, str]:
    """Let the visitor choose what a unit is to go with; return it, and its name."""
    characters = moment.run.vocabulary.characters
    at_first = AT_FIRST[" " in characters]
    left, right = st.columns(2)
    with left:
        name = st.selectbox(
            "Feature of the text",
            LABELS,
            format_func=LABELS.get,
            **bind("feature", choices["feature"] or at_first, partial(choices.__setitem__, "feature"), None),
        )
    with right:
        character = st.selectbox(
            "Character",
            characters,
            format_func=visible,
            disabled=name not in OF_A_CHARACTER,
            **bind_choice(choices, "feature_character", None, characters),
        )
    if name not in OF_A_CHARACTER:
        return FEATURE_NAMES[name], LABELS[name]
    if name == OF_A_CHARACTER[0]:
        return is_one(character), f"the character {visible(character)}"
    return follows(character), f"right after {visible(character)}"


def _measured(moment: Moment, feature: Feature) -> np.ndarray:
    """Return the feature of each step of the passage; a little of the text before it is looked at too."""
    passage, inputs = moment.view.passage, moment.run.windows.inputs
    begin = max(0, passage.first - STEPS_BEFORE)
    return feature.measure(characters_of(moment.run, inputs[begin : passage.first + len(passage)]))[
        passage.first - begin :
    ]


def _in_words(correlation: UnitCorrelation, feature: Feature, name: str) -> str:
    if correlation.is_constant:
        return f"**{escaped(name)}**: the same at every step shown, so no unit correlates with it."
    best = correlation.best
    r, has, has_not = (
        values[best] for values in (correlation.correlations, correlation.with_feature, correlation.without_feature)
    )
    where = ("in its upper half", "in its lower") if feature.is_number else ("where it is so", "elsewhere")
    return (
        f"**{escaped(name)}**: unit **{best}** correlates with it most, r = **{signed(r)}**. Its mean activation is "
        f"**{signed(has)}** {where[0]} and **{signed(has_not)}** {where[1]}."
    )
