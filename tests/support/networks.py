"""Random networks and texts, for tests that must hold for any of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from rnn.model.network import Trace, backward_steps, cross_entropy, forward
from rnn.model.parameters import Parameters
from rnn.model.windows import TrainingState, TrainingWindows


@dataclass(frozen=True)
class Case:
    """A network whose biases are not 0 either, a text for it, and the start of its state."""

    parameters: Parameters
    inputs: np.ndarray
    targets: np.ndarray
    a_start: np.ndarray

    @property
    def windows(self) -> TrainingWindows:
        """The whole text at once, and plain gradient descent."""
        return TrainingWindows.whole(self.inputs, self.targets)

    def state(self) -> TrainingState:
        """Return the state before the first update, with parameters of its own."""
        return TrainingState.begin(self.parameters, self.windows)

    @property
    def trace(self) -> Trace:
        return forward(self.parameters, self.inputs, self.a_start)

    @property
    def steps(self):
        return backward_steps(self.parameters, self.trace, self.targets)

    @property
    def loss(self) -> float:
        return cross_entropy(self.trace.y_pred, self.targets)


def random_case(T: int = 6, H: int = 4, K: int = 5, seed: int = 0, scale: float = 0.7) -> Case:
    """Draw a case; the same arguments give the same one."""
    random_state = np.random.RandomState(seed)
    parameters = Parameters.random(H, K)
    parameters.theta[:] = random_state.randn(len(parameters.theta)) * scale
    inputs, targets = random_state.randint(K, size=(2, T))
    return Case(parameters, inputs, targets, random_state.uniform(-0.9, 0.9, H))


def cases(longest: int = 8):
    """Return a Hypothesis strategy of small cases of every size."""
    sizes = st.integers(1, longest), st.integers(1, 6), st.integers(1, 6), st.integers(0, 10_000)
    return st.builds(random_case, *sizes)
