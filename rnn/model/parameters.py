"""The five parameters W, U, b, V, c, as views on one flat vector."""

from __future__ import annotations

import numpy as np

MAXIMUM_RANDOM_SEED = 2**32 - 1  # of NumPy's RandomState


class Parameters:
    """The parameters of a vanilla RNN, or their gradients, which have the same shapes.

    W (H, H)  hidden to hidden        V (K, H)  hidden to output
    U (H, K)  input to hidden         c (K,)    output bias
    b (H,)    hidden bias
    theta     all of them in one vector of H·H + H·K + H + K·H + K numbers; W, U, b, V and c are views on it,
              so a change of one is a change of the other
    """

    NAMES = ("W", "U", "b", "V", "c")

    def __init__(self, theta: np.ndarray, hidden_size: int, vocabulary_size: int):
        """Wrap theta without copying it. Raises ValueError if its length does not fit the two sizes."""
        H, K = hidden_size, vocabulary_size
        if theta.shape != (parameter_count(H, K),):
            raise ValueError(f"theta has shape {theta.shape}; H = {H} and K = {K} need ({parameter_count(H, K)},).")
        self.theta, self.hidden_size, self.vocabulary_size = theta, H, K
        W, U, b, V, c = np.split(theta, np.cumsum([H * H, H * K, H, K * H]))
        self.W, self.U, self.b = W.reshape(H, H), U.reshape(H, K), b
        self.V, self.c = V.reshape(K, H), c

    @classmethod
    def zeros(cls, hidden_size: int, vocabulary_size: int) -> Parameters:
        """Return parameters that are all 0."""
        return cls(np.zeros(parameter_count(hidden_size, vocabulary_size)), hidden_size, vocabulary_size)

    @classmethod
    def random(
        cls,
        hidden_size: int,
        vocabulary_size: int,
        random_seed: int = 0,
        scale: float = 0.01,
        initialisation: str = "normal",
    ) -> Parameters:
        """Draw W, U, V, in the notebook's order, from RandomState(random_seed).randn; b and c are 0.

        initialisation  "normal": all times `scale`, the notebook's; "scaled": all times 1/√H, so that H terms add up to
                        about 1; "orthogonal": as scaled, but W is orthogonal: it keeps every length
        """
        parameters = cls.zeros(hidden_size, vocabulary_size)
        random_state = np.random.RandomState(random_seed)
        factor = scale if initialisation == "normal" else 1 / np.sqrt(hidden_size)
        for weights in (parameters.W, parameters.U, parameters.V):
            weights[:] = random_state.randn(*weights.shape) * factor
        if initialisation == "orthogonal":
            Q, R = np.linalg.qr(parameters.W)
            parameters.W[:] = Q * np.sign(np.diag(R))  # with the signs, every rotation is as likely (Mezzadri 2007)
        return parameters

    def copy(self) -> Parameters:
        """Return the same numbers in a vector of their own."""
        return Parameters(self.theta.copy(), self.hidden_size, self.vocabulary_size)

    def __iter__(self):
        """Yield the arrays in the order of NAMES, so that `W, U, b, V, c = parameters` names all five."""
        return iter((self.W, self.U, self.b, self.V, self.c))

    def items(self):
        """Yield the five names with their arrays: ("W", W), ("U", U), ("b", b), ("V", V), ("c", c)."""
        return zip(self.NAMES, self, strict=True)


def parameter_count(hidden_size: int, vocabulary_size: int) -> int:
    """Return how many numbers the network has: H·H + 2·H·K + H + K."""
    return hidden_size * hidden_size + 2 * hidden_size * vocabulary_size + hidden_size + vocabulary_size
