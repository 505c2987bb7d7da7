"""The sidebar: presets, the text, and every setting of the run."""

from __future__ import annotations

import streamlit as st

from rnn.model.parameters import MAXIMUM_RANDOM_SEED
from rnn.runs.link import to_query
from rnn.runs.presets import PRESETS, REMEMBER, Preset, distance_of, is_preset_text, remembering
from rnn.runs.settings import INITIALISATIONS, MAXIMUM_HIDDEN_SIZE, Settings
from rnn.ui.controls.setting_controls import bind_setting, show_problem, show_scale
from rnn.ui.glossary import define
from rnn.ui.lesson.panel import show_panel
from rnn.ui.links import show_link
from rnn.ui.sidebar.text import show_text
from rnn.ui.sidebar.training import show_training
from rnn.ui.sidebar.while_training import show_while_training
from rnn.ui.state import Session, bind

SCALES = (0.0, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
OF_THE_NETWORK = ("hidden_size", "initialisation", "random_seed")
OF_TRAINING = ("learning_rate", "epochs", "optimiser")
DISTANCES = (1, 30)
INITIALISATION_LABELS = {"normal": "initial scale", "scaled": "1/sqrt(H)", "orthogonal": "orthogonal W"}


def show_sidebar(session: Session) -> None:
    """Draw the lesson that is open, if one is, and preset and settings, in a lesson behind a button.

    A change starts a new run, a value that will not do gets a sentence below it.
    """
    with st.sidebar:
        if session.learning.lesson:
            show_panel(session)
            place = st.popover("Settings of this run", icon=":material/tune:")
        else:
            place = st.container()
        with place:
            shows = session.classroom.shows
            if shows("preset"):
                _show_preset(session)
            if shows("text", "target"):
                st.subheader("Text", anchor=False)
                show_text(session)
            if shows(*OF_THE_NETWORK):
                st.subheader("Network", anchor=False)
                _show_network(session)
            if shows(*OF_TRAINING):
                st.subheader("Training", anchor=False)
                show_training(session)
            if shows("schedule"):
                show_while_training(session)
            st.caption(f"{session.player.run.parameters.theta.size:,} parameters. {_where_kept(session.settings)}")


def _show_preset(session: Session) -> None:
    shown = next((preset for preset in PRESETS if session.preset and preset.name == session.preset.name), None)

    def choose(preset: Preset | None) -> None:
        if preset is not None:
            session.choose(preset)

    st.selectbox(
        "Preset",
        PRESETS,
        index=None,
        **bind("preset", shown, choose, None),
        format_func=lambda preset: preset.name,
        placeholder="Your own settings",
        disabled=session.classroom.locks_text,
        help=define("Preset"),
    )
    if session.preset:
        st.caption(session.preset.lesson)
    if session.preset and session.preset.name == REMEMBER.name:
        show_link("pages/backward.py", "See the error fade", ":material/undo:")
    _show_distance(session)


def _show_distance(session: Session) -> None:
    distance = distance_of(session.settings)
    if distance and not session.classroom.locks_text:
        st.slider(
            "Distance to remember",
            *DISTANCES,
            **bind("distance", distance, lambda dots: session.choose(remembering(dots))),
            help="Dots between the first letter of a line and its return.",
        )


def _show_network(session: Session) -> None:
    shows = session.classroom.shows
    if shows("hidden_size"):
        st.slider(
            "Hidden units H",
            1,
            MAXIMUM_HIDDEN_SIZE,
            **bind_setting(session, "hidden_size"),
            help=define("Hidden state"),
        )
    if shows("initialisation"):
        _show_initialisation(session)
    if shows("random_seed"):
        st.number_input(
            "Random seed",
            0,
            MAXIMUM_RANDOM_SEED,
            **bind_setting(session, "random_seed"),
            help=define("Random seed"),
        )
        show_problem(session, "random_seed")


def _show_initialisation(session: Session) -> None:
    st.segmented_control(
        "First weights",
        INITIALISATIONS,
        format_func=INITIALISATION_LABELS.get,
        **bind_setting(session, "initialisation", "default"),
        required=True,
        help=define("Initialisation"),
    )
    if session.settings.initialisation == "normal":
        show_scale(
            session,
            "initial_scale",
            "Initial scale",
            SCALES,
            define("Initial scale"),
        )


def _where_kept(settings: Settings) -> str:
    if "fingerprint" in to_query(settings) and not is_preset_text(settings.text):
        return (
            "The run is in this page's address, all but its long text: that this server keeps for a while, so keep a "
            "copy of it."
        )
    return "The whole run is in this page's address."
