"""The link: everything that is seen, as URL parameters. The one place that writes them, and the one that reads them.

Only what differs from its default is in it. The run comes first (`runs/link.py`), then the playhead and the window,
then what each page shows, part by part. A value that does not fit is left out with a sentence; the rest is followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Protocol

from rnn.errors import InvalidInput
from rnn.runs.link import FindText, from_query, to_query
from rnn.runs.run import Run
from rnn.runs.settings import Settings
from rnn.session.film.pace import PACES
from rnn.session.player import Player

OF_A_TEXT = ("text", "packed", "fingerprint")


class Part(Protocol):
    """Something of a visitor's that a link holds."""

    def write(self) -> dict[str, str]:
        """Return its URL parameters, none where all is as at first."""

    def read(self, query: Mapping[str, str], run: Run) -> list[str]:
        """Take what the link says, and the defaults of what it does not name; return what is wrong with any."""


def write(player: Player, parts: Iterable[Part]) -> dict[str, str]:
    """Return the URL parameters of a run, its playhead and window, and of the parts."""
    query = {**to_query(player.run.settings), player.run.unit: str(player.rest)}
    if player.view.window:
        query["at"] = str(player.view.window + 1)
    if player.pace != "normal":
        query["pace"] = player.pace
    for part in parts:
        query |= part.write()
    return query


def read_settings(query: Mapping[str, str], find_text: FindText) -> tuple[Settings, list[str]]:
    """Return the settings of a link, and a sentence for each of its parameters that had to be left out.

    Raises InvalidInput with the field "fingerprint" where its text is not here.
    """
    query, problems = dict(query), []
    while True:
        try:
            return from_query(query, find_text), problems
        except InvalidInput as problem:
            if problem.field == "fingerprint":
                raise
            problems.append(str(problem))
            _leave_out(query, problem.field)


def read_update(query: Mapping[str, str], problems: list[str]) -> int | None:
    """Return the update that a link names, by that name or as an epoch, or None."""
    return _read_whole(query, "update" if "update" in query else "epoch", problems)


def read_window(query: Mapping[str, str], run: Run, problems: list[str]) -> int:
    """Return the window of the text that a link names, from 0."""
    window = _read_whole(query, "at", problems) or 1
    if window > run.windows.count:
        problems.append(f"Its text has {run.windows.count:,} windows here, so there is no window {window:,}.")
        window = 1
    return window - 1


def read_pace(query: Mapping[str, str], problems: list[str]) -> str:
    """Return the pace that a link names, or the normal one."""
    pace = query.get("pace", "normal")
    if pace not in PACES:
        problems.append(f"The pace is {', '.join(PACES)}; it is not “{pace[:40]}”.")
        pace = "normal"
    return pace


def _read_whole(query: Mapping[str, str], name: str, problems: list[str]) -> int | None:
    text = query.get(name)
    if text is None or (text.isdecimal() and len(text) <= 20):
        return text and int(text)
    problems.append(f"The {name} is a whole number, not “{text[:40]}”.")
    return None


def _leave_out(query: dict[str, str], field: str) -> None:
    """Drop the parameter at fault; where the link does not have it, some do not go together: drop all settings."""
    names = OF_A_TEXT if field == "text" else (field,)
    if not [name for name in names if query.pop(name, None) is not None]:
        for name in (*OF_A_TEXT, *(setting.name for setting in fields(Settings))):
            query.pop(name, None)
