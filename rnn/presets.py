"""Runs worth starting from; each teaches something."""

from __future__ import annotations

from dataclasses import dataclass

from rnn.settings import Settings


@dataclass(frozen=True)
class Preset:
    """A named run, with the seed and the priming to generate from it, and what to learn from it in one sentence."""

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
    lesson="Trained only to repeat the letter it is shown, and yet it goes on with the alphabet.",
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
PRESETS = (NOTEBOOK, ALPHABET, WORD, RHYME)


def preset_of(settings: Settings) -> Preset | None:
    """Return the preset that has just these settings, or None."""
    return next((preset for preset in PRESETS if preset.settings == settings), None)
