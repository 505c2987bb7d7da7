"""The one home of what several pages look at closely: a step, a hidden unit, a character, a span of the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rnn.errors import InvalidInput
from rnn.runs.run import Run

NAMES = ("step", "unit", "character", "span", "begins_at")


@dataclass
class Selection:
    """What the visitor has chosen; None where they have not, so that each page may begin where it shows most.

    step       of the window at hand, from 0
    unit       a hidden unit, from 0
    character  an output character, by its index in the vocabulary
    span       (start, end) of the text, steps from 0, without the end
    beginning  (step, unit) that a page began with by itself; it stays while the page is open, also while a film plays
    """

    step: int | None = None
    unit: int | None = None
    character: int | None = None
    span: tuple[int, int] | None = None
    beginning: tuple[int, int] | None = None

    def step_in(self, steps: int, at_first: int = 0) -> int:
        """Return the step, or the nearest of a window of so many; at_first where none was chosen."""
        return min(at_first if self.step is None else self.step, steps - 1)

    def unit_in(self, hidden_size: int, at_first: int = 0) -> int:
        """Return the hidden unit, or the last one of a smaller network; at_first where none was chosen."""
        return min(at_first if self.unit is None else self.unit, hidden_size - 1)

    def character_in(self, vocabulary_size: int) -> int | None:
        """Return the output character, or None where none was chosen that the vocabulary has."""
        return self.character if self.character is not None and self.character < vocabulary_size else None

    def select(self, **places) -> None:
        """Choose a step, unit, character or span, by their names."""
        for name, place in places.items():
            setattr(self, name, place)

    def forget_text(self) -> None:
        """Choose nothing that belongs to a text: another one is learnt."""
        self.character = self.span = None

    def write(self) -> dict[str, str]:
        """Return the URL parameters: steps count from 1 there, as on the screen; units from 0."""
        step = None if self.step is None else self.step + 1
        numbers = {"step": step, "unit": self.unit, "character": self.character}
        query = {name: str(number) for name, number in numbers.items() if number is not None}
        if self.span is not None:
            query["span"] = f"{self.span[0] + 1}-{self.span[1]}"
        if self.beginning is not None and None in (self.step, self.unit):
            query["begins_at"] = f"{self.beginning[0] + 1}-{self.beginning[1]}"
        return query

    def read(self, query: Mapping[str, str], run: Run) -> list[str]:
        """Take the places of a link, and forget those it does not name; return what is wrong with any."""
        self.__init__()
        problems = []
        for name in NAMES:
            try:
                if name in query:
                    self._take(name, query[name], run)
            except InvalidInput as problem:
                problems.append(str(problem))
        return problems

    def _take(self, name: str, text: str, run: Run) -> None:
        steps, H = run.settings.window_steps, run.settings.hidden_size
        first, _, last = text.partition("-")
        if name == "span":
            end = read_whole(name, last, 1, run.settings.steps)
            self.span = read_whole(name, first, 1, end) - 1, end
        elif name == "begins_at":
            self.beginning = read_whole(name, first, 1, steps) - 1, read_whole(name, last, 0, H - 1)
        elif name == "step":
            self.step = read_whole(name, text, 1, steps) - 1
        else:
            count = {"unit": H, "character": len(run.vocabulary)}[name]
            setattr(self, name, read_whole(name, text, 0, count - 1))


def read_whole(name: str, text: str, lowest: int, highest: int) -> int:
    """Return the whole number of a link. Raises InvalidInput where it is none, or out of bounds."""
    if not text.isdecimal() or len(text) > 20 or not lowest <= int(text) <= highest:
        raise InvalidInput(name, f"The {name} goes from {lowest:,} to {highest:,} here; “{text[:40]}” does not fit.")
    return int(text)
