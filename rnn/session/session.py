"""What one visitor has: their player, their text, their choices, and the link to it all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from rnn.errors import InvalidInput
from rnn.lessons.conditions import Fact
from rnn.lessons.lesson import Lesson
from rnn.model import backend
from rnn.runs.change import CHANGEABLE
from rnn.runs.link import LONGEST_PLAIN
from rnn.runs.presets import NEWCOMER, NOTEBOOK, Preset, preset_of
from rnn.runs.schedule import value_at
from rnn.runs.settings import Settings
from rnn.session.cache import Cache
from rnn.session.chosen import address
from rnn.session.chosen.choices import CHOICES, Choices
from rnn.session.chosen.classroom import Classroom
from rnn.session.chosen.edits import EditsLink
from rnn.session.chosen.generation import GenerationLink
from rnn.session.chosen.learning import Learning
from rnn.session.chosen.progress import CleaningLink, GuessesLink, ReplayLink
from rnn.session.chosen.selection import Selection
from rnn.session.edit_list import EditList
from rnn.session.measurements import recalled
from rnn.session.player import Player
from rnn.session.replay import Replay
from rnn.session.riddle_runs import RiddleRuns
from rnn.session.run_changes import RunChanges
from rnn.session.server.text_store import TEXT_STORE
from rnn.session.text_input import TextInput
from rnn.session.writing import Writing

PATIENCE_SECONDS = 1.5  # to load the compiled kernel takes half a second, to compile it several
ARRIVAL_SECONDS = 0.5


class Session(RunChanges):
    """What one visitor has. Two visitors never share one.

    player    the run and its playhead
    text_input  the text that they gave, and what came of it
    writing   what the network is to write, and the step of it that is shown
    problems, refused  as RunChanges has them
    news      a sentence to show once, or None
    address   the parameters of the link that this is, or was when the playhead last rested
    last_command  the number of the latest command from the dock, as the browser counts them
    edit_list, riddle_runs, replay  edits by hand, the networks of the riddle, the replay of the way back
    cache     what was worked out for the pages
    learning  the lesson that is open, and where in it they are; classroom: what a teacher's link leaves to them
    choices   what was chosen on the pages; selection: the step, unit, character and span that they look at closely
    page      which is open, or None before the first
    """

    def __init__(self, query: Mapping[str, str]):
        """Begin with what the parameters of a link say; none for the run of a newcomer."""
        super().__init__()
        self.news: str | None = None
        self.text_input = TextInput()
        self.edit_list = EditList()
        self.riddle_runs = RiddleRuns()
        self.replay = Replay()
        self.cache = Cache()
        self.choices = Choices()
        self.selection = Selection()
        self.learning = Learning()
        self.classroom = Classroom()
        self.last_command = 0
        self.page: str | None = None
        self.address: dict[str, str] = {}
        self.player = Player(NEWCOMER.settings)
        self.writing = Writing()
        self._parts = (
            self.choices,
            self.selection,
            CleaningLink(self.text_input),
            GenerationLink(self.writing),
            EditsLink(self.edit_list),
            ReplayLink(self.replay),
            GuessesLink(self.riddle_runs),
            self.learning,
            self.classroom,
        )
        self.follow(dict(query))
        self.player.opens = not self.player.was_asked_for

    @property
    def settings(self) -> Settings:
        return self.player.run.settings

    @property
    def preset(self) -> Preset | None:
        """The preset that this run is, or None."""
        return preset_of(self.settings)

    @property
    def values_at_playhead(self) -> dict[str, float]:
        """The settings that may change while it trains, as they are at the playhead."""
        return {name: value_at(self.settings, name, self.player.update) for name in CHANGEABLE}

    @property
    def facts(self) -> dict[str, Fact]:
        """What a lesson can ask for, by the names that links have for it; and what is measured at the playhead."""
        scores = self.player.moment.scores
        return {
            **{setting.name: getattr(self.settings, setting.name) for setting in fields(Settings)},
            **{name: self.choices[name] for name in CHOICES},
            "temperature": self.writing.sampling.temperature,
            **address.write(self.player, self._parts),
            "loss": float(scores.loss),
            "accuracy": scores.right / scores.steps,
            **recalled(self.player.moment, self.cache),
        }

    def open(self, page: str) -> None:
        """Note which page is open; what the one before began with is forgotten."""
        if self.page not in (None, page):
            self.selection.beginning = None
        self.page = page

    def learn(self, lesson: Lesson) -> None:
        """Open a lesson; what the visitor has is what they come back to."""
        self.learning.open(lesson, self.link_now())

    def go_to_step(self, number: int) -> None:
        """Go to a step of the lesson, and set what it sets."""
        self.learning.number = number
        if (query := self.learning.link_of_step()) is not None:
            self.follow({**self.classroom.write(), **query})

    def leave_lesson(self) -> None:
        """Close the lesson, and put back the run that the visitor had before."""
        self.follow({**self.classroom.write(), **self.learning.own})

    def start(self, settings: Settings, arrives: bool = False) -> None:
        """Begin a new run, and bring it to where the playhead was; if the film was playing, play the new one.

        arrives  whether it is another run altogether: brought to where a newcomer finds it, its first window in view
        """
        if settings == self.settings:
            return
        old = self.player
        changed = [f.name for f in fields(Settings) if getattr(settings, f.name) != getattr(old.run.settings, f.name)]
        for name in (*changed, "link"):
            self._forget(name)
        if "text" not in self.refused:  # nothing is left to be mended of what did not go with the former settings
            self._forget("text")
        if not old.is_playing or (changed == ["epochs"] and not arrives):
            self.player = Player(settings, None if arrives or not old.was_asked_for else old.aim, old.pace)
        else:
            self.player = Player(settings, 0, old.pace)
            self.player.play()
        self.player.look_at(0 if arrives else old.view.window)
        if "text" in changed:
            self.selection.forget_text()
        if changed != ["epochs"]:
            self.selection.beginning = None
        if arrives or {"text", "hidden_size"} & set(changed):
            self.edit_list.remove_all()
        self._keep_long_text()
        self.news = self._news_of(changed)
        if arrives and self.player.goal not in (None, old.aim):
            where = f"{self.player.run.unit} {self.player.goal:,}"
            self.news += f" It trains towards {where} first; Play starts from the beginning."

    def arrive(self) -> None:
        """Give a run that nobody has seen yet the moment that it mostly needs to be trained."""
        if self.player.run.update == 0:
            run = self.player.run
            backend.wait_until_compiled(PATIENCE_SECONDS, run.settings.hidden_size, len(run.vocabulary))
            self.player.tick(ARRIVAL_SECONDS)

    def follow(self, query: dict[str, str]) -> None:
        """Take all that a link says; what does not fit is left out, with a sentence."""
        self.problems.clear()
        self.refused.clear()
        self._awaited = {}
        try:
            settings, problems = address.read_settings(query, TEXT_STORE.find) if query else (NEWCOMER.settings, [])
            update = address.read_update(query, problems)
        except InvalidInput as problem:
            self._awaited, settings, update = query, NOTEBOOK.settings, None
            problems = [f"This is the notebook's run. {problem}"]
        pace = address.read_pace(query, problems)
        self._go_to(settings, update, pace)
        self._keep_long_text()
        if not self._awaited:
            self.player.look_at(address.read_window(query, self.player.run, problems))
            for part in self._parts:
                problems += part.read(query, self.player.run)
        if problems:
            self.problems["link"] = f"A part of the link does not fit and was left out. {' '.join(problems)}"
        self.address = query

    def link_now(self) -> dict[str, str]:
        """Return the parameters of the link to what there is at this moment, also while the film plays."""
        return address.write(self.player, self._parts)

    def renew_address(self) -> bool:
        """Bring `address` up to date, unless the playhead is moving just now, or a link still waits for its text.

        Returns whether `address` is what the link should say.
        """
        if self.player.is_moving or (self._awaited and "link" in self.problems):
            return False
        self.address = self.link_now()
        return True

    def _go_to(self, settings: Settings, update: int | None, pace: str) -> None:
        """Bring the playhead to an update of a run, which is begun if it is another one; None leaves it where it is."""
        old, is_new = self.player, settings != self.settings
        if is_new:
            self.text_input.clear()
            if (settings.text, settings.hidden_size) != (self.settings.text, self.settings.hidden_size):
                self.edit_list.remove_all()
        if is_new or (update is not None and old.run.update == 0):
            self.player = Player(settings, update, pace)
        elif update is not None and (update != old.aim or not old.was_asked_for):
            old.seek(update)
        self.player.pace = pace

    def _news_of(self, changed: list[str]) -> str:
        what = ", ".join(name.replace("_", " ") for name in changed)
        if "random_seed" in changed:
            return f"New run ({what}): other first weights."
        return f"New run ({what}), from the same random seed {self.settings.random_seed}."

    def _keep_long_text(self) -> None:
        if len(self.settings.text) > LONGEST_PLAIN:
            TEXT_STORE.keep(self.settings.text)
