"""A visitor's text inside our sentences."""

from __future__ import annotations

import re

from rnn.vocabulary import visible


def plain(text: str) -> str:
    """Return the text so that Markdown shows it as it is: line ends and spaces made visible, every sign escaped."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>~:$&^])", r"\\\1", "".join(visible(character) for character in text))
