"""What a visitor chooses on more than one page: a window of a long text, and in it a step, and a hidden unit."""

from __future__ import annotations

import streamlit as st

from rnn.ui.state import Session, bind, bind_choice

MOST_SLID = 100  # windows


def choose_window(session: Session) -> None:
    """Let the visitor slide over a long text, window by window; nothing where one window holds it all.

    Where there are too many for the hand to find one on a slider, their numbers can be typed too.
    """
    windows, shown = session.player.run.windows, session.player.view.window + 1

    def look(number: int) -> None:
        session.player.look_at(number - 1)
        session.is_address_due = True

    if windows.count == 1:
        return
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
            st.number_input(
                "Window of the text, by its number",
                1,
                windows.count,
                label_visibility="collapsed",
                width=150,
                **bind("window_typed", shown, look),
            )


def choose_one(session: Session, name: str, labels: dict, label: str, **more) -> str:
    """Let the visitor choose one of a few, drawn side by side; return it.

    name    of the choice in `session.choices`      labels  what is shown for each of its values
    """
    return st.segmented_control(
        label,
        list(labels),
        format_func=labels.get,
        required=True,
        **bind_choice(session, name, "default", labels),
        **more,
    )


def choose_first_step(session: Session, columns: int) -> int:
    """Let the visitor slide a window of so many steps over a longer text; return its first step, from 0."""
    steps = session.settings.window_steps
    if steps <= columns:
        return 0
    first = min(session.choices["first_step"] - 1, steps - columns)

    def take(step: int) -> None:
        session.choose_on_page("first_step", step + 1)

    return st.slider("First step shown", 0, steps - columns, **bind("first_step", first, take))


def choose_step(session: Session, at_first: int = 0) -> int:
    """Let the visitor choose a step of the window, shown as its number from 1 and its character; return it from 0.

    at_first  the step to begin at if the visitor has not chosen one yet
    """
    text = session.player.moment.letters
    step = session.selection.step_in(len(text), at_first)
    return st.select_slider(
        "Step t",
        range(len(text)),
        format_func=lambda t: f"{t + 1} · {text[t]}" if t < len(text) else f"{t + 1}",  # asked of a longer text's too
        **bind("step", step, lambda t: session.select(step=t)),
    )


def choose_unit(session: Session) -> int:
    """Let the visitor choose a hidden unit; return its index, from 0."""
    H = session.settings.hidden_size
    unit = session.selection.unit_in(H)
    if H == 1:
        return 0
    return st.slider("Hidden unit", 0, H - 1, **bind("unit", unit, lambda i: session.select(unit=i)))
