"""A visitor's text inside our sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rnn.text.vocabulary import characters_of, visible


def plain(text: str | Sequence[str]) -> str:
    """Return a text so that Markdown shows it as it is: line ends and spaces made visible, every sign escaped."""
    return escaped("".join(visible(character) for character in characters_of(text)))


def escaped(sentence: str) -> str:
    """Return a sentence of ours, with something of a visitor's in it, so that Markdown shows every sign as it is."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>~:$&^])", r"\\\1", sentence)
