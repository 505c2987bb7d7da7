"""Settings fitted to another text: what no longer goes with it is set to what does, and said."""

from __future__ import annotations

from dataclasses import replace

from rnn.characters import split
from rnn.settings import MAXIMUM_UPDATES, MAXIMUM_WINDOW, Settings

USUAL_WINDOW = 25  # min-char-rnn's
USUAL_UPDATES = 50_000
LONG_TEXT = {  # min-char-rnn's settings
    "target": "next",
    "hidden_size": 100,
    "window": USUAL_WINDOW,
    "optimiser": "adagrad",
    "learning_rate": 0.1,
    "clip_value": 5.0,
}


def fit_to_text(settings: Settings, text: str) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings with this text, and sentences on what else had to change.

    The window is made to fit the text, the film not to have too many updates; knobs that were turned stand as at first.
    Raises InvalidInput for a text that cannot be learnt at all.
    """
    said = []
    characters = len(split(text))
    target = settings.target if characters > 1 else "copy"
    steps = characters - round(settings.held_out * characters) - (target == "next")
    held_out = settings.held_out if characters > 20 else 0.0
    window = fitting_window(settings.window, steps)
    if window != settings.window:
        said.append(f"Window of {window} steps: so long a text cannot be unrolled at once." if window else
                    "Window: the whole text, as it is shorter than the window was.")  # fmt: skip
    epochs = fitting_epochs(settings, -(-steps // (window or max(steps, 1))), window)
    if epochs != settings.epochs:
        said.append(f"Film of {epochs:,} {'epoch' if epochs == 1 else 'epochs'}, as each has more updates now.")
    fitted = replace(settings, text=text, target=target, window=window, held_out=held_out, epochs=epochs, changes=())
    return fitted, tuple(said)


def fitting_window(window: int, steps: int) -> int:
    """Return the window that goes with a text of so many steps: this one, or 0 for the whole of a shorter text."""
    if window == 0 and steps > MAXIMUM_WINDOW:
        return USUAL_WINDOW
    return 0 if window > steps else window


def fitting_epochs(settings: Settings, updates_per_epoch: int, window: int) -> int:
    """Return the length of the film in epochs: as it is, or one of about 50,000 updates where windows are new."""
    is_newly_cut = window > 0 and settings.window == 0
    most = max(1, (USUAL_UPDATES if is_newly_cut else MAXIMUM_UPDATES) // updates_per_epoch)
    return min(settings.epochs, most)
