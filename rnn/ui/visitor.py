"""What one visitor has: their player, their text, their choices, and the link to it all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from functools import partial
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from rnn import InvalidInput, Preset, Settings, backend
from rnn.fitting import as_long_text
from rnn.intake import MAXIMUM_BYTES
from rnn.knobs import Change, knob_at, turned
from rnn.link import LONGEST_PLAIN, fingerprint
from rnn.presets import NOTEBOOK, preset_of
from rnn.ui.bench import Bench
from rnn.ui.desk import TextDesk
from rnn.ui.hindsight import Hindsight
from rnn.ui.player import Player
from rnn.ui.shelf import SHELF
from rnn.ui.writing import Writing

PATIENCE_SECONDS = 1.5  # to load the compiled kernel takes half a second, to compile it several
ARRIVAL_SECONDS = 0.5


class Session:
    """What one visitor has. Two visitors never share one.

    player    the run and its playhead
    desk      the text that they gave, and what came of it
    writing   what the network is to write, and the step of it that is shown
    problems  what is wrong with what the visitor typed, {name of the control: sentence}; the run stays as it was
    refused   what they typed there, {name of the control: value}, to be mended
    news      a sentence to show once, or None
    is_address_due  whether the playhead was moved inside the live part, so that the page has to write the link anew
    had_clock whether the page, as it was last drawn, asked the browser for ticks
    bench     edits, measurements and networks that single pages keep
    hindsight the replay of the way back, and what was worked out for it
    """

    def __init__(self):
        self.problems: dict[str, str] = {}
        self.refused: dict[str, Any] = {}
        self.news: str | None = None
        self.desk = TextDesk()
        self.bench = Bench()
        self.hindsight = Hindsight()
        self.is_address_due = False
        self.had_clock = False
        self._address: dict[str, str] = {}
        self._awaited: dict[str, str] = {}  # a link whose text is not here
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

    def change(self, name: str, value) -> None:
        """Take a new value of a setting; if it will not do, say why and keep the run as it was.

        A knob that was turned later stands at the new value from the beginning on; other knobs keep their turns.
        """
        kept = tuple(change for change in self.settings.changes if change.knob != name)
        self._try(name, lambda: replace(self.settings, **{name: value, "changes": kept}), value)

    def choose(self, preset: Preset) -> None:
        """Begin the run of a preset."""
        self.problems.clear()
        self.refused.clear()
        self.start(preset.settings)
        self.desk.clear()

    def take_text(self, source: str | bytes) -> None:
        """Learn a text that was typed, or a file's bytes; if it will not do, say why and keep the run as it was."""
        # What is kept in the field, to be mended there, the browser sends with every request.
        is_to_be_mended = isinstance(source, str) and len(source) <= MAXIMUM_BYTES
        make = partial(self.desk.read, source, self.settings)
        self._try("text", lambda: self._await(make()), source if is_to_be_mended else None)

    def clean_text(self, is_lower_case: bool, collapses_spaces: bool) -> None:
        """Clean the text in another way; one that would not do gets another chance."""
        make = partial(self.desk.clean, self.settings, is_lower_case, collapses_spaces)
        self._try("text", lambda: self._await(make()), self.refused.get("text"))

    def drop_refused_text(self) -> None:
        """Forget the text that would not do, and the sentence on it."""
        self._forget("text")
        self.desk.refused = None

    def learn_as_long_text(self) -> None:
        """Take the usual settings for a long text."""
        self._try("long_text", lambda: as_long_text(self.settings))

    def start(self, settings: Settings) -> None:
        """Begin a new run, and bring it to where the playhead was; if the film was playing, play the new one."""
        if settings == self.settings:
            return
        old = self.player
        changed = [f.name for f in fields(Settings) if getattr(settings, f.name) != getattr(old.run.settings, f.name)]
        for name in (*changed, "link", "long_text"):
            self._forget(name)
        if changed == ["epochs"] or not old.is_playing:
            self.player = Player(settings, None if old.has_just_arrived else old.aim, old.pace)
        else:
            self.player = Player(settings, 0, old.pace)
            self.player.play()
        self.player.look_at(old.view.window)
        self._shelve()
        what = ", ".join(name.replace("_", " ") for name in changed)
        self.news = f"New run ({what}), from the same random seed {settings.random_seed}."
        if "random_seed" in changed:
            self.news = f"New run ({what}): other first weights."

    def turn(self, knob: str, value: float) -> None:
        """Turn a knob at the playhead: the run goes on from there, and stays as it was before."""
        update = self.player.update  # once: a tick may move it meanwhile
        if update == 0:
            self.change(knob, value)
        elif knob_at(self.settings, knob, update) != value:
            self._turn(lambda: turned(self.settings, update, knob, value), update)

    def turn_back(self, change: Change) -> None:
        """Undo one turn of a knob; from there on the run is another."""
        self._turn(lambda: tuple(other for other in self.settings.changes if other != change), change.update)

    def arrive(self) -> None:
        """Give a run that nobody has seen yet the moment that it mostly needs to be trained."""
        if self.player.run.update == 0:
            run = self.player.run
            backend.wait_until_compiled(PATIENCE_SECONDS, run.settings.hidden_size, len(run.vocabulary))
            self.player.tick(ARRIVAL_SECONDS)

    def go_to(self, update: int) -> None:
        """Bring the playhead to an update, and let the link follow."""
        self.player.seek(update)
        self.is_address_due = True

    def follow_address(self) -> None:
        """Take settings and playhead from the link, where the visitor went back or forward in history.

        Any other request may have left the browser before the latest link got there, and bring the one before along.
        """
        query = st.query_params.to_dict()
        if get_script_run_ctx().is_history_navigation and query not in ({}, self._address):
            self._follow(query)

    def write_address(self) -> None:
        """Put settings, playhead and window into the link, unless the playhead is moving just now."""
        self.is_address_due = False
        if self.player.is_moving or (self._awaited and "link" in self.problems):
            return
        place = {"at": str(self.player.view.window + 1)} if self.player.view.window else {}
        address = {**self.settings.to_query(), **place, self.player.run.unit: str(self.player.update)}
        if address != st.query_params.to_dict():
            st.query_params.from_dict(address)
        self._address = address

    def _try(self, name: str, make: Callable[[], Settings], value: Any = None) -> None:
        self._forget(name)
        try:
            self.start(make())
        except InvalidInput as problem:
            place = problem.field if problem.field == "text" else name
            self.problems[place] = str(problem)
            if value is not None and place == name:
                self.refused[name] = value

    def _forget(self, name: str) -> None:
        self.problems.pop(name, None)
        self.refused.pop(name, None)

    def _turn(self, make: Callable[[], tuple[Change, ...]], update: int) -> None:
        try:
            settings = replace(self.settings, changes=make())
        except InvalidInput as problem:
            self.problems["changes"] = str(problem)
            return
        self.problems.pop("changes", None)
        self.player.turn(settings, update)
        self.is_address_due = True

    def _await(self, settings: Settings) -> Settings:
        """Return the settings of the link that waited for just this text, if there is one."""
        if self._awaited.get("fingerprint") != fingerprint(settings.text):
            return settings
        SHELF.keep(settings.text)
        self._follow(self._awaited)
        return self.settings

    def _follow(self, query: dict[str, str]) -> None:
        self.problems.clear()
        self.refused.clear()
        self._awaited = {}
        try:
            settings = Settings.from_query(query, SHELF.find)
            update, window = _number(query, "update" if "update" in query else "epoch"), _number(query, "at")
        except InvalidInput as problem:
            self._awaited = query if problem.field == "fingerprint" else {}
            self.problems["link"] = f"The link could not be read, so this is the notebook's run. {problem}"
            settings, update, window = NOTEBOOK.settings, None, None
        if settings != self.settings:
            self.player = Player(settings, update, self.player.pace)
            self.desk.clear()
        elif update is not None and update != self.player.update:
            self.player.seek(update)
        self.player.look_at((window or 1) - 1)
        self._shelve()
        self._address = query

    def _shelve(self) -> None:
        if len(self.settings.text) > LONGEST_PLAIN:
            SHELF.keep(self.settings.text)


def _number(query: dict[str, str], name: str) -> int | None:
    text = query.get(name)
    if text is None:
        return None
    if not text.isdecimal() or len(text) > 20:
        raise InvalidInput(name, f"The {name} is a whole number, not “{text[:40]}”.")
    return int(text)
