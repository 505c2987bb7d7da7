"""What a visitor chooses on more than one page: a step, a unit, where a long text is shown from."""

from __future__ import annotations

import streamlit as st

from rnn.ui.state import Session, bound_to, reject_stale_value, set_value, value_of, was_just_set

MOST_SLID = 100  # windows


def choose_window(session: Session) -> None:
    """Let the visitor slide over a long text, window by window; nothing where one window holds it all.

    Where there are too many for the hand to tell apart on a slider, their numbers can be typed too.
    """
    windows, view = session.player.run.windows, session.player.view
    if windows.count == 1:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.slider(
            "Window of the text",
            1,
            windows.count,
            on_change=_look,
            args=(session, "window_shown"),
            help=f"The network is trained on windows of {windows.length} steps. The pictures unroll one of them, in "
            "the state that the text before it leaves.",
            **bound_to("window_shown", view.window + 1),
        )
        if windows.count > MOST_SLID:
            st.number_input(
                "Window of the text, by its number",
                1,
                windows.count,
                on_change=_look,
                args=(session, "window_typed"),
                label_visibility="collapsed",
                width=150,
                **bound_to("window_typed", view.window + 1),
            )


def _look(session: Session, name: str) -> None:
    if not reject_stale_value(name):
        session.player.look_at(value_of(name) - 1)
        session.is_address_due = True


def choose_first_step(session: Session, columns: int) -> int:
    """Let the visitor slide a window of so many steps over a longer text; return its first step, from 0."""
    steps = session.settings.window_steps
    if steps <= columns:
        return 0
    last = steps - columns
    set_value("first_step", min(value_of("first_step", 0), last))
    return st.slider("First step shown", 0, last, key="first_step", persist_state="session")


def choose_step(session: Session, at_first: int = 0) -> int:
    """Let the visitor choose a step of the text, shown as its number from 1 and its character; return it from 0.

    at_first  where it stands if the visitor has not chosen yet
    """
    text = session.player.moment.letters
    reject_stale_value("step")
    step = min(value_of("step", at_first), len(text) - 1)
    return st.select_slider(
        "Step t",
        range(len(text)),
        format_func=lambda t: f"{t + 1} · {text[t]}" if t < len(text) else f"{t + 1}",  # asked of a longer text's too
        persist_state="session",
        **_standing("step", step),
    )


def choose_unit(session: Session) -> int:
    """Let the visitor choose a hidden unit; return its index, from 0."""
    last = session.settings.hidden_size - 1
    reject_stale_value("unit")
    unit = min(value_of("unit", 0), last)
    if last == 0:
        return 0
    return st.slider("Hidden unit", 0, last, persist_state="session", **_standing("unit", unit))


def _standing(name: str, value: int) -> dict:
    """Return what `stand_at` does, but no default just after a click has set the control: Streamlit wants none then."""
    standing = bound_to(name, value)
    return {"key": name} if was_just_set(name) else standing
