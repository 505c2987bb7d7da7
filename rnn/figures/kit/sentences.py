"""Sentences that several captions share, with the numbers of the moment."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rnn.text.numbers import number, share


def on_predictions(probabilities: np.ndarray, wrong: int, targets: Sequence[str]) -> str:
    """Return how many predictions are wrong, and which target has the lowest probability.

    probabilities (T,)  of the targets     targets  T characters made visible
    """
    least = int(probabilities.argmin())
    return (
        f"Wrong: {wrong:,} of {len(probabilities):,}. Lowest probability of a target: {share(probabilities[least])} "
        f"({targets[least]}, step {least + 1})."
    )


def on_extremes(what: str, values: np.ndarray, place: str = "step", first: int = 1) -> str:
    """Return where values (n,) are highest and lowest, or that they are the same everywhere.

    what   whose values they are     place, first  what they are counted by, and from which number on
    """
    highest, lowest = int(values.argmax()), int(values.argmin())
    if highest == lowest:  # of equal values both are the first
        return f"{what} is {number(values[highest])} at every {place}."
    return (
        f"{what} is highest at {place} {highest + first} ({number(values[highest])}) and lowest at {place} "
        f"{lowest + first} ({number(values[lowest])})."
    )
