"""Texts to learn that come with the project; their origins are in texts/SOURCES.md."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from rnn.errors import InvalidInput

TEXTS = Path(__file__).parent / "texts"
LETTERS, DOT = "abcdefgh", "."
BRACKET_PAIRS = ("()", "[]", "{}")
LONGEST_DISTANCE = 30


def remember(distance: int) -> str:
    """Return 1,000 lines such as "a...a;": a letter, as many dots as the distance, 1 to 30, and the same letter again.

    Eight letters come 125 times each, in a fixed shuffled order, too long to be learnt by heart soon: the first letter
    of a line costs about ln 8 nats. All else can be known, but the last letter only by who remembers the first one.
    After Hochreiter and Schmidhuber, "Long Short-Term Memory" (Neural Computation 9, 1997), section 5.2.
    Raises InvalidInput for a distance outside 1 to 30.
    """
    if not isinstance(distance, int) or not 1 <= distance <= LONGEST_DISTANCE:
        raise InvalidInput("distance", f"The distance is a whole number from 1 to {LONGEST_DISTANCE}, not {distance}.")
    return "".join(f"{letter}{DOT * distance}{letter};" for letter in _shuffled(LETTERS * 125))


def arithmetic() -> str:
    """Return all 100 sums of two digits, such as "3+4=7;", ten times over, each time in another fixed order."""
    digits = [(x, y) for x in range(10) for y in range(10)]
    return "".join(f"{x}+{y}={x + y};" for turn in range(10) for x, y in _shuffled(digits, turn))


def brackets(lines: int = 800, random_seed: int = 0) -> str:
    """Return lines of well-nested round, square and curly brackets, of 1 to 10 pairs, at most 6 deep."""
    generator = np.random.RandomState(random_seed)
    return "".join(_nested(generator, pairs=generator.randint(1, 11), deepest=6) + "\n" for _ in range(lines))


def _nested(generator: np.random.RandomState, pairs: int, deepest: int) -> str:
    """Return this many pairs of brackets: at each place one opens or closes, at random, as long as both can."""
    to_open = generator.randint(len(BRACKET_PAIRS), size=pairs).tolist()
    line, awaited = "", []
    while to_open or awaited:
        if not awaited or (to_open and len(awaited) < deepest and generator.random_sample() < 0.6):
            opening, closing = BRACKET_PAIRS[to_open.pop()]
            line += opening
            awaited.append(closing)
        else:
            line += awaited.pop()
    return line


def _shuffled(items: Sequence, random_seed: int = 0) -> list:
    """Return the items in an order that looks like chance, and is always the same for a random seed."""
    return [items[index] for index in np.random.RandomState(random_seed).permutation(len(items))]


def _read(name: str) -> str:
    return (TEXTS / name).read_text(encoding="utf-8")


NAMES = _read("names.txt")
"""First names, one a line, in no order: from them a network makes new ones."""

ARITHMETIC = arithmetic()
"""Sums of two digits: the result depends on both."""

BRACKETS = brackets()
"""Lines of nested brackets: the bracket that closes depends on all that are open."""

POEM = _read("poem.txt")
"""Two poems by Lewis Carroll, "The Walrus and the Carpenter" and "Jabberwocky": verse, rhyme and speech."""

ALICE = _read("alice.txt")
"""The first 49,953 characters of "Alice's Adventures in Wonderland" by Lewis Carroll: English prose and speech."""
