"""What a visitor chooses on more than one page: a window of a long text, and in it a step, and a hidden unit."""

from __future__ import annotations

from functools import partial

import streamlit as st

from rnn.session.chosen.choices import Choices
from rnn.session.chosen.selection import Selection
from rnn.session.player import Player
from rnn.ui.state import bind, bind_choice

MOST_SLID = 100  # windows


def choose_window(player: Player) -> None:
    """Let the visitor slide over a long text, window by window; nothing where one window holds it all.

    Where there are too many for the hand to find one on a slider, their numbers can be typed too.
    """
    windows, shown = player.run.windows, player.view.window + 1
    if windows.count == 1:
        return
    look = partial(_look, player)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.slider(
            "Window of the text",
            1,
            windows.count,
            help=f"The network is trained on windows of {windows.length} steps. The pictures unroll one of them, in "
            "the state that the text before it leaves.",
            **bind("window_shown", shown, look),
        )
        if windows.count > MOST_SLID:
            label = "Window of the text, by its number"
            typed = bind("window_typed", shown, look)
            st.number_input(label, 1, windows.count, label_visibility="collapsed", width=150, **typed)


def _look(player: Player, number: int) -> None:
    player.look_at(number - 1)


def choose_one(choices: Choices, name: str, labels: dict, label: str, **more) -> str:
    """Let the visitor choose one of a few, drawn side by side; return it.

    name    of the choice in `choices`      labels  what is shown for each of its values
    """
    bound = bind_choice(choices, name, "default", labels)
    return st.segmented_control(label, list(labels), format_func=labels.get, required=True, **bound, **more)


def choose_first_step(choices: Choices, steps: int, columns: int) -> int:
    """Let the visitor slide so many columns over a longer window of steps; return the first step shown, from 0."""
    if steps <= columns:
        return 0
    first = min(choices["first_step"] - 1, steps - columns)

    def take(step: int) -> None:
        choices["first_step"] = step + 1

    return st.slider("First step shown", 0, steps - columns, **bind("first_step", first, take))


def choose_step(selection: Selection, letters: list[str], at_first: int = 0) -> int:
    """Let the visitor choose a step of the window, shown as its number from 1 and its character; return it from 0.

    letters   the window's characters      at_first  the step to begin at if the visitor has not chosen one yet
    """
    step = selection.step_in(len(letters), at_first)
    return st.select_slider(
        "Step t",
        range(len(letters)),
        format_func=lambda t: f"{t + 1} · {letters[t]}" if t < len(letters) else f"{t + 1}",  # of a longer text's too
        **bind("step", step, lambda t: selection.select(step=t)),
    )


def choose_unit(selection: Selection, hidden_size: int, at_first: int = 0) -> int:
    """Let the visitor choose a hidden unit, `at_first` if they have not yet; return its index, from 0."""
    unit = selection.unit_in(hidden_size, at_first)
    if hidden_size == 1:
        return 0
    return st.slider("Hidden unit", 0, hidden_size - 1, **bind("unit", unit, lambda i: selection.select(unit=i)))
