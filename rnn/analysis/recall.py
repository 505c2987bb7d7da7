"""How well a network repeats a letter that it read a while ago, on the lines of `corpora.remember`."""

from __future__ import annotations

import numpy as np


def recall(predicted: np.ndarray, inputs: np.ndarray, targets: np.ndarray, dot: int) -> float:
    """Return the share of correct predictions where a letter is to be repeated: after a dot, where no dot follows.

    predicted, inputs, targets  (T,) indices of characters      dot  that of the dot
    NaN where nothing is to be repeated.
    """
    asked = (inputs == dot) & (targets != dot)
    return float((predicted == targets)[asked].mean()) if asked.any() else float("nan")
