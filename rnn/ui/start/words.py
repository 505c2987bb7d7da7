"""What the first page asks of the network, in a sentence; and where a film ends before its time."""

from __future__ import annotations

from rnn.runs.settings import Settings
from rnn.session.moment import Moment
from rnn.ui.markdown import plain

BEGINNING = 3


def describe_task(settings: Settings) -> str:
    """Say in Markdown what the network reads and what it must predict."""
    letters = settings.characters[:BEGINNING]
    more = " …" if len(settings.characters) > BEGINNING else ""
    shown = ", ".join(f"**{plain(letter)}**" for letter in letters)
    task = "must repeat each of them" if settings.target == "copy" else "must say what comes next"
    return f"It reads {shown}{more} and {task}."


def describe_end(moment: Moment) -> str:
    """Say that the film ends here because training diverged; nothing anywhere else."""
    run = moment.run
    if run.diverged_at is None or moment.update != run.last_update:
        return ""
    return f"The film ends here, as training diverged at {run.unit} {run.diverged_at:,}."
