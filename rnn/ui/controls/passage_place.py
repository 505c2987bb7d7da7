"""Where a visitor stands in the passage that is shown of a text, and how they go from there to another of its steps."""

from __future__ import annotations

from rnn.ui.state import Session


def letters_of_passage(session: Session) -> list[str]:
    """Return the input characters of the passage, as a reader can see them."""
    return session.player.moment.visible(session.player.view.passage.inputs)


def characters_of(session: Session, indices) -> list[str]:
    """Return the characters of these indices of the vocabulary, as they are."""
    characters = session.player.run.vocabulary.characters
    return [characters[index] for index in indices]


def where_in_text(session: Session, first: int) -> str:
    """Return which characters of a long text are shown, to end a title with; nothing where the whole text is.

    first  how many characters stand before them
    """
    steps, length = len(session.player.view.passage), len(session.settings.training_characters)
    if steps == session.settings.steps:
        return ""
    return f": characters {first + 1:,} to {first + steps:,} of {length:,}"


def chosen_step(session: Session) -> int:
    """Return the step of the window that is chosen, from 0."""
    return session.selection.step_in(len(session.player.view.excerpt))


def chosen_place(session: Session) -> int:
    """Return the index in the passage of the chosen step."""
    view = session.player.view
    return view.excerpt.first - view.passage.first + chosen_step(session)


def go_to(session: Session, place: int) -> None:
    """Choose the step at this index of the passage, and look at the window that it is in."""
    player = session.player
    windows, before = player.run.windows, player.view.window
    window, step = divmod(player.view.passage.first + place, windows.length)
    session.select(step=step)
    if window != before:
        player.look_at(window)
