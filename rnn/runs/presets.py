"""Runs worth starting from; each teaches something."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from rnn.runs.fitting import recommend
from rnn.runs.settings import Settings
from rnn.text import corpora

REMEMBERED_DISTANCE = 5


@dataclass(frozen=True)
class Preset:
    """A named run, with the seed and the priming to generate from it, and a sentence on what it teaches."""

    name: str
    settings: Settings
    seed: str
    priming: str
    lesson: str


NOTEBOOK = Preset(
    "The notebook: copy A to Z",
    Settings(),
    seed="ABCDEFG",
    priming="refeed",
    lesson="Trained to copy: the target is the input character itself. What does it generate? See “The riddle”.",
)
ALPHABET = Preset(
    "Next letter: A to Z",
    Settings(target="next"),
    seed="ABCDEFG",
    priming="standard",
    lesson="Trained to predict the next letter, it generates the whole alphabet from its first letters.",
)
WORD = Preset(
    "A word: hello",
    Settings(text="hello", target="next", learning_rate=0.1, epochs=10_000),
    seed="h",
    priming="standard",
    lesson="The first l is followed by l, the second by o: only the hidden state can distinguish them.",
)
RHYME = Preset(
    "A rhyme: twinkle, twinkle",
    Settings(text="twinkle, twinkle, little star", target="next", hidden_size=24, initial_scale=0.1, epochs=20_000),
    seed="tw",
    priming="standard",
    lesson="A t is followed by w, t, l or a: the network must remember its position in the line.",
)
LONG = Settings(
    text=corpora.NAMES,
    target="next",
    hidden_size=48,
    learning_rate=0.1,
    epochs=300,
    window=25,
    optimiser="adagrad",
    clip_value=5.0,
)
NAMES = Preset(
    "Names, one a line",
    LONG,
    seed="\n",
    priming="standard",
    lesson="It learns how names are spelt. At temperature 0.7, Generate writes names that are mostly not in its list.",
)
ARITHMETIC = Preset(
    "Sums: 3+4=7;",
    replace(LONG, text=corpora.ARITHMETIC, hidden_size=64, epochs=150),
    seed="3+4=",
    priming="standard",
    lesson="The result depends on the two digits before it, so they must be in the hidden state. The sums come in "
    "random order, so the loss does not fall to 0.",
)
BRACKETS = Preset(
    "Nested brackets",
    replace(LONG, text=corpora.BRACKETS, window=40, epochs=80),
    seed="(",
    priming="standard",
    lesson="A bracket may only close the one opened last, so the hidden state must work as a stack. The network learns "
    "shallow nesting and fails on deep nesting.",
)
POEM = Preset(
    "Two poems by Lewis Carroll",
    replace(LONG, text=corpora.POEM, hidden_size=64, epochs=200),
    seed="The ",
    priming="standard",
    lesson="Some 4,200 characters of The Walrus and the Carpenter and of Jabberwocky. The samples on Train change from "
    "noise to letters, then to word-like groups.",
)
PROSE = Preset(
    "English prose: Alice in Wonderland",
    recommend(Settings(), corpora.ALICE),
    seed="Alice ",
    priming="standard",
    lesson="50,000 characters. In 20,000 updates the loss falls from 6 bits per character to 2; the bigram baseline is "
    "3.5. It learns words, but little grammar.",
)


@cache
def remembering(distance: int) -> Preset:
    """Return the preset in which a letter is to be remembered over this many dots, 1 to 30.

    Its windows hold two lines, so that the error could come back over all of the distance. Raises InvalidInput as
    `corpora.remember` does.
    """
    settings = replace(LONG, text=corpora.remember(distance), hidden_size=32, epochs=40, window=2 * (distance + 3))
    return Preset(
        "Remember the first letter",
        settings,
        seed="a",
        priming="standard",
        lesson=f"The letter before each ; repeats the one {distance} {'dot' if distance == 1 else 'dots'} earlier. The "
        "network learns this over 10 dots, over 20 from some first weights only, over 30 not at all: the gradient "
        "vanishes on its way back (Backward, “Credit assignment over time”).",
    )


REMEMBER = remembering(REMEMBERED_DISTANCE)
NEWCOMER = ALPHABET  # what an address without parameters opens
PRESETS = (ALPHABET, NOTEBOOK, WORD, RHYME, NAMES, ARITHMETIC, BRACKETS, REMEMBER, POEM, PROSE)


def preset_of(settings: Settings) -> Preset | None:
    """Return the preset that has just these settings, or None; a letter may be remembered over any distance."""
    if distance := distance_of(settings):
        return remembering(distance)
    return next((preset for preset in PRESETS if preset.settings == settings), None)


def distance_of(settings: Settings) -> int | None:
    """Return the distance over which a letter is to be remembered, if these are the settings of that preset."""
    distance = settings.window // 2 - 3
    is_possible = 1 <= distance <= corpora.LONGEST_DISTANCE and settings.window % 2 == 0
    return distance if is_possible and remembering(distance).settings == settings else None


def is_preset_text(text: str) -> bool:
    """Return whether a text is that of a preset, also of one to remember a letter over any distance."""
    return remembered_distance(text) is not None or any(preset.settings.text == text for preset in PRESETS)


def remembered_distance(text: str) -> int | None:
    """Return the distance over which a letter is to be remembered in a text, or None if it is no such text."""
    distance = text.find(";") - 2
    is_possible = 1 <= distance <= corpora.LONGEST_DISTANCE
    return distance if is_possible and remembering(distance).settings.text == text else None
