"""The one place that keeps a visitor's state from one run of a script to the next: session and controls."""

from __future__ import annotations

from secrets import token_hex
from time import monotonic
from typing import Any

import streamlit as st

from rnn.session.session import Session

ECHO_SECONDS = 1.0


_NOTHING = object()


def current_session() -> Session:
    """Return the visitor's session; it is made on their first visit."""
    if "session" not in st.session_state:
        st.session_state["session"] = Session(st.query_params.to_dict())
    return st.session_state["session"]


def is_moving() -> bool:
    """Tell whether the visitor's film is playing, or on its way somewhere."""
    return "session" in st.session_state and st.session_state["session"].player.is_moving


def value_of(name: str, default: Any = None) -> Any:
    """Return the value of a control, by its key."""
    return st.session_state.get(name, default)


def set_value(name: str, value: Any) -> None:
    """Set the value of a control, by its key. To be done before the control is drawn, or in a callback."""
    before = st.session_state.get(name, _NOTHING)
    if before is _NOTHING or before != value:
        st.session_state[name] = value
        st.session_state.setdefault("replaced", {})[name] = (before, value, monotonic())


def bound_to(name: str, value: Any, argument: str = "value") -> dict[str, Any]:
    """Return the arguments that give a control its key and let it stand at a value; `argument` names its default.

    What `remember` sets is told to the browser in one drawing alone. A control that is not there yet for that one, as
    in the folded sidebar of a phone, would stand at its default, and that come back as if the visitor had chosen it.
    So would a slider over other options than before, when a tick still brings along one that is none any more.
    """
    if value_of(name, value) != value:
        set_value(name, value)
    return {"key": name, argument: value}


def was_just_set(name: str) -> bool:
    """Tell whether `remember` gave the control its value within the last second."""
    return _just_set(name) is not None


def reject_stale_value(name: str) -> bool:
    """Set a control back to what `remember` gave it, if the browser has just sent what stood there before; tell if so.

    While the film plays, the browser asks for a redraw several times a second and sends the value of every control
    along. A request that left before a new value got there brings the old one back, as if the visitor had chosen it.
    """
    replaced = _just_set(name)
    if replaced is None or st.session_state.get(name, _NOTHING) != replaced[0]:
        return False
    st.session_state[name] = replaced[1]
    return True


def clicked(key: str, trigger: str = "clicked") -> Any:
    """Return what a component of ours has just reported, in the callback of that trigger."""
    return st.session_state[key][trigger]


def is_new(key: str, at: float) -> bool:
    """Tell whether a click on this component, made at that time, has not been taken yet.

    The browser may report one click twice, where the clock asks for a redraw in the moment that it is on its way.
    """
    taken = st.session_state.setdefault("clicks_taken", {})
    is_repeated = taken.get(key) == at
    taken[key] = at
    return not is_repeated


def number_of_drawing(key: str, shown: Any) -> tuple[str, int]:
    """Return the session's name, and a number that is higher the later a component began to show what it shows.

    key    the component's own
    shown  what it shows; as long as that stays the same, so does the number
    """
    drawings = st.session_state.setdefault("drawings", {})
    if key not in drawings or drawings[key][0] != shown:
        drawings[key] = shown, st.session_state.setdefault("drawings_counted", 0)
        st.session_state["drawings_counted"] += 1
    return st.session_state.setdefault("session_name", token_hex(4)), drawings[key][1]


def come_in() -> None:
    """Note that this run of the script came through the door."""
    st.session_state["came_in"] = True


def has_come_in() -> bool:
    """Tell whether this run of the script came through the door; the next one has to come in anew."""
    return st.session_state.pop("came_in", False)


def _just_set(name: str) -> tuple[Any, Any] | None:
    """Return what stood in a control and what `remember` put there, if it did so within the last second."""
    before, value, at = st.session_state.get("replaced", {}).get(name, (_NOTHING, None, 0.0))
    return (before, value) if monotonic() - at <= ECHO_SECONDS else None
