"""The riddle's proofs: the network that copies is shown its characters in other orders, and with one of them wrong."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from rnn.analysis.riddle import SEED_LENGTH, Alphabet, predict
from rnn.model.parameters import Parameters

ORDERS = 9


@dataclass(frozen=True)
class OtherOrders:
    """What a network copies of its characters in other orders.

    alphabet        the text
    fed, predicted  (T,) indices: the first of the orders, and what was predicted to it
    counts          (ORDERS,) how many characters were copied in each
    in_order        how many in the order of the text
    """

    alphabet: Alphabet
    fed: np.ndarray
    predicted: np.ndarray
    counts: np.ndarray
    in_order: int

    @property
    def mean(self) -> float:
        """The mean number copied in another order, 0 to T."""
        return float(self.counts.mean())


@dataclass(frozen=True)
class WrongCharacters:
    """What a network predicts where the text is right up to a place, and any character comes there.

    alphabet   the text
    predicted  (T, K) indices: predicted[t, k] is what it predicts at place t if character k is shown there
    """

    alphabet: Alphabet
    predicted: np.ndarray

    @property
    def is_wrong(self) -> np.ndarray:
        """Where the character shown is not that of the place, (T, K)."""
        return np.arange(self.predicted.shape[1]) != self.alphabet.order[:, None]

    @property
    def copied(self) -> np.ndarray:
        """How many of the K - 1 wrong characters of each place are copied, (T,)."""
        return (self.is_wrong & (self.predicted == np.arange(self.predicted.shape[1]))).sum(axis=1)

    @property
    def of_place(self) -> np.ndarray:
        """To how many of them the character of the place is predicted, (T,)."""
        return (self.is_wrong & (self.predicted == self.alphabet.order[:, None])).sum(axis=1)

    @property
    def others(self) -> np.ndarray:
        """To how many of them another character is predicted, (T,)."""
        return self.is_wrong.sum(axis=1) - self.copied - self.of_place

    @property
    def after_seed(self) -> np.ndarray:
        """What is predicted at the place after the seed, (K,), to each character in the order of the text."""
        return self.predicted[SEED_LENGTH, self.alphabet.order]

    @property
    def gives_place(self) -> int:
        """How many of all K characters, shown after the seed, give the character of that place."""
        return int((self.after_seed == self.alphabet.order[SEED_LENGTH]).sum())


def copy_other_orders(parameters: Parameters, alphabet: Alphabet) -> OtherOrders:
    """Show a network its characters in their own order and in ORDERS others, always the same ones."""
    fed = alphabet.order[other_orders(len(alphabet.order))]
    predicted = np.array([predict(parameters, one) for one in fed])
    in_order = int((predict(parameters, alphabet.order) == alphabet.order).sum())
    return OtherOrders(alphabet, fed[0], predicted[0], (predicted == fed).sum(axis=1), in_order)


def show_wrong_characters(parameters: Parameters, alphabet: Alphabet) -> WrongCharacters:
    """Show a network, at each place of its text, each character instead of the right one.

    All K are one product a place: the state before it is that of the right text.
    """
    W, U, b, V, c = parameters
    predicted = np.empty((len(alphabet.order), len(c)), dtype=np.int64)
    a = np.zeros(len(b))
    with np.errstate(over="ignore", invalid="ignore"):  # the last frame of a run that diverged
        for t, k in enumerate(alphabet.order):
            after_each = np.tanh(U.T + (W @ a + b))  # (K, H): row k is a_t if character k is shown
            predicted[t] = (after_each @ V.T + c).argmax(axis=1)
            a = after_each[k]
    return WrongCharacters(alphabet, predicted)


@cache
def other_orders(T: int) -> np.ndarray:
    """Return ORDERS permutations of T places, (ORDERS, T); for the same T always the same."""
    random_state = np.random.RandomState(0)
    return np.array([random_state.permutation(T) for _ in range(ORDERS)])


@dataclass(frozen=True)
class CopyingFilm:
    """How many characters a network copies along its film.

    epochs       (n,) that were measured, rising
    in_order     (n,) how many it copies in the order of its text
    in_others    (n,) how many in another order, the mean of ORDERS
    steps        T, the characters there are
    epoch, now   where the playhead is, and the mean number copied in another order there
    """

    epochs: np.ndarray
    in_order: np.ndarray
    in_others: np.ndarray
    steps: int
    epoch: int
    now: float

    @property
    def best(self) -> int:
        """Which of them it is at which it copies most in other orders; the first of them."""
        return int(self.in_others.argmax())

    @property
    def most(self) -> float:
        """The mean number copied in another order there."""
        return float(self.in_others[self.best])

    @property
    def last(self) -> float:
        """The same at the last of them."""
        return float(self.in_others[-1])

    @property
    def halved(self) -> int | None:
        """Which of them it is from which on it copies half of that maximum or less; None if not at the last."""
        above = np.flatnonzero(2 * self.in_others > self.most)
        frame = int(above[-1]) + 1 if len(above) else 0
        return frame if frame < len(self.epochs) else None
