"""What a link holds of smaller things: how a text was cleaned, how far the replay and the riddle have come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rnn.errors import InvalidInput
from rnn.runs.run import Run
from rnn.session.chosen.choices import Flag
from rnn.session.chosen.selection import read_whole
from rnn.session.replay import Replay
from rnn.session.riddle_runs import STEPS, RiddleRuns
from rnn.session.text_input import TextInput


@dataclass
class CleaningLink:
    """The part of a link that is about how a text is cleaned."""

    text_input: TextInput

    def write(self) -> dict[str, str]:
        """Return the URL parameters of the ways that are on."""
        ways = {"lower_case": self.text_input.is_lower_case, "collapse_spaces": self.text_input.collapses_spaces}
        return {name: "1" for name, is_on in ways.items() if is_on}

    def read(self, query: Mapping[str, str], run: Run) -> list[str]:
        """Take the ways of a link, the text being cleaned so already."""
        problems = []
        for name, attribute in (("lower_case", "is_lower_case"), ("collapse_spaces", "collapses_spaces")):
            try:
                setattr(self.text_input, attribute, Flag().read(name, query.get(name, "0")))
            except InvalidInput as problem:
                problems.append(str(problem))
        return problems


@dataclass
class ReplayLink:
    """The part of a link that is about the replay of the way back: the step that it has come to."""

    replay: Replay

    def write(self) -> dict[str, str]:
        """Return the step that the error has come back to, once the replay has begun."""
        return {"back": str(self.replay.t + 1)} if self.replay.has_begun else {}

    def read(self, query: Mapping[str, str], run: Run) -> list[str]:
        """Take the step of a link."""
        self.replay.follow(run.settings.window_steps)
        self.replay.begin_anew()
        try:
            if "back" in query:
                self.replay.show(read_whole("back", query["back"], 1, self.replay.steps) - 1)
        except InvalidInput as problem:
            return [str(problem)]
        return []


@dataclass
class GuessesLink:
    """The part of a link that is about the riddle: what was guessed so far."""

    riddle_runs: RiddleRuns

    def write(self) -> dict[str, str]:
        """Return the guesses, as the indices of choices."""
        return {"guesses": ".".join(map(str, self.riddle_runs.guesses))} if self.riddle_runs.guesses else {}

    def read(self, query: Mapping[str, str], run: Run) -> list[str]:
        """Take the guesses of a link, up to the first that is none."""
        texts = [text for text in query.get("guesses", "").split(".") if text][:STEPS]
        self.riddle_runs.resume(int(text) if len(text) == 1 and text.isdecimal() else -1 for text in texts)
        taken = len(self.riddle_runs.guesses)
        return [] if taken == len(texts) else [f"“{texts[taken][:20]}” is no guess at step {taken + 1} of the riddle."]
