"""What one pre-activation is made of: s_t = W a_{t-1} + U x_t + b, its three parts kept apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.model.parameters import Parameters


@dataclass(frozen=True)
class Composition:
    """The parts of one step's pre-activation, (H,) each; their sum is s.

    from_state  W a_{t-1}, what the network remembers
    from_input  the column of U that the one-hot input picks
    from_bias   b
    """

    from_state: np.ndarray
    from_input: np.ndarray
    from_bias: np.ndarray

    @property
    def s(self) -> np.ndarray:
        return self.from_state + self.from_input + self.from_bias


def compose(parameters: Parameters, x: int, a_previous: np.ndarray) -> Composition:
    """Return the parts of the pre-activation of a step that reads character index x after a_previous (H,)."""
    return Composition(parameters.W @ a_previous, parameters.U[:, x], parameters.b)
