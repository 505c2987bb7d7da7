"""The one place that holds a visitor's state: their player, their choices, and the link to it all."""

from __future__ import annotations

from dataclasses import fields, replace
from time import monotonic
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from rnn import InvalidInput, Preset, Settings, backend
from rnn.presets import NOTEBOOK, preset_of
from rnn.ui.bench import Bench
from rnn.ui.hindsight import Hindsight
from rnn.ui.player import Player
from rnn.ui.writing import Writing

PATIENCE_SECONDS = 1.5  # to load the compiled kernel takes half a second, to compile it several
ARRIVAL_SECONDS = 0.5
ECHO_SECONDS = 1.0


_NOTHING = object()


class Session:
    """What one visitor has. Two visitors never share one.

    player    the run and its playhead
    writing   what the network is to write, and the step of it that is shown
    problems  what is wrong with what the visitor typed, {name of the control: sentence}; the run stays as it was
    news      a sentence to show once, or None
    is_address_due  whether the playhead was moved inside the live part, so that the page has to write the link anew
    had_clock whether the page, as it was last drawn, asked the browser for ticks
    bench     edits, measurements and networks that single pages keep
    hindsight the replay of the way back, and what was worked out for it
    """

    def __init__(self):
        self.problems: dict[str, str] = {}
        self.news: str | None = None
        self.bench = Bench()
        self.hindsight = Hindsight()
        self.is_address_due = False
        self.had_clock = False
        self._address: dict[str, str] = {}
        self.player = Player(Settings())
        self.writing = Writing()
        self._follow(st.query_params.to_dict())

    @property
    def settings(self) -> Settings:
        return self.player.run.settings

    @property
    def preset(self) -> Preset | None:
        """The preset that this run is, or None."""
        return preset_of(self.settings)

    def change(self, name: str) -> None:
        """Take the new value of the setting's control; if it will not do, say why and keep the run as it was."""
        if undo_echo(name):
            return
        value = recall(name)
        self.problems.pop(name, None)
        try:
            self.start(replace(self.settings, **{name: value}))
        except InvalidInput as problem:
            self.problems[problem.field if problem.field == "text" else name] = str(problem)

    def start(self, settings: Settings) -> None:
        """Begin a new run, and bring it to where the playhead was; if the film was playing, play the new one."""
        if settings == self.settings:
            return
        old = self.player
        changed = [f.name for f in fields(Settings) if getattr(settings, f.name) != getattr(old.run.settings, f.name)]
        for name in (*changed, "link"):
            self.problems.pop(name, None)
        if changed == ["epochs"] or not old.is_playing:
            self.player = Player(settings, None if old.has_just_arrived else old.aim, old.pace)
        else:
            self.player = Player(settings, 0, old.pace)
            self.player.play()
        what = ", ".join(name.replace("_", " ") for name in changed)
        self.news = f"New run ({what}), from the same random seed {settings.random_seed}."
        if "random_seed" in changed:
            self.news = f"New run ({what}): other first weights."

    def arrive(self) -> None:
        """Give a run that nobody has seen yet the moment that it mostly needs to be trained."""
        if self.player.run.update == 0:
            backend.wait_until_compiled(PATIENCE_SECONDS)
            self.player.tick(ARRIVAL_SECONDS)

    def go_to(self, update: int) -> None:
        """Bring the playhead to an update, and let the link follow."""
        self.player.seek(update)
        self.is_address_due = True

    def choose_preset(self) -> None:
        """Take the preset that the visitor chose."""
        preset = recall("preset")
        if preset is not None and not undo_echo("preset"):
            self.start(preset.settings)

    def follow_address(self) -> None:
        """Take settings and playhead from the link, where the visitor went back or forward in history.

        Any other request may have left the browser before the latest link got there, and bring the one before along.
        """
        query = st.query_params.to_dict()
        if get_script_run_ctx().is_history_navigation and query not in ({}, self._address):
            self._follow(query)

    def write_address(self) -> None:
        """Put settings and playhead into the link, unless the playhead is moving just now."""
        self.is_address_due = False
        if self.player.is_moving:
            return
        address = {**self.settings.to_query(), self.player.run.unit: str(self.player.update)}
        if address != st.query_params.to_dict():
            st.query_params.from_dict(address)
        self._address = address

    def _follow(self, query: dict[str, str]) -> None:
        try:
            settings = Settings.from_query(query)
            update = _update(query)
        except InvalidInput as problem:
            self.problems["link"] = f"The link could not be read, so this is the notebook's run. {problem}"
            settings, update = NOTEBOOK.settings, None
        if settings != self.settings:
            self.player = Player(settings, update, self.player.pace)
        elif update is not None and update != self.player.update:
            self.player.seek(update)
        self._address = query


def current_session() -> Session:
    """Return the visitor's session; it is made on their first visit."""
    if "session" not in st.session_state:
        st.session_state["session"] = Session()
    return st.session_state["session"]


def is_moving() -> bool:
    """Tell whether the visitor's film is playing, or on its way somewhere."""
    return "session" in st.session_state and st.session_state["session"].player.is_moving


def recall(name: str, default: Any = None) -> Any:
    """Return the value of a control, by its key."""
    return st.session_state.get(name, default)


def remember(name: str, value: Any) -> None:
    """Set the value of a control, by its key. To be done before the control is drawn, or in a callback."""
    before = st.session_state.get(name, _NOTHING)
    if before is _NOTHING or before != value:
        st.session_state[name] = value
        st.session_state.setdefault("replaced", {})[name] = (before, value, monotonic())


def stand_at(name: str, value: Any, argument: str = "value") -> dict[str, Any]:
    """Return the arguments that give a control its key and let it stand at a value; `argument` names its default.

    What `remember` sets is told to the browser in one drawing alone. A control that is not there yet for that one, as
    in the folded sidebar of a phone, would stand at its default, and that come back as if the visitor had chosen it.
    """
    if recall(name, value) == value:
        return {"key": name, argument: value}
    remember(name, value)
    return {"key": name}


def was_just_set(name: str) -> bool:
    """Tell whether `remember` gave the control its value within the last second."""
    return _just_set(name) is not None


def undo_echo(name: str) -> bool:
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


def _update(query: dict[str, str]) -> int | None:
    unit = "update" if "update" in query else "epoch"
    text = query.get(unit)
    if text is None:
        return None
    if not text.isdecimal():
        raise InvalidInput(unit, f"The {unit} is a whole number, not “{text[:40]}”.")
    return int(text)
