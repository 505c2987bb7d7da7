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
    """A named run, with the seed and the priming to generate from it, and what to learn from it, in words."""

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
    lesson="Trained only to predict the letter that it is shown. What does it then write? See “The riddle”.",
)
ALPHABET = Preset(
    "Next letter: A to Z",
    Settings(target="next"),
    seed="ABCDEFG",
    priming="standard",
    lesson="Trained to say the following letter, it spells the whole alphabet.",
)
WORD = Preset(
    "A word: hello",
    Settings(text="hello", target="next", learning_rate=0.1, epochs=10_000),
    seed="h",
    priming="standard",
    lesson="After the first l comes an l, after the second an o: only memory can tell them apart.",
)
RHYME = Preset(
    "A rhyme: twinkle, twinkle",
    Settings(text="twinkle, twinkle, little star", target="next", hidden_size=24, initial_scale=0.1, epochs=20_000),
    seed="tw",
    priming="standard",
    lesson="A t is followed by w, t, l or a: the network must remember how far the line has come.",
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
    lesson="From a list of names it learns how names go. Let Generate write at temperature 0.7: most are nobody's.",
)
ARITHMETIC = Preset(
    "Sums: 3+4=7;",
    replace(LONG, text=corpora.ARITHMETIC, hidden_size=64, epochs=150),
    seed="3+4=",
    priming="standard",
    lesson="What comes after = hangs on the two digits before it: they have to be in the state. Which sum comes next "
    "nobody can know, so the loss never falls to 0.",
)
BRACKETS = Preset(
    "Nested brackets",
    replace(LONG, text=corpora.BRACKETS, window=40, epochs=80),
    seed="(",
    priming="standard",
    lesson="What may close is what was opened last: a stack has to be kept in H numbers. Shallow nests it learns, deep "
    "ones it loses.",
)
POEM = Preset(
    "Two poems by Lewis Carroll",
    replace(LONG, text=corpora.POEM, hidden_size=64, epochs=200),
    seed="The ",
    priming="standard",
    lesson="Some 4,200 characters of The Walrus and the Carpenter, and Jabberwocky: from noise to letters, to the "
    "shapes of words. Train shows the ladder.",
)
PROSE = Preset(
    "English prose: Alice in Wonderland",
    recommend(Settings(), corpora.ALICE),
    seed="Alice ",
    priming="standard",
    lesson="50,000 characters. In 20,000 updates the loss falls from 6 bits a character to 2, where a table of pairs "
    "needs 3.5: it learns words, and little of what goes together in a sentence.",
)


@cache
def remembering(distance: int) -> Preset:
    """Return the preset in which a letter is to be remembered over so many dots, 1 to 30.

    Its windows hold two lines, so that the error could come back over all of the distance. Raises InvalidInput as
    `corpora.remember` does.
    """
    settings = replace(LONG, text=corpora.remember(distance), hidden_size=32, epochs=40, window=2 * (distance + 3))
    return Preset(
        "Remember the first letter",
        settings,
        seed="a",
        priming="standard",
        lesson=f"The letter before each ; is the one {distance} {'dot' if distance == 1 else 'dots'} earlier. Up to "
        "some 10 dots it learns that, over 20 it depends on the first weights, over 30 it does not: on the way back "
        "through time the error fades (Backward, “Credit assignment over time”).",
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
    distance = text.find(";") - 2
    is_possible = 1 <= distance <= corpora.LONGEST_DISTANCE
    return any(preset.settings.text == text for preset in PRESETS) or (
        is_possible and remembering(distance).settings.text == text
    )
