"""The text to learn: typed, pasted or uploaded, how it is cleaned, and what is held out of it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from rnn.runs.settings import MAXIMUM_HELD_OUT, TARGETS, Settings
from rnn.session.text_input import LONGEST_TYPED
from rnn.text.intake import MAXIMUM_CHARACTERS
from rnn.text.vocabulary import visible
from rnn.ui.controls.setting_controls import bind_setting, show_problem
from rnn.ui.markdown import escaped
from rnn.ui.state import Session, bind, bind_fold, value_of

TARGET_LABELS = {"copy": "copy", "next": "next character"}
BEGINNING = 120


def show_text(session: Session) -> None:
    """Draw the text and what is asked of the network at each step."""
    is_locked, shows = session.classroom.locks_text, session.classroom.shows
    if shows("text"):
        _show_field(session, is_locked)
        with st.container():  # of its own, so that what is below keeps its place when a sentence comes or goes
            show_problem(session, "text")
            if not is_locked:
                _show_fit(session)
        if not is_locked:
            _show_ways_in(session)
    if shows("target"):
        _show_target(session)


def _show_target(session: Session) -> None:
    st.segmented_control(
        "Target at each step",
        TARGETS,
        format_func=TARGET_LABELS.get,
        **bind_setting(session, "target", "default"),
        required=True,
        help="What the network is asked to say after each character: that same character (the notebook's task), "
        "or the one that follows it (a language model's).",
    )
    show_problem(session, "target")


def describe(settings: Settings) -> str:
    """Say in Markdown how long a text is, how many characters it has, and how it begins."""
    characters = settings.characters
    beginning = "".join(" " if character == " " else visible(character) for character in characters[:BEGINNING])
    more = "…" if len(characters) > BEGINNING else ""
    return f"**{len(characters):,} characters**, {len(settings.vocabulary)} different: “{escaped(beginning)}{more}”"


def _show_field(session: Session, is_locked: bool) -> None:
    text = session.settings.text
    is_short = len(text) <= LONGEST_TYPED
    if not is_short:
        st.caption(describe(session.settings))
    to_be_mended = session.refused.get("text")
    shown = to_be_mended if to_be_mended is not None else text if is_short else ""
    st.text_area(
        "Text to learn" if is_short else "Another text",
        **bind("text", shown, partial(_take_typed, session)),
        height=80,
        placeholder="Type or paste a text",
        disabled=is_locked,
        help="The text of this link is fixed."
        if is_locked
        else f"What the network is trained on, up to {MAXIMUM_CHARACTERS:,} characters. They make up its vocabulary.",
    )


def _show_fit(session: Session) -> None:
    """Say how the text was cleaned and which settings go with it, with a button that undoes or recommends them."""
    for sentence in session.text_input.sentences(session.settings):
        st.caption(escaped(sentence))
    if session.text_input.before(session.settings):
        st.button(
            "Undo",
            key="undo_recommendation",
            icon=":material/undo:",
            on_click=session.undo_recommendation,
            help="Learn the same text with the settings from before, as far as they fit it.",
        )
    elif session.has_chosen_settings:
        st.button(
            "Recommended settings",
            icon=":material/auto_fix_high:",
            on_click=session.take_recommendation,
            help="Learn this text to be continued, with a size, an optimiser and a rate that fit its length.",
        )


def _show_ways_in(session: Session) -> None:
    def take_file() -> None:
        file = value_of("upload")
        session.take_text(file.getvalue()) if file else session.drop_refused_text()

    more = st.expander("Upload, clean, hold out", **bind_fold(session.choices, "text_fold"))
    if not more.open:
        return
    with more:
        st.file_uploader(
            "A text file, up to 1 MB",
            key="upload",
            on_change=take_file,
            help=f"Plain text in UTF-8, such as a .txt file, of up to {MAXIMUM_CHARACTERS:,} characters.",
        )
        _show_cleaning(session)
        st.slider(
            "Share held out",
            0.0,
            MAXIMUM_HELD_OUT,
            step=0.05,
            format="percent",
            **bind_setting(session, "held_out"),
            help="The end of the text, which the network is not trained on. Train then shows the loss on it.",
        )
    show_problem(session, "held_out")


def _show_cleaning(session: Session) -> None:
    given = session.text_input
    st.toggle(
        "Lower case",
        **bind("lower_case", given.is_lower_case, lambda is_on: session.clean_text(is_on, given.collapses_spaces)),
    )
    st.toggle(
        "Collapse white space",
        **bind("collapse_spaces", given.collapses_spaces, partial(session.clean_text, given.is_lower_case)),
        help="One space instead of several, one blank line instead of several, none at the ends of lines.",
    )


def _take_typed(session: Session, typed: str) -> None:
    if not typed and len(session.settings.text) > LONGEST_TYPED:  # the field of a long text is empty, its text is not
        session.drop_refused_text()
    else:
        session.take_text(typed)
