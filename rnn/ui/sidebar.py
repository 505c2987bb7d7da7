"""The sidebar: presets, and every setting of the run."""

from __future__ import annotations

import streamlit as st

from rnn.presets import PRESETS
from rnn.settings import MAXIMUM_HIDDEN_SIZE, MAXIMUM_RANDOM_SEED, MAXIMUM_TEXT, TARGETS
from rnn.ui.session import Session, stand_at

RATES = (0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
SCALES = (0.0, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
LENGTHS = (100, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)
TARGET_LABELS = {"copy": "copy", "next": "next character"}


def show_sidebar(session: Session) -> None:
    """Draw preset and settings; a change starts a new run, a value that will not do gets a sentence below it."""
    with st.sidebar:
        _show_preset(session)
        _show_task(session)
        _show_network(session)
        st.caption(f"{session.player.run.parameters.theta.size:,} parameters. The whole run is in this page's address.")


def _show_preset(session: Session) -> None:
    standing = stand_at("preset", session.preset)
    preset = standing.pop("value", None)
    st.selectbox(
        "Preset",
        PRESETS,
        index=PRESETS.index(preset) if preset else None,
        format_func=lambda preset: preset.name,
        placeholder="Your own settings",
        **standing,
        on_change=session.choose_preset,
        help="Runs worth starting from. Change anything below to make it your own.",
    )
    if session.preset:
        st.caption(session.preset.lesson)


def _show_task(session: Session) -> None:
    st.text_area(
        "Text to learn",
        **_standing(session, "text"),
        height=80,
        on_change=session.change,
        args=("text",),
        help=f"The characters that the network is trained on, {MAXIMUM_TEXT} at most. Its vocabulary is made of them.",
    )
    _show_problem(session, "text")
    st.segmented_control(
        "Target at each step",
        TARGETS,
        format_func=TARGET_LABELS.get,
        **_standing(session, "target", "default"),
        required=True,
        on_change=session.change,
        args=("target",),
        help="What the network is asked to say after each character: that same character (the notebook's task), "
        "or the one that follows it (a language model's).",
    )
    _show_problem(session, "target")


def _show_network(session: Session) -> None:
    st.slider(
        "Hidden units H",
        1,
        MAXIMUM_HIDDEN_SIZE,
        **_standing(session, "hidden_size"),
        on_change=session.change,
        args=("hidden_size",),
        help="The size of the state a, the network's only memory.",
    )
    _show_scale(session, "learning_rate", "Learning rate", RATES, "How far each update follows the gradient.")
    _show_scale(
        session,
        "initial_scale",
        "Initial scale",
        SCALES,
        "Standard deviation of the first W, U and V; biases start at 0.",
    )
    st.number_input(
        "Random seed",
        0,
        MAXIMUM_RANDOM_SEED,
        **_standing(session, "random_seed"),
        on_change=session.change,
        args=("random_seed",),
        help="What the first weights are drawn from. The same seed always gives the same run.",
    )
    _show_problem(session, "random_seed")
    _show_scale(
        session, "epochs", "Length of the film", LENGTHS, "Epochs of training from the first frame to the last."
    )


def _show_scale(session: Session, name: str, label: str, grid: tuple, help_text: str) -> None:
    value = getattr(session.settings, name)
    st.select_slider(
        label,
        sorted({*grid, value}),
        format_func=lambda number: f"{number:,}" if isinstance(number, int) else f"{number:g}",
        **_standing(session, name),
        on_change=session.change,
        args=(name,),
        help=help_text,
    )
    _show_problem(session, name)


def _standing(session: Session, name: str, argument: str = "value") -> dict:
    """Let the control stand at the run's own value, unless what the visitor typed there is still to be mended."""
    if name in session.problems:
        return {"key": name}
    return stand_at(name, getattr(session.settings, name), argument)


def _show_problem(session: Session, name: str) -> None:
    if name in session.problems:
        st.error(f"{session.problems[name]} The run stays as it was.")
