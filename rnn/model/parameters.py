"""The five parameters W, U, b, V, c, as views on one flat vector."""

from __future__ import annotations

import numpy as np

from rnn.errors import InvalidInput, check_choice, check_number, check_whole, shown

MAXIMUM_RANDOM_SEED = 2**32 - 1  # of NumPy's RandomState
MAXIMUM_SIZE = 2048  # of H and of K: at most 100 MB of parameters
INITIALISATIONS = ("normal", "scaled", "orthogonal")


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
        """Wrap theta (N,), an array of real numbers, without copying it; H and K go from 1 to 2,048.

        Raises InvalidInput, a ValueError, if theta is none, or its length does not fit the two sizes.
        """
        H, K = _checked_sizes(hidden_size, vocabulary_size)
        U, b, V, c = H * H, H * H + H * K, H * H + H * K + H, H * H + H * K + H + K * H  # where each begins
        _check_theta(theta, H, K)
        self.theta, self.hidden_size, self.vocabulary_size = theta, H, K
        self.W, self.U, self.b = theta[:U].reshape(H, H), theta[U:b].reshape(H, K), theta[b:V]
        self.V, self.c = theta[V:c].reshape(K, H), theta[c:]

    @classmethod
    def zeros(cls, hidden_size: int, vocabulary_size: int) -> Parameters:
        """Return parameters that are all 0. Raises InvalidInput for a size that is not from 1 to 2,048."""
        H, K = _checked_sizes(hidden_size, vocabulary_size)  # before anything is allocated
        return cls(np.zeros(parameter_count(H, K)), H, K)

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
        hidden_size, vocabulary_size  H and K, 1 to 2,048      random_seed  0 to 2³² - 1      scale  0 or more
        Raises InvalidInput, which names the argument, for anything else.
        """
        check_choice("initialisation", "The initialisation", initialisation, INITIALISATIONS)
        scale = check_number("scale", "The scale", scale)
        random_seed = check_whole("random_seed", "The random seed", random_seed, 0, MAXIMUM_RANDOM_SEED)
        parameters = cls.zeros(hidden_size, vocabulary_size)
        random_state = np.random.RandomState(random_seed)
        factor = scale if initialisation == "normal" else 1 / np.sqrt(parameters.hidden_size)
        for weights in (parameters.W, parameters.U, parameters.V):
            weights[:] = random_state.randn(*weights.shape) * factor
        if initialisation == "orthogonal":
            Q, R = np.linalg.qr(parameters.W)
            parameters.W[:] = Q * np.sign(np.diag(R))  # with the signs, every rotation is as likely (Mezzadri 2007)
        return parameters

    def copy(self) -> Parameters:
        """Return the same numbers in a vector of their own."""
        return Parameters(self.theta.copy(), self.hidden_size, self.vocabulary_size)

    def __repr__(self) -> str:
        return f"<Parameters: {', '.join(f'{name} {array.shape}' for name, array in self.items())}>"

    def __iter__(self):
        """Yield the arrays in the order of NAMES, so that `W, U, b, V, c = parameters` names all five."""
        return iter((self.W, self.U, self.b, self.V, self.c))

    def items(self):
        """Yield the five names with their arrays: ("W", W), ("U", U), ("b", b), ("V", V), ("c", c)."""
        return zip(self.NAMES, self, strict=True)


def parameter_count(hidden_size: int, vocabulary_size: int) -> int:
    """Return how many numbers the network has: H·H + 2·H·K + H + K."""
    return hidden_size * hidden_size + 2 * hidden_size * vocabulary_size + hidden_size + vocabulary_size


def _checked_sizes(hidden_size, vocabulary_size) -> tuple[int, int]:
    """Return H and K as plain ints. Raises InvalidInput for one that is not from 1 to MAXIMUM_SIZE."""
    return (
        check_whole("hidden_size", "The number of hidden units", hidden_size, 1, MAXIMUM_SIZE),
        check_whole("vocabulary_size", "The number of characters", vocabulary_size, 1, MAXIMUM_SIZE),
    )


def _check_theta(theta, H: int, K: int) -> None:
    if not isinstance(theta, np.ndarray) or theta.dtype.kind not in "fiu":
        kind = f"an array of {theta.dtype}" if isinstance(theta, np.ndarray) else shown(theta)
        raise InvalidInput("theta", f"theta is a NumPy array of real numbers, not {kind}.")
    if theta.shape != (parameter_count(H, K),):
        raise InvalidInput(
            "theta", f"theta has shape {theta.shape}; H = {H} and K = {K} need ({parameter_count(H, K)},)."
        )
