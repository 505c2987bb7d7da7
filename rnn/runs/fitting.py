"""Settings fitted to another text: what no longer goes with it is set to what does, and said."""

from __future__ import annotations

from dataclasses import replace

from rnn.runs.settings import MAXIMUM_EPOCHS, MAXIMUM_UPDATES, MAXIMUM_WINDOW, Settings
from rnn.text.characters import split

USUAL_WINDOW = 25  # min-char-rnn's
USUAL_UPDATES = 50_000
SHORTEST_HELD_OUT = 20  # characters; of a shorter text nothing is held out
LONG_TEXT = {  # min-char-rnn's settings
    "target": "next",
    "hidden_size": 100,
    "optimiser": "adagrad",
    "learning_rate": 0.1,
    "clip_value": 5.0,
}


def fit_to_text(settings: Settings, text: str) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings with this text, and sentences on what else had to change.

    The window is made to fit the text, the film to have about as many updates as it had, 50,000 at most where windows
    are new; knobs that were turned stand as at first. Raises InvalidInput for a text that cannot be learnt at all.
    """
    characters = len(split(text))
    held_out = settings.held_out if characters > SHORTEST_HELD_OUT else 0.0
    steps = characters - round(held_out * characters) - (settings.target == "next")
    window = fitting_window(settings.window, steps)
    updates_per_epoch = -(-max(steps, 1) // (window or max(steps, 1)))
    epochs = fitting_epochs(settings, updates_per_epoch)
    fitted = replace(settings, text=text, window=window, held_out=held_out, epochs=epochs, changes=())
    return fitted, _told(settings, fitted)


def as_long_text(settings: Settings) -> Settings:
    """Return the settings as a long text is usually learnt: min-char-rnn's, with a window that fits the text.

    Raises InvalidInput where so much is held out of a short text that it has no next characters.
    """
    steps = len(settings.training_characters) - 1
    window = fitting_window(USUAL_WINDOW, steps)
    most = MAXIMUM_UPDATES // -(-steps // (window or steps))
    return replace(settings, **LONG_TEXT, window=window, epochs=min(settings.epochs, most), changes=())


def fitting_window(window: int, steps: int) -> int:
    """Return the window that goes with a text of so many steps: this one, or 0 for the whole of a shorter text."""
    if window == 0 and steps > MAXIMUM_WINDOW:
        return USUAL_WINDOW
    return 0 if window > steps else window


def fitting_epochs(settings: Settings, updates_per_epoch: int) -> int:
    """Return the length of the film in epochs, of so many updates each, that goes with a new text.

    It stays as it is, as long as the film has not more updates than before, or than the usual 50,000; where the text
    was in windows and is now whole, the updates stay.
    """
    was_whole, is_whole = settings.updates_per_epoch == 1, updates_per_epoch == 1
    if is_whole:
        return settings.epochs if was_whole else min(settings.updates, MAXIMUM_EPOCHS)
    most = USUAL_UPDATES if was_whole else max(USUAL_UPDATES, settings.updates)
    return min(settings.epochs, max(1, most // updates_per_epoch))


def _told(settings: Settings, fitted: Settings) -> tuple[str, ...]:
    """Say what is another in the fitted settings."""
    said = []
    if fitted.window != settings.window:
        said.append(
            f"Window of {fitted.window} steps: so long a text cannot be unrolled at once."
            if fitted.window
            else "Window: the whole text, as it is shorter than the window was."
        )
    if fitted.held_out != settings.held_out:
        said.append("Nothing is held out of so short a text.")
    if fitted.epochs != settings.epochs:
        each = fitted.updates_per_epoch
        said.append(
            f"Film of {fitted.epochs:,} {'epoch' if fitted.epochs == 1 else 'epochs'}, of {each:,} "
            f"{'update' if each == 1 else 'updates'} each."
        )
    if settings.changes:
        said.append("Knobs that were turned stand as at first.")
    return tuple(said)
