"""The controls of what is written: seed, ways of feeding and choosing, and the buttons that go through its steps."""

from __future__ import annotations

import streamlit as st

from rnn.generation.continuation import PRIMINGS, Step
from rnn.model.parameters import MAXIMUM_RANDOM_SEED
from rnn.session.chosen.generation import HIGHEST_TEMPERATURE, LOWEST_TOP_P
from rnn.session.incremental_generation import AT_ONCE
from rnn.session.moment import Moment
from rnn.session.player import Player
from rnn.session.writing import MAXIMUM_SEED, Writing
from rnn.ui.glossary import define
from rnn.ui.markdown import escaped, plain
from rnn.ui.state import bind, set_value, value_of

PRIMING_LABELS = {"refeed": "twice", "standard": "once"}
LENGTHS = (*range(1, 21), 25, 30, 40, 50, 60, 80, 100, 150, 200, 300, 400, 500, 750, 1000, 1500, 2000)


def show_seed(moment: Moment, writing: Writing) -> None:
    """Draw the field of the seed and the ways to feed it; what will not do gets its sentence below the field."""
    vocabulary = moment.run.vocabulary
    st.text_input(
        "Seed",
        **bind("writing_seed", writing.typed, lambda typed: writing.type_seed(typed, vocabulary)),
        max_chars=MAXIMUM_SEED,
        live=True,
        help=define("Seed"),
    )
    if writing.problem:
        st.error(f"{escaped(writing.problem)} Shown is what follows “{plain(writing.seed)}”.")
        st.button(f"Use “{plain(writing.seed)}”", key="take_back_seed", on_click=writing.take_back)
    st.segmented_control(
        "The last character is read",
        PRIMINGS,
        format_func=PRIMING_LABELS.get,
        **bind("writing_priming", writing.priming, writing.choose_priming, "default"),
        required=True,
        help=define("Priming"),
    )


def show_length(writing: Writing) -> None:
    """Draw how many characters to write."""
    st.select_slider(
        "Characters to write",
        sorted({*LENGTHS, writing.length}),
        format_func="{:,}".format,
        **bind("writing_length", writing.length, writing.choose_length),
    )


def show_progress(player: Player, writing: Writing) -> None:
    """Say how many characters are written, while not all are, with a button that stops the writing."""
    generation = writing.generation
    if generation.is_finished:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.progress(min(1.0, generation.written / writing.length), text=_progress(player, writing))
        if generation.is_stopped:
            st.button("Go on", icon=":material/play_arrow:", key="write_more", on_click=generation.resume)
        else:
            st.button("Stop", icon=":material/stop:", key="write_no_more", on_click=generation.stop)


def show_sampling(moment: Moment, writing: Writing) -> None:
    """Draw how a character is chosen: temperature, top-k and top-p; at temperature 0 the last two change nothing."""
    sampling, K, is_greedy = writing.sampling, len(moment.run.vocabulary), writing.sampling.is_greedy
    st.slider(
        "Temperature τ",
        0.0,
        HIGHEST_TEMPERATURE,
        step=0.1,
        format="%.1f",
        **bind("writing_temperature", sampling.temperature, lambda heat: writing.choose(temperature=heat)),
        help=define("Temperature"),
    )
    st.slider(
        "Top-k: only the k most probable",
        0,
        max(K, 1),
        format="%d",
        disabled=is_greedy,
        **bind("writing_top_k", min(sampling.top_k, K), lambda top_k: writing.choose(top_k=top_k)),
        help=define("Top-k"),
    )
    st.slider(
        "Top-p: the fewest that reach p",
        LOWEST_TOP_P,
        1.0,
        step=0.05,
        format="%.2f",
        disabled=is_greedy,
        **bind("writing_top_p", sampling.top_p, lambda top_p: writing.choose(top_p=top_p)),
        help=define("Top-p"),
    )


def show_sampling_seed(writing: Writing) -> None:
    """Draw the sampling seed, a button for the next one, and whether the random numbers stay when a control changes."""
    is_greedy = writing.sampling.is_greedy
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.number_input(
            "Sampling seed",
            0,
            MAXIMUM_RANDOM_SEED,
            **bind("writing_random_seed", writing.random_seed, writing.choose_random_seed),
            disabled=is_greedy,
            width=130,
            help=define("Sampling seed"),
        )
        st.button("New random numbers", icon=":material/casino:", on_click=writing.draw_again, disabled=is_greedy)
        st.toggle(
            "Keep the random numbers",
            **bind("writing_keeps_random_numbers", writing.keeps_random_numbers, writing.keep_random_numbers),
            disabled=is_greedy,
            help="On: a changed control meets the same random numbers at every step, so that only its own effect is "
            "seen. Off: each change draws new ones.",
        )


def show_steps(writing: Writing) -> None:
    """Draw the buttons that go through the written characters."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button("From the seed", icon=":material/first_page:", on_click=writing.show, args=(0,))
        st.button(
            "Previous character",
            icon=":material/chevron_left:",
            on_click=writing.step,
            args=(-1,),
            shortcut="Shift+Left",
        )
        st.button(
            "Next character",
            icon=":material/chevron_right:",
            on_click=writing.step,
            args=(1,),
            shortcut="Shift+Right",
        )
        if writing.is_moving:
            st.button("Hold", icon=":material/front_hand:", key="hold", on_click=writing.hold)
        else:
            st.button("Write on", icon=":material/edit:", key="write_on", on_click=writing.play)
        st.button("To the end", icon=":material/last_page:", on_click=writing.show, args=(writing.length - 1,))


def show_taking(moment: Moment, writing: Writing, step: Step) -> None:
    """Draw the list from which another character is taken, for those who cannot click a bar, and the way back."""
    vocabulary = moment.run.vocabulary
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
            args=(moment, writing, step),
        )
        st.button(
            "Undo my choices", icon=":material/undo:", on_click=writing.undo_choices, disabled=not writing.user_chosen
        )


def take_bar(moment: Moment, writing: Writing, step: Step, bar: dict) -> None:
    """Take the character whose bar was clicked, at the step that was shown; other marks are no characters."""
    vocabulary, index = moment.run.vocabulary, bar["customdata"]
    if index is not None and 0 <= index < len(vocabulary):
        writing.take(step, vocabulary.characters[index], vocabulary)


def _take_from_list(moment: Moment, writing: Writing, step: Step) -> None:
    if (index := value_of("taken_character")) is not None:
        take_bar(moment, writing, step, {"customdata": index})
        set_value("taken_character", None)


def _progress(player: Player, writing: Writing) -> str:
    generation = writing.generation
    words = f"Written {generation.written:,} of {writing.length:,}"
    waits = player.is_moving and not generation.is_finished
    return words + (f": the first {AT_ONCE} while the film plays" if waits else "")
