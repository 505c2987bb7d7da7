"""How a visitor changes their run: a value that will not do gets a sentence, and the run stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from rnn.errors import InvalidInput
from rnn.runs.change import Change
from rnn.runs.link import fingerprint
from rnn.runs.presets import Preset
from rnn.runs.schedule import value_at, with_change
from rnn.runs.settings import Settings
from rnn.session.server.text_store import TEXT_STORE
from rnn.session.text_input import has_chosen_settings
from rnn.text.intake import MAXIMUM_BYTES


class RunChanges:
    """The part of a session that starts runs; the session itself has player, text_input and cache, start and follow.

    problems  what is wrong with what the visitor typed, {name of the control: sentence}
    refused   what they typed there, {name of the control: value}, to be mended
    """

    def __init__(self):
        self.problems: dict[str, str] = {}
        self.refused: dict[str, Any] = {}
        self._awaited: dict[str, str] = {}  # a link whose text is not here

    @property
    def has_chosen_settings(self) -> bool:
        """Whether an own text is learnt with other settings than those that are recommended for it."""
        run = self.player.run
        return self.cache.keep("has_chosen_settings", run, lambda: has_chosen_settings(run.settings))

    def change(self, name: str, value) -> None:
        """Take a new value of a setting; if it will not do, say why and keep the run as it was.

        A setting that was changed later has the new value from the beginning on; changes of other settings are kept.
        """
        kept = tuple(change for change in self.settings.changes if change.name != name)
        self._try(name, lambda: replace(self.settings, **{name: value, "changes": kept}), value)

    def choose(self, preset: Preset) -> None:
        """Begin the run of a preset, as a newcomer finds it; of the same preset over another distance, where it was."""
        self.problems.clear()
        self.refused.clear()
        self.start(preset.settings, arrives=self.preset is None or self.preset.name != preset.name)
        self.text_input.clear()

    def take_text(self, source: str | bytes) -> None:
        """Learn a text that was typed, or a file's bytes; if it will not do, say why and keep the run as it was."""
        # What is kept in the field, to be mended there, the browser sends with every request.
        is_to_be_mended = isinstance(source, str) and len(source) <= MAXIMUM_BYTES
        make = partial(self.text_input.read, source, self.settings)
        self._try("text", lambda: self._await(make()), source if is_to_be_mended else None)

    def clean_text(self, is_lower_case: bool, collapses_spaces: bool) -> None:
        """Clean the text in another way; one that would not do gets another chance."""
        make = partial(self.text_input.clean, self.settings, is_lower_case, collapses_spaces)
        self._try("text", lambda: self._await(make()), self.refused.get("text"))

    def drop_refused_text(self) -> None:
        """Forget the text that would not do, and the sentence on it."""
        self._forget("text")
        self.text_input.refused = None

    def take_recommendation(self) -> None:
        """Learn the present text with the settings that are recommended for it."""
        self._try("recommendation", lambda: self.text_input.recommend(self.settings))

    def undo_recommendation(self) -> None:
        """Learn the present text with the settings from before the recommendation, as far as they fit it."""
        self._try("recommendation", lambda: self.text_input.undo(self.settings))

    def change_while_training(self, name: str, value: float) -> None:
        """Change a setting at what is seen: the run goes on from there, and stays as it was before."""
        self.player.return_to_screen()
        update = self.player.update  # once: a tick may move it meanwhile
        if update == 0:
            self.change(name, value)
        elif value_at(self.settings, name, update) != value:
            self._change_from(lambda: with_change(self.settings, update, name, value), update)

    def undo_change(self, change: Change) -> None:
        """Undo one change while training; from there on the run is another."""
        self._change_from(lambda: tuple(other for other in self.settings.changes if other != change), change.update)

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

    def _change_from(self, make: Callable[[], tuple[Change, ...]], update: int) -> None:
        try:
            settings = replace(self.settings, changes=make())
        except InvalidInput as problem:
            self.problems["changes"] = str(problem)
            return
        self.problems.pop("changes", None)
        self.player.change_from(settings, update)

    def _await(self, settings: Settings) -> Settings:
        """Return the settings of the link that waited for just this text, if there is one."""
        if self._awaited.get("fingerprint") != fingerprint(settings.text):
            return settings
        TEXT_STORE.keep(settings.text)
        self.follow(self._awaited)
        return self.settings
