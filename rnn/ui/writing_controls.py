"""The controls of what is written: seed, ways of feeding and choosing, and the buttons that go through its steps."""

from __future__ import annotations

import streamlit as st

from rnn.generation import PRIMINGS, Step
from rnn.settings import MAXIMUM_RANDOM_SEED
from rnn.ui.session import Session, recall, remember, stand_at, undo_echo
from rnn.ui.wording import escaped, plain
from rnn.ui.writing import LONGEST_WRITING, MAXIMUM_SEED

PRIMING_LABELS = {"refeed": "As the notebook: last letter twice", "standard": "Each letter once"}
HOTTEST = 2.0


def show_seed(session: Session) -> None:
    """Draw the field of the seed and the ways to feed it; what will not do gets its sentence below the field."""
    writing = session.writing
    left, right = st.columns([4, 5])
    with left:
        st.text_input(
            "Seed",
            **stand_at("writing_seed", writing.typed),
            max_chars=MAXIMUM_SEED,
            live=True,
            on_change=_type_seed,
            args=(session,),
            help="The network reads it, then goes on. It is checked as you type.",
        )
        with st.container():
            if writing.problem:
                st.error(f"{escaped(writing.problem)} Shown is what follows “{plain(writing.seed)}”.")
                st.button(f"Use “{plain(writing.seed)}”", key="take_back_seed", on_click=writing.take_back)
    with right:
        st.segmented_control(
            "Feeding the seed",
            PRIMINGS,
            format_func=PRIMING_LABELS.get,
            **stand_at("writing_priming", writing.priming, "default"),
            required=True,
            on_change=_take_over,
            args=("writing_priming", writing.choose_priming),
            help="The notebook reads the seed, then feeds its last letter once more as the first current letter.",
        )


def show_dials(session: Session) -> None:
    """Draw length, temperature and the seed of the dice."""
    writing = session.writing
    length, temperature, dice = st.columns(3)
    with length:
        st.slider("Characters to write", 1, LONGEST_WRITING, **stand_at("writing_length", writing.length),
                  on_change=_take_over, args=("writing_length", writing.choose_length))  # fmt: skip
    with temperature:
        st.slider("Temperature", 0.0, HOTTEST, step=0.1, format="%.1f",
                  **stand_at("writing_temperature", writing.temperature),
                  on_change=_take_over, args=("writing_temperature", writing.choose_temperature),
                  help="0: always the most likely character (greedy). Above 0 a dice chooses: low temperatures favour "
                  "the likely characters, high ones make all alike.")  # fmt: skip
    with dice:
        st.number_input("Seed of the dice", 0, MAXIMUM_RANDOM_SEED, **stand_at("writing_dice", writing.random_seed),
                        disabled=writing.temperature == 0,
                        on_change=_take_over, args=("writing_dice", writing.choose_dice),
                        help="The same number throws the same dice again, step by step. At temperature 0 none is "
                        "thrown.")  # fmt: skip


def show_steps(session: Session) -> None:
    """Draw the buttons that go through the written characters."""
    writing = session.writing
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button("From the seed", icon=":material/first_page:", on_click=writing.show, args=(0,))
        st.button("Previous character", icon=":material/chevron_left:", on_click=writing.step_by,
                  args=(-1,), shortcut="Shift+Left")  # fmt: skip
        st.button("Next character", icon=":material/chevron_right:", on_click=writing.step_by,
                  args=(1,), shortcut="Shift+Right")  # fmt: skip
        if writing.is_moving:
            st.button("Hold", icon=":material/front_hand:", key="hold", on_click=writing.hold)
        else:
            st.button("Write on", icon=":material/edit:", key="write_on", on_click=writing.move)
        st.button("All", icon=":material/last_page:", on_click=writing.show, args=(writing.length - 1,))


def show_taking(session: Session, step: Step) -> None:
    """Draw the list from which another character is taken, for those who cannot click a bar, and the way back."""
    writing, vocabulary = session.writing, session.player.run.vocabulary
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(
            "Take another character",
            range(len(vocabulary)),
            index=None,
            format_func=vocabulary.visible.__getitem__,
            placeholder="Take another character",
            label_visibility="collapsed",
            key="taken_character",
            width=260,
            on_change=_take_from_list,
            args=(session, step),
        )
        st.button("Undo my choices", icon=":material/undo:", on_click=writing.undo_choices,
                  disabled=not writing.forced)  # fmt: skip


def take_bar(session: Session, step: Step, bar: dict) -> None:
    """Take the character whose bar was clicked, at the step that was shown."""
    vocabulary = session.player.run.vocabulary
    index = round(bar["x"])
    if 0 <= index < len(vocabulary):
        session.writing.take(step, vocabulary.characters[index], vocabulary)


def _type_seed(session: Session) -> None:
    if not undo_echo("writing_seed"):
        session.writing.type_seed(recall("writing_seed"), session.player.run.vocabulary)


def _take_from_list(session: Session, step: Step) -> None:
    if (index := recall("taken_character")) is not None:
        take_bar(session, step, {"x": index})
        remember("taken_character", None)


def _take_over(key: str, choose) -> None:
    if not undo_echo(key):
        choose(recall(key))
