"""Which place of a long text's passage is looked at, and how one goes from there to another of its steps."""

from __future__ import annotations

from collections.abc import Iterable

from rnn.runs.run import Run
from rnn.session.chosen.selection import Selection
from rnn.session.moment import Moment
from rnn.session.player import Player


def letters_of_passage(moment: Moment) -> list[str]:
    """Return the input characters of the passage, made visible."""
    return moment.visible(moment.passage.inputs)


def characters_of(run: Run, indices: Iterable[int]) -> list[str]:
    """Return the characters of these indices of the vocabulary, as they are."""
    characters = run.vocabulary.characters
    return [characters[index] for index in indices]


def where_in_text(moment: Moment, first: int) -> str:
    """Return which characters of a long text are shown, to end a title with; nothing where the whole text is.

    first  how many characters come before them
    """
    steps, settings = len(moment.passage), moment.run.settings
    if steps == settings.steps:
        return ""
    return f": characters {first + 1:,} to {first + steps:,} of {len(settings.training_characters):,}"


def chosen_step(selection: Selection, moment: Moment) -> int:
    """Return the step of the window that is chosen, from 0."""
    return selection.step_in(len(moment.excerpt))


def chosen_place(selection: Selection, moment: Moment) -> int:
    """Return the index in the passage of the chosen step."""
    return moment.excerpt.first - moment.passage.first + chosen_step(selection, moment)


def go_to(player: Player, selection: Selection, place: int) -> None:
    """Choose the step at this index of the passage, and look at the window that it is in."""
    window, step = divmod(player.view.passage.first + place, player.run.windows.length)
    selection.select(step=step)
    if window != player.view.window:
        player.look_at(window)
