"""The optimisers: five ways to go from a gradient to an update, which differ in a few constants alone.

    m <- decay_m m + weight_m g                  a running mean of the gradient (momentum)
    v <- decay_v v + weight_v g²                 a running mean of its square
    theta <- theta - learning_rate · (m / m_bias) / (sqrt(v / v_bias + inside) + outside)

Plain gradient descent, theta <- theta - learning_rate g, keeps neither m nor v.

Adagrad is min-char-rnn's, with 1e-8 under the root, not that of PyTorch's defaults: it equals
`torch.optim.Adagrad(initial_accumulator_value=1e-8, eps=0)`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.errors import InvalidInput, shown


@dataclass(frozen=True)
class Optimiser:
    """One of the five.

    name                its name in Settings                     label  as a reader sees it
    lesson              what it does, in a sentence               source where its formula comes from
    keeps               which of m and v it has to remember: "", "m", "v" or "mv"
    decay_m … outside   the constants of the formula above; m is just g, or the denominator 1, where it has none
    is_corrected        whether m and v, which begin at 0, are divided by m_bias = 1 - decay_m^n, v_bias = 1 - decay_v^n
    """

    name: str
    label: str
    lesson: str
    source: str
    keeps: str = ""
    decay_m: float = 0.0
    weight_m: float = 1.0
    decay_v: float = 0.0
    weight_v: float = 0.0
    epsilon_inside_sqrt: float = 1.0
    epsilon: float = 0.0
    is_corrected: bool = False

    @property
    def slots(self) -> tuple[int, ...]:
        """The places of what it keeps among (m, v): 0 for m, 1 for v."""
        return tuple("mv".index(name) for name in self.keeps)

    @property
    def constants(self) -> tuple[float, ...]:
        """The six constants of the formula, in their order above."""
        return self.decay_m, self.weight_m, self.decay_v, self.weight_v, self.epsilon_inside_sqrt, self.epsilon


SGD = Optimiser(
    "sgd",
    "Gradient descent",
    "Every update follows the gradient, as long as it is steep: the notebook's.",
    "the notebook",
)
MOMENTUM = Optimiser(
    "momentum",
    "Momentum",
    "Updates add up like a ball's speed downhill; a tenth is lost at each.",
    "Polyak 1964, in PyTorch's form",
    keeps="m",
    decay_m=0.9,
)
ADAGRAD = Optimiser(
    "adagrad",
    "Adagrad",
    "Each number has its own rate, which falls as its squared gradients add up: min-char-rnn's.",
    "Duchi, Hazan and Singer 2011, in min-char-rnn's form",
    keeps="v",
    decay_v=1.0,
    weight_v=1.0,
    epsilon_inside_sqrt=1e-8,
)
RMSPROP = Optimiser(
    "rmsprop",
    "RMSprop",
    "As Adagrad, but old gradients are forgotten, so that the rates never die.",
    "Hinton 2012, lecture 6e, in PyTorch's form",
    keeps="v",
    decay_v=0.99,
    weight_v=0.01,
    epsilon_inside_sqrt=0.0,
    epsilon=1e-8,
)
ADAM = Optimiser(
    "adam",
    "Adam",
    "Momentum and RMSprop together, corrected for their start at 0.",
    "Kingma and Ba 2015",
    keeps="mv",
    decay_m=0.9,
    weight_m=0.1,
    decay_v=0.999,
    weight_v=0.001,
    epsilon_inside_sqrt=0.0,
    epsilon=1e-8,
    is_corrected=True,
)
OPTIMISERS = {one.name: one for one in (SGD, MOMENTUM, ADAGRAD, RMSPROP, ADAM)}


@dataclass(frozen=True)
class Clipping:
    """How far a gradient may go: `value` bounds each of its numbers, `norm` its length; 0 sets no bound.

    Both bounds may be set; that of each number then comes first.
    """

    value: float = 0.0
    norm: float = 0.0


def clip(gradient: np.ndarray, clipping: Clipping) -> np.ndarray:
    """Return the gradient (N,) within its bounds: each number in ±value, then all shrunk together to the norm.

    By norm it keeps its direction (Pascanu, Mikolov and Bengio 2013); by value, min-char-rnn's way, it may turn.
    It is shrunk to the norm itself: PyTorch's `clip_grad_norm_` adds 1e-6 to the length that it divides by.
    """
    if clipping.value:
        gradient = np.clip(gradient, -clipping.value, clipping.value)
    if clipping.norm and (length := np.sqrt((gradient**2).sum())) > clipping.norm:
        gradient = gradient * (clipping.norm / length)
    return gradient


def step(optimiser: Optimiser, theta: np.ndarray, memory: np.ndarray, g: np.ndarray, rate: float, number: int) -> None:
    """Make one update of theta (N,) by the gradient g (N,), in place.

    memory  (kept, N) what the optimiser keeps, changed in place      rate  the learning rate, 0 or more
    number  of the update, from 1, for the correction of what began at 0
    """
    m, v = g, 0.0
    kept = dict(zip(optimiser.keeps, memory, strict=True))
    if "m" in kept:
        m = kept["m"]
        m[:] = optimiser.decay_m * m + optimiser.weight_m * g
    if "v" in kept:
        v = kept["v"]
        v[:] = optimiser.decay_v * v + optimiser.weight_v * g**2
    m_bias, v_bias = biases(optimiser, number)
    theta -= rate * (m / m_bias) / (np.sqrt(v / v_bias + optimiser.epsilon_inside_sqrt) + optimiser.epsilon)


def biases(optimiser: Optimiser, number: int) -> tuple[float, float]:
    """Return what m and v are to be divided by at an update, counted from 1; 1 where nothing is corrected."""
    if not optimiser.is_corrected:
        return 1.0, 1.0
    return 1 - optimiser.decay_m**number, 1 - optimiser.decay_v**number


def optimiser_named(name: str) -> Optimiser:
    """Return the optimiser of this name. Raises InvalidInput, which names them all, if there is none."""
    if not isinstance(name, str) or name not in OPTIMISERS:
        known = ", ".join(f"“{known}”" for known in OPTIMISERS)
        raise InvalidInput("optimiser", f"The optimiser is one of {known}, not {shown(name)}.")
    return OPTIMISERS[name]
