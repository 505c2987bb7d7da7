"""The pictures of the riddle's outcomes, and how wide each must be to be read."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rnn.analysis.disorder import CopyingFilm, OtherOrders, WrongCharacters
from rnn.analysis.riddle import SEED_LENGTH, Alphabet, Written, WrittenBothWays
from rnn.figures.kit import style
from rnn.figures.kit.axes import minimum_width
from rnn.figures.riddle import COLUMN_PIXELS, copying_figure, predicted_figure, wrong_characters_figure


class Picture(NamedTuple):
    """A figure, and the fewest pixels that it needs across."""

    figure: style.Figure
    width: int = 0


def pictures_twice(outcome: WrittenBothWays) -> list[Picture]:
    """Return the picture of the notebook's way."""
    return [_written(outcome.twice, "The seed, its last character twice")]


def pictures_once(outcome: WrittenBothWays) -> list[Picture]:
    """Return the picture of each character fed once."""
    return [_written(outcome.once, "The seed, each character once")]


def pictures_both_ways(outcome: WrittenBothWays) -> list[Picture]:
    """Return both."""
    return [*pictures_twice(outcome), *pictures_once(outcome)]


def pictures_of_orders(outcome: OtherOrders) -> list[Picture]:
    """Return the first of the other orders, and what was predicted to it."""
    return [_compared(outcome.alphabet, outcome.fed, outcome.predicted, "The text in another order")]


def pictures_of_wrong(outcome: WrongCharacters) -> list[Picture]:
    """Return what each character after the seed gives, and what the wrong ones give at every place."""
    alphabet, order = outcome.alphabet, outcome.alphabet.order
    right = alphabet.word(order[SEED_LENGTH : SEED_LENGTH + 1])
    after_seed = predicted_figure(
        order,
        outcome.after_seed,
        np.full(len(order), order[SEED_LENGTH]),
        alphabet.labels,
        f"Each character, shown after the seed in the place of {right}",
        f"{right}, the character of the place",
    )
    places = [alphabet.labels[index] for index in order]
    by_place = wrong_characters_figure(outcome.copied, outcome.of_place, outcome.others, places)
    return [Picture(after_seed, COLUMN_PIXELS * len(order)), Picture(by_place, minimum_width(len(order)))]


def pictures_of_film(outcome: CopyingFilm) -> list[Picture]:
    """Return what is copied along the film."""
    return [Picture(copying_figure(outcome))]


def _written(written: Written, title: str) -> Picture:
    return _compared(written.alphabet, written.fed, written.predicted, title, written.seed_steps)


def _compared(
    alphabet: Alphabet, fed: np.ndarray, predicted: np.ndarray, title: str, seed_steps: int | None = None
) -> Picture:
    figure = predicted_figure(fed, predicted, alphabet.next_in_text[fed], alphabet.labels, title, seed_steps=seed_steps)
    return Picture(figure, COLUMN_PIXELS * len(fed))
