"""The one place that keeps a visitor's state from one run of a script to the next: session and controls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import count
from secrets import token_hex
from time import monotonic
from typing import Any, NamedTuple

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from rnn.session.chosen.choices import Choices
from rnn.session.session import Session

ECHO_SECONDS = 1.0


_NOTHING = object()


class Drawings(NamedTuple):
    """The drawings of a visitor's components: the session's name, numbers to come, {key: (what it shows, number)}."""

    session_name: str
    numbers: Iterator[int]
    last: dict[str, tuple[Any, int]]


def current_session() -> Session:
    """Return the visitor's session; it is made on their first visit."""
    if "session" not in st.session_state:
        st.session_state["session"] = Session(st.query_params.to_dict())
    return st.session_state["session"]


def value_of(name: str, default: Any = None) -> Any:
    """Return the value of a control, by its key."""
    return st.session_state.get(name, default)


def set_value(name: str, value: Any) -> None:
    """Set the value of a control, by its key. To be done before the control is drawn, or in a callback."""
    before = st.session_state.get(name, _NOTHING)
    if before is _NOTHING or before != value:
        st.session_state[name] = value
        st.session_state.setdefault("replaced", {})[name] = (before, value, monotonic())


def note(name: str, value: Any) -> None:
    """Keep something of ours, that no control has, until the next run of the script."""
    st.session_state[name] = value


def bind(key: str, value: Any, apply: Callable[[Any], object], argument: str | None = "value") -> dict[str, Any]:
    """Return the arguments that give a control its key and its value, and hand a new value to `apply`.

    argument  what the control calls its value; None for one that only takes an index or nothing
    The value has one home, the session, and the control shows it. What is set by us is sent to the browser in one
    drawing alone, so the value goes along as the control's default too: a control that is not there for that drawing,
    as in the folded sidebar of a phone, would show its own default, and that come back as if it had been chosen.
    """
    if value_of(key, _NOTHING) != value:
        set_value(key, value)
    st.session_state.setdefault("bound", {})[key] = value
    arguments = {"key": key, "on_change": changed, "args": (key, apply)}
    return arguments if argument is None else {**arguments, argument: value}


def bind_choice(choices: Choices, name: str, argument: str | None = "value", options: Iterable = ()) -> dict[str, Any]:
    """Return the arguments of a control for one of the visitor's choices, as `bind` does.

    options  those that there are now, where they depend on the run: a choice that is none of them shows as the first
    """
    value = choices.within(name, options) if options else choices[name]
    return bind(name, value, partial(choices.__setitem__, name), argument)


def bind_fold(choices: Choices, name: str) -> dict[str, Any]:
    """Return the arguments of an expander that is one of the visitor's choices: whether it is open."""
    return {**bind_choice(choices, name, argument=None), "expanded": choices[name]}


def changed(key: str, apply: Callable[[Any], object]) -> None:
    """Hand a control's new value to `apply`, unless it is not new: what it shows already, or an old one sent once more.

    Where a page is left before it was all there, the browser may report a control that is not there any more, or that
    one has changed from nothing to what it shows.
    """
    value, bound = value_of(key, _NOTHING), st.session_state.setdefault("bound", {})
    if value is not _NOTHING and value != bound.get(key, _NOTHING) and not _rejects_stale_value(key):
        bound[key] = value
        apply(value)
    if value is _NOTHING or comes_from_left_page():
        open_anew()


def _rejects_stale_value(key: str) -> bool:
    """Set a control back to what `set_value` gave it, if the browser has just sent what it showed before; say if so.

    While the film plays, the browser asks for a redraw several times a second and sends the value of every control
    along. A request that left before a new value got there brings the old one back, as if the visitor had chosen it.
    """
    before, value, at = st.session_state.get("replaced", {}).get(key, (_NOTHING, None, 0.0))
    if monotonic() - at > ECHO_SECONDS or st.session_state.get(key, _NOTHING) != before:
        return False
    st.session_state[key] = value
    return True


def clicked(key: str, trigger: str = "clicked") -> Any:
    """Return what a component of ours has just reported, in the callback of that trigger.

    Where the page was left before it was all there, or the component has gone, the page at hand is drawn instead.
    """
    report = (value_of(key) or {}).get(trigger)
    if report is None or comes_from_left_page():
        open_anew()
    return report


def is_new(key: str, at: float) -> bool:
    """Return whether a click on this component, made at that time, has not been taken yet.

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
    drawings = value_of("drawings")  # asked for once a drawing: to reach Streamlit's state takes its time
    if drawings is None:
        drawings = st.session_state["drawings"] = Drawings(token_hex(4), count(), {})
    if key not in drawings.last or drawings.last[key][0] != shown:
        drawings.last[key] = shown, next(drawings.numbers)
    return drawings.session_name, drawings.last[key][1]


def begin_reel(serial: int, start: int, is_one_moment: bool) -> None:
    """Note which reel the components are to be drawn for from now on, and which of its moments they show first.

    is_one_moment  whether it plays although it has but one, which is to wait for its time as others do
    """
    st.session_state["reel"] = {"serial": serial, "start": start}
    st.session_state["reel_parts"] = 0
    st.session_state["reel_is_one_moment"] = is_one_moment


def waits_for_its_time(frames: Sequence) -> bool:
    """Return whether a component shows its frames, one for each moment, when the clock says so."""
    return len(frames) > 1 or value_of("reel_is_one_moment", False)


def join_reel() -> dict[str, int]:
    """Count one more component that shows the reel's moments; return its serial number, and which to show first."""
    st.session_state["reel_parts"] += 1
    return st.session_state["reel"]


def parts_of_reel() -> int:
    """Return how many components show the reel's moments."""
    return st.session_state["reel_parts"]


def next_serial() -> int:
    """Return a number that no reel of this visitor had before."""
    st.session_state["last_reel"] = value_of("last_reel", 0) + 1
    return st.session_state["last_reel"]


def come_in(name: str) -> None:
    """Note that this run of the script came through the app's script, and which page it opens, by its file's name."""
    st.session_state["came_in"] = True
    note("page", name)
    note("page_hash", get_script_run_ctx().page_script_hash)


def comes_from_left_page() -> bool:
    """Return whether a part of a page is asked for that is not the one that was opened last.

    Until it hears that another page has been opened, the browser names the one before in whatever it asks for.
    """
    context = get_script_run_ctx()
    return bool(context.fragment_ids_this_run) and context.page_script_hash != value_of("page_hash")


def open_anew() -> None:
    """Draw the whole of the page that was opened last; the run of the script ends here.

    To Streamlit the page at hand is the one that the browser named: to rerun it would bring back what was left.
    """
    if comes_from_left_page():
        st.switch_page(f"pages/{value_of('page')}.py", query_params=current_session().link_now())
    st.rerun()


def has_come_in() -> bool:
    """Return whether this run of the script came through the app's script; the next one has to do so anew."""
    return st.session_state.pop("came_in", False)
