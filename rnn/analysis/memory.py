"""How long a state is remembered: what W does alone, what a step does with tanh's slope, and what was measured.

da_t/da_{t-1} = diag(1 - a_t²) W: an error goes back through these Jacobians, not through W alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.analysis.dynamics import spectral_radius
from rnn.analysis.gradient_flow import GradientDecay
from rnn.model.network import Trace
from rnn.model.parameters import Parameters
from rnn.text.numbers import compact


@dataclass(frozen=True)
class Memory:
    """Four numbers on how a network remembers.

    radius_of_weights     the largest absolute eigenvalue of W
    mean_slope      tanh's slope 1 - a², averaged over all units and steps, 0 to 1
    radius_of_step  the largest absolute eigenvalue of the mean over the steps of diag(1 - a_t²) W
    factor          what an error is multiplied by over one character on its way back, as measured; None if it is not
    longest         the largest distance at which that was measured, in characters
    """

    radius_of_weights: float
    mean_slope: float
    radius_of_step: float
    factor: float | None
    longest: int = 0

    @property
    def sentence(self) -> str:
        """How the numbers go together."""
        sentence = (
            f"W alone has spectral radius {compact(self.radius_of_weights)}, but a state goes on through "
            f"diag(1 − a²) W, and the slope 1 − a² of tanh is {self.mean_slope:.2f} on average: over the steps shown, "
            f"the mean Jacobian has spectral radius {compact(self.radius_of_step)}."
        )
        if self.factor is not None:
            sentence += (
                f" Measured on the way back, an error is multiplied by {self.factor:.2g} a character{self._time()}."
            )
        if self.radius_of_weights > 1 and (self.radius_of_step < 1 if self.factor is None else self.factor < 1):
            sentence += " So a large W does not mean a long memory here: tanh's slope takes back more than W adds."
        return sentence

    def _time(self) -> str:
        """Return the half-life, where it is at least a character and no longer than what was measured."""
        if self.factor <= 0 or self.factor == 1:
            return ""
        characters = np.log(2) / abs(np.log(self.factor))
        if not 1 <= characters <= self.longest:
            return ""
        return f": it {'halves' if self.factor < 1 else 'doubles'} every {characters:.1f} characters"


def measure_memory(parameters: Parameters, trace: Trace, gradient_decay: GradientDecay | None = None) -> Memory:
    """Measure the spectral radius of W and of the mean Jacobian, and take the measured decay of the gradient over.

    The spectral radius of the mean Jacobian would be the growth a step if all steps were alike; as they are not, only
    the measured factor holds for the products of Jacobians that an error really goes through.

    trace           what `forward` returned
    gradient_decay  what `gradient_flow.measure_gradient_decay` returned, if that was measured
    """
    slope = 1 - trace.a**2
    has_slope = gradient_decay is not None and np.isfinite(gradient_decay.slope)
    return Memory(
        float(spectral_radius(parameters.W)),
        float(slope.mean()),
        float(spectral_radius(slope.mean(axis=0)[:, None] * parameters.W)),
        float(np.exp(gradient_decay.slope)) if has_slope else None,
        len(gradient_decay.distances) - 1 if has_slope else 0,
    )
