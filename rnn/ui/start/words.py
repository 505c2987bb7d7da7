"""A sentence on how much of its text the network gets right at the playhead."""

from __future__ import annotations

from rnn.session.moment import Moment
from rnn.session.player import Player


def describe_accuracy(player: Player, moment: Moment) -> str:
    """Say how many characters are right at the playhead, and where it is on the way to, in Markdown.

    moment  it is scored on the window in view, which is the whole text where one window holds it
    """
    run = player.run
    steps, goal = moment.scores.steps, player.goal
    noun = "character" if steps == 1 else "characters"
    counted = f"{steps} {noun}" if run.windows.count == 1 else f"the {steps} {noun} of this window"
    where = f"At {run.unit} {moment.update:,}"
    if goal is not None:
        where += f", on the way to {goal:,},"
    elif moment.update == 0:
        where += ", before any training,"
    sentence = f"{where} it gets **{moment.scores.right} of {counted}** right."
    if run.diverged_at is not None and moment.update == run.last_update:
        sentence += f" The film ends here, as training diverged at {run.unit} {run.diverged_at:,}."
    return sentence
