"""Settings for another text: those that are recommended for it, or the present ones, fitted to it."""

from __future__ import annotations

from dataclasses import replace

from rnn.model.optimisers import OPTIMISERS
from rnn.runs.settings import MAXIMUM_EPOCHS, MAXIMUM_WINDOW, Settings
from rnn.text.characters import split
from rnn.text.intake import MAXIMUM_CHARACTERS
from rnn.text.numbers import counted

USUAL_WINDOW = 25  # min-char-rnn's
USUAL_UPDATES = 50_000
SHORTEST_HELD_OUT = 20  # characters; of a text that is no longer, nothing is held out
FEWEST_HELD_OUT = 2  # characters: one to read, one to come next
LONGEST_WHOLE = 100  # steps; a longer text is learnt in windows
FITTING_WINDOW = 50  # steps
FITTING_SIZES = (  # (most steps, hidden units, Adam's learning rate)
    (40, 16, 0.005),
    (100, 32, 0.005),
    (10_000, 64, 0.005),
    (MAXIMUM_CHARACTERS, 128, 0.004),
)
FITTING_PASSES = 100
FEWEST_UPDATES = 2_000
HALVINGS = 4  # of the rate in the course of the film
MOST_UPDATES = 20_000


def fit_to_text(settings: Settings, text: str) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings with this text, and sentences on what else had to change.

    The window is made to fit the text, the film to have about as many updates as it had, 50,000 at most where windows
    are new; what was changed while it trained is dropped. Raises InvalidInput for a text that cannot be learnt at all.
    """
    characters = len(split(text))
    held_out = fitting_share(settings.held_out, characters)
    steps = characters - round(held_out * characters) - (settings.target == "next")
    window = fitting_window(settings.window, steps)
    updates_per_epoch = -(-max(steps, 1) // (window or max(steps, 1)))
    epochs = fitting_epochs(settings, updates_per_epoch)
    fitted = replace(settings, text=text, window=window, held_out=held_out, epochs=epochs, changes=())
    return fitted, _describe_changes(settings, fitted)


def recommend(settings: Settings, text: str) -> Settings:
    """Return the settings with which a text is best learnt to be continued, in a film of some seconds.

    Only the random seed and what can be held out of such a text are kept. The numbers were found by training on texts
    of 5 to 50,000 characters: `python -m benchmarks.recommendation` holds them against a table of pairs.
    A single character has no next one, so that it is to be copied. Raises InvalidInput for a text that cannot be
    learnt at all.
    """
    characters = len(split(text))
    target = "next" if characters > 1 else "copy"
    held_out = fitting_share(settings.held_out, characters)
    steps = max(1, characters - round(held_out * characters) - (target == "next"))
    window = FITTING_WINDOW if steps > LONGEST_WHOLE else 0
    updates_per_epoch = -(-steps // (window or steps))
    updates = min(max(FITTING_PASSES * updates_per_epoch, FEWEST_UPDATES), MOST_UPDATES)
    hidden_size, learning_rate = next((size, rate) for most, size, rate in FITTING_SIZES if steps <= most)
    return Settings(
        text=text,
        target=target,
        hidden_size=hidden_size,
        learning_rate=learning_rate,
        random_seed=settings.random_seed,
        epochs=-(-updates // updates_per_epoch),
        window=window,
        optimiser="adam",
        clip_norm=1.0,
        half_life=updates // HALVINGS,
        held_out=held_out,
        initialisation="scaled",
    )


def is_recommended(settings: Settings) -> bool:
    """Return whether these are the settings that are recommended for their text, but for changes while it trains."""
    return replace(settings, changes=()) == recommend(settings, settings.text)


def describe_recommendation(settings: Settings) -> str:
    """Return a sentence on the recommended settings of a text."""
    count = len(settings.characters)
    if settings.target == "next":
        why = f"Settings chosen for your {counted(count, 'character')}, to predict the next one"
    else:
        why = "A single character has no next one, so the network learns to copy it"
    each = f"windows of {settings.window} steps" if settings.updates_per_epoch > 1 else "the whole text in each update"
    passes = f", which are {settings.epochs:,} passes" if settings.updates_per_epoch > 1 else ""
    falling = f", halved every {settings.half_life:,} updates" if settings.half_life else ""
    return (
        f"{why}: target {settings.target}, {settings.hidden_size} hidden units, first weights divided by √H, "
        f"{OPTIMISERS[settings.optimiser].label} with learning rate {settings.learning_rate:g}{falling}, gradients "
        f"clipped at norm {settings.clip_norm:g}, {each}, a film of {settings.updates:,} updates{passes}."
    )


def fitting_share(held_out: float, characters: int) -> float:
    """Return the share that can be held out of this many characters: this one, or 0 where too little would be left."""
    can_be = characters > SHORTEST_HELD_OUT and round(held_out * characters) >= FEWEST_HELD_OUT
    return held_out if can_be else 0.0


def fitting_window(window: int, steps: int) -> int:
    """Return the window that goes with a text of this many steps: this one, or 0 for the whole of a shorter text."""
    if window == 0 and steps > MAXIMUM_WINDOW:
        return USUAL_WINDOW
    return 0 if window > steps else window


def fitting_epochs(settings: Settings, updates_per_epoch: int) -> int:
    """Return the length of the film in epochs, of this many updates each, that goes with a new text.

    It stays as it is, as long as the film has not more updates than before, or than the usual 50,000; where the text
    was in windows and is now whole, the updates stay.
    """
    was_whole, is_whole = settings.updates_per_epoch == 1, updates_per_epoch == 1
    if is_whole:
        return settings.epochs if was_whole else min(settings.updates, MAXIMUM_EPOCHS)
    most = USUAL_UPDATES if was_whole else max(USUAL_UPDATES, settings.updates)
    return min(settings.epochs, max(1, most // updates_per_epoch))


def _describe_changes(settings: Settings, fitted: Settings) -> tuple[str, ...]:
    """Return a sentence for each setting that was changed to fit."""
    sentences = []
    if fitted.window != settings.window:
        sentences.append(
            f"Window of {fitted.window} steps: this text is too long to be unrolled at once."
            if fitted.window
            else "Window: the whole text, as it is shorter than the window was."
        )
    if fitted.held_out != settings.held_out:
        sentences.append("Nothing is held out, as the text is short.")
    if fitted.epochs != settings.epochs:
        each = fitted.updates_per_epoch
        sentences.append(
            f"Film of {fitted.epochs:,} {'epoch' if fitted.epochs == 1 else 'epochs'}, of {each:,} "
            f"{'update' if each == 1 else 'updates'} each."
        )
    if settings.changes:
        sentences.append("The changes made during training are dropped.")
    return tuple(sentences)
