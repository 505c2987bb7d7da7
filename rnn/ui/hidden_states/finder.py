"""Which hidden units tell something about the text: the choice of what, the units ranked, and the best one in words."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnn.analysis.unit_correlations import UnitCorrelation, find_units
from rnn.figures.kit.numbers import signed
from rnn.figures.unit_ranking import unit_ranking_figure
from rnn.text.features import FEATURES, Feature, follows, is_one
from rnn.text.vocabulary import visible
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.controls.passage_place import characters_of
from rnn.ui.markdown import escaped
from rnn.ui.state import Session, set_value, value_of

STEPS_BEFORE = 400  # that are looked at too, to know how far into its line or its quotation the passage begins
FEW_STEPS = 200
CHARACTER_FEATURES = {"a character of your choice": is_one, "right after a character": follows}
NAMES = [*(feature.name for feature in FEATURES), *CHARACTER_FEATURES]
AT_FIRST = {True: "white space", False: "vowel"}


def show_finder(session: Session, unit: int) -> None:
    """Let the visitor choose a feature, and draw how well the units tell it; a click on a bar chooses its unit."""
    feature, name = choose_feature(session)
    correlation = find_units(session.player.moment.passage_trace.a, _measured(session, feature))
    st.markdown(_in_words(correlation, feature, name))
    live_plotly(
        unit_ranking_figure(correlation, name, unit), "unit_ranking", lambda click: set_value("unit", click["x"])
    )
    n = len(session.player.view.passage)
    st.caption(
        f"Of {n} steps much goes together by luck alone: a longer text (in the sidebar, such as “Names, one a line”) "
        "tells more."
        if n < FEW_STEPS
        else f"Worked out over the {n:,} steps that are shown."
    )


def choose_feature(session: Session) -> tuple[Feature, str]:
    """Let the visitor choose what a unit is to tell; return it, and its name in words."""
    characters = session.player.run.vocabulary.characters
    left, right = st.columns(2)
    with left:
        has_spaces = " " in characters
        name = st.selectbox(
            "Find units that tell", NAMES, NAMES.index(AT_FIRST[has_spaces]), key="feature", persist_state="session"
        )
    with right:
        standing = value_of("feature_character")
        character = st.selectbox(
            "Character",
            characters,
            characters.index(standing) if standing in characters else 0,
            format_func=visible,
            key="feature_character",
            disabled=name not in CHARACTER_FEATURES,
            persist_state="session",
        )
    if name not in CHARACTER_FEATURES:
        return next(feature for feature in FEATURES if feature.name == name), name
    words = {is_one: f"the character {visible(character)}", follows: f"right after {visible(character)}"}
    return CHARACTER_FEATURES[name](character), words[CHARACTER_FEATURES[name]]


def _measured(session: Session, feature: Feature) -> np.ndarray:
    """Return the feature of each step of the passage; a little of the text before it is looked at too."""
    passage, inputs = session.player.view.passage, session.player.run.windows.inputs
    begin = max(0, passage.first - STEPS_BEFORE)
    return feature.measure(characters_of(session, inputs[begin : passage.first + len(passage)]))[
        passage.first - begin :
    ]


def _in_words(correlation: UnitCorrelation, feature: Feature, name: str) -> str:
    if correlation.is_constant:
        return f"**{escaped(name)}**: that is the same at every step shown, so no unit can tell it."
    best = correlation.best
    r, has, has_not = (
        values[best] for values in (correlation.correlations, correlation.with_feature, correlation.without_feature)
    )
    where = ("in its upper half", "in its lower") if feature.is_number else ("where it is so", "elsewhere")
    return (
        f"**{escaped(name)}**: unit **{best}** tells it best, r = **{signed(r)}**. On average its activation is "
        f"**{signed(has)}** {where[0]} and **{signed(has_not)}** {where[1]}."
    )
