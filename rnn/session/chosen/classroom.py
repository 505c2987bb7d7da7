"""What a teacher's link leaves to a class: which pages and controls are there, and whether the text is fixed."""

from __future__ import annotations

from collections.abc import Mapping

from rnn.runs.run import Run

PAGES = (
    "start",
    "learn",
    "train",
    "hidden_states",
    "predictions",
    "generate",
    "one_step",
    "backward",
    "weights",
    "surgery",
    "riddle",
    "glossary",
    "teach",  # the teacher's own, and so the one that a class is not offered at first
)
CONTROLS = (
    "preset",
    "text",
    "target",
    "hidden_size",
    "initialisation",
    "random_seed",
    "learning_rate",
    "epochs",
    "optimiser",
    "schedule",
)
NAMES = ("without", "hide", "lock")
BETWEEN = "."


class Classroom:
    """The part of a session, and of its link, that a teacher sets.

    without     the names of the pages that are not offered
    hidden      the names of the controls that are not there
    locks_text  whether the text is the link's, and the learner's cannot be typed
    """

    def __init__(self, without: tuple[str, ...] = (), hidden: tuple[str, ...] = (), locks_text: bool = False):
        self.without, self.hidden, self.locks_text = without, hidden, locks_text

    def offers(self, page: str) -> bool:
        """Return whether a page is offered, by its name in the address or the path of its script."""
        return page.removeprefix("pages/").removesuffix(".py") not in self.without

    def shows(self, *controls: str) -> bool:
        """Return whether any of these controls is there."""
        return any(control not in self.hidden for control in controls)

    def write(self) -> dict[str, str]:
        """Return the URL parameters: the pages and controls that are not there, and a text that is fixed."""
        query = {"without": BETWEEN.join(self.without), "hide": BETWEEN.join(self.hidden)}
        query = {name: value for name, value in query.items() if value}
        return {**query, "lock": "text"} if self.locks_text else query

    def read(self, query: Mapping[str, str], run: Run) -> list[str]:
        """Take what a link leaves; return a sentence on each name in it that there is not."""
        problems: list[str] = []
        self.without = _known(query.get("without", ""), PAGES, "page", problems)
        self.hidden = _known(query.get("hide", ""), CONTROLS, "control", problems)
        self.locks_text = query.get("lock") == "text"
        if query.get("lock", "text") != "text":
            problems.append(f"“lock” is “text”, not “{query['lock'][:40]}”.")
        return problems


def _known(text: str, names: tuple[str, ...], kind: str, problems: list[str]) -> tuple[str, ...]:
    """Return the names of a link that there are, each once."""
    given = [name for name in dict.fromkeys(text.split(BETWEEN)) if name]
    unknown = [name for name in given if name not in names]
    if unknown:
        problems.append(f"There is no {kind} “{unknown[0][:40]}”; there are {', '.join(names)}.")
    return tuple(name for name in given if name in names)
