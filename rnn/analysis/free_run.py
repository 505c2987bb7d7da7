"""A free-running network after the first characters of its text, beside the same network teacher-forced on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.analysis.surgery import continue_with
from rnn.model.network import Trace
from rnn.model.parameters import Parameters


@dataclass(frozen=True)
class FreeRun:
    """What the network does after the first characters, one row a character that it writes.

    fed, predicted, right (n,)  indices: its inputs, what it writes, and what the text has there
    states (n, H)          the activations from which it writes
    teacher_forced_states (n, H)   those from which it would have to write it, were it shown the text
    """

    fed: np.ndarray
    predicted: np.ndarray
    right: np.ndarray
    states: np.ndarray
    teacher_forced_states: np.ndarray


def run_free(
    parameters: Parameters, trace: Trace, text: np.ndarray, target: str, seed_length: int, priming: str = "refeed"
) -> FreeRun:
    """Show the network the first characters of its text and let it write the rest, the most likely each time.

    trace    the forward pass over the text's inputs     text (L,) indices of the whole text; target "copy" or "next"
    seed_length  how many characters it is shown, 1 to L - 1
    priming  "refeed": the last of them is shown twice; "standard": once
    """
    length = len(text) - seed_length
    free = continue_with(parameters, text[:seed_length], length, (), priming, trace.a_start)
    predicted = free.o[-length:].argmax(axis=1)
    fed = np.r_[text[seed_length - 1], predicted[:-1]]
    teacher_forced_states = (
        trace.a[seed_length:] if target == "copy" else trace.a[seed_length - 1 :]
    )  # to copy, its character must be there
    return FreeRun(fed, predicted, text[seed_length:], free.a[-length:], teacher_forced_states)
