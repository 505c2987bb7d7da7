"""Texts to learn that come with the project; where they are from stands in texts/SOURCES.md."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from rnn.errors import InvalidInput

TEXTS = Path(__file__).parent / "texts"
LETTERS = "abcdefgh"
BRACKET_PAIRS = ("()", "[]", "{}")
LONGEST_DISTANCE = 30


def remember(distance: int) -> str:
    """Return 200 lines such as "a...a;": a letter, as many dots as the distance, 1 to 30, and the same letter again.

    Eight letters come 25 times each, in a fixed shuffled order, so that no order foretells a line's first letter: it
    costs ln 8 nats. All that follows can be known, but the last letter only by who remembers the first over the dots.
    After Hochreiter and Schmidhuber, "Long Short-Term Memory" (Neural Computation 9, 1997), section 5.2.
    Raises InvalidInput for a distance outside 1 to 30.
    """
    if not isinstance(distance, int) or not 1 <= distance <= LONGEST_DISTANCE:
        raise InvalidInput("distance", f"The distance is a whole number from 1 to {LONGEST_DISTANCE}, not {distance}.")
    return "".join(f"{letter}{'.' * distance}{letter};" for letter in _shuffled(LETTERS * 25))


def arithmetic() -> str:
    """Return all 100 sums of two digits, such as "3+4=7;", in a fixed shuffled order."""
    return "".join(f"{x}+{y}={x + y};" for x, y in _shuffled([(x, y) for x in range(10) for y in range(10)]))


def brackets(lines: int = 200, random_seed: int = 0) -> str:
    """Return lines of well-nested round, square and curly brackets, of 1 to 10 pairs, at most 6 deep."""
    dice = np.random.RandomState(random_seed)
    return "".join(_nested(dice, pairs=dice.randint(1, 11), deepest=6) + "\n" for _ in range(lines))


def _nested(dice: np.random.RandomState, pairs: int, deepest: int) -> str:
    """Return so many pairs of brackets: at each place one opens or closes, as the dice fall, as long as both can."""
    line, awaited = "", []
    while pairs or awaited:
        if not awaited or (pairs and len(awaited) < deepest and dice.random_sample() < 0.6):
            opening, closing = BRACKET_PAIRS[dice.randint(len(BRACKET_PAIRS))]
            line += opening
            awaited.append(closing)
            pairs -= 1
        else:
            line += awaited.pop()
    return line


def _shuffled(items) -> list:
    """Return the items in an order that looks like chance, and is always the same."""
    return [items[index] for index in np.random.RandomState(0).permutation(len(items))]


def _read(name: str) -> str:
    return (TEXTS / name).read_text(encoding="utf-8")


NAMES = _read("names.txt")
"""First names, one a line, in no order: from them a network invents new ones."""

ARITHMETIC = arithmetic()
"""Sums of two digits: the result can only be said by who remembers both."""

BRACKETS = brackets()
"""Lines of nested brackets: what closes can only be said by who remembers all that is open."""

POEM = _read("poem.txt")
"""Two poems by Lewis Carroll, "The Walrus and the Carpenter" and "Jabberwocky": verse, rhyme and speech."""
