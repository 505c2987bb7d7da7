"""One update in slow motion: the forward pass over a window, the loss, the way back, the change of the parameters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.model.excerpts import Excerpt
from rnn.model.network import BackwardTrace, Trace, accumulate_gradients, backward_steps, forward, step_losses
from rnn.model.optimisers import Clipping, clip
from rnn.model.parameters import Parameters


@dataclass(frozen=True)
class OneUpdate:
    """One update, taken apart.

    window       what it is trained on                   a_start  in `trace`: the state in which the window begins
    before       the parameters before it                after    those after it; the same object where none is made
    trace        the forward pass with `before`          trace_after  with `after`, over the same window
    steps        every derivative of the loss with respect to what `trace` computed
    gradient     (N,) of the loss with respect to all parameters, before clipping       clipped  (N,) after it
    clipping     the bounds of the gradient              rate     the learning rate
    """

    window: Excerpt
    before: Parameters
    after: Parameters
    trace: Trace
    trace_after: Trace
    steps: BackwardTrace
    gradient: np.ndarray
    clipped: np.ndarray
    clipping: Clipping
    rate: float

    @property
    def is_made(self) -> bool:
        """Whether there is such an update."""
        return self.after is not self.before

    @property
    def change(self) -> Parameters:
        """The parameters after the update minus those before it."""
        return Parameters(self.after.theta - self.before.theta, self.before.hidden_size, self.before.vocabulary_size)

    @property
    def losses(self) -> np.ndarray:
        """The loss of each step before the update, (T,), in nats."""
        return step_losses(self.trace.y_pred, self.window.targets)

    @property
    def losses_after(self) -> np.ndarray:
        """The loss of each step of the same window after the update, (T,), in nats."""
        return step_losses(self.trace_after.y_pred, self.window.targets)


def take_apart(
    before: Parameters,
    after: Parameters | None,
    window: Excerpt,
    a_start: np.ndarray,
    clipping: Clipping,
    rate: float,
) -> OneUpdate:
    """Work out the phases of an update from the parameters before it and after it; None where none is made.

    a_start  (H,) the state in which the window begins
    """
    with np.errstate(over="ignore", invalid="ignore"):
        trace = forward(before, window.inputs, a_start)
        steps = backward_steps(before, trace, window.targets)
        gradient = accumulate_gradients(trace, steps, window.inputs).theta
        trace_after = trace if after is None else forward(after, window.inputs, a_start)
        bounded = clip(gradient, clipping)
    after = before if after is None else after
    return OneUpdate(window, before, after, trace, trace_after, steps, gradient, bounded, clipping, rate)
