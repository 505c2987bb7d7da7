"""Alphabets and networks for tests of the riddle, and the same questions put to the plain notebook."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from hypothesis import strategies as st

from rnn import Parameters, Run, Settings
from rnn.analysis.riddle import Alphabet
from tests.support import notebook

LATIN = Alphabet(tuple(Settings().text))
SIGNS = "qwertyuiopas df{}<*&#7_$éΩ\t🙂\nß"  # 31, braces, a space and what Markdown reads among them


@dataclass(frozen=True)
class Notebook:
    """A network as the notebook's own code reads it, for texts of this alphabet."""

    parameters: Parameters
    alphabet: Alphabet

    @property
    def _columns(self) -> tuple:
        W, U, b, V, c = self.parameters
        return W, U, V, b[:, None], c[:, None]

    @property
    def _characters(self) -> list[str]:
        return sorted(self.alphabet.characters)

    def predictions(self, characters) -> list[str]:
        """Return the most likely character at each step."""
        W, U, V, b, c = self._columns
        X = notebook.one_hot_encoded(characters, self._characters)
        _, _, o, _ = notebook.forward_pass(W, U, V, b, c, np.zeros_like(b), X)
        return [self._characters[int(np.argmax(o[t]))] for t in range(len(X))]

    def copied(self, characters) -> int:
        """Return how many of these characters are copied."""
        return sum(own == shown for own, shown in zip(self.predictions(characters), characters, strict=True))

    def written(self, length: int) -> list[str]:
        """Return what it writes after the first seven characters in the notebook's way."""
        W, U, V, b, c = self._columns
        seed = self.alphabet.characters[:7]
        if all(len(one) == 1 for one in seed):
            text = notebook.autoregressive_generation("".join(seed), U, W, V, b, c, self._characters, length)
            return list(text)[7:]
        raise ValueError("The notebook reads one code point a character.")

    def written_once(self, length: int) -> list[str]:
        """Return what it writes with each character of the seed fed once; all is read anew for each character."""
        text = list(self.alphabet.characters[:7])
        for _ in range(length):
            text.append(self.predictions(text)[-1])
        return text[7:]


@cache
def trained(settings: Settings) -> Run:
    """Return a run trained to the end of its film."""
    run = Run(settings)
    run.advance(settings.epochs)
    return run


def network(K: int, H: int, random_seed: int, scale: float) -> Parameters:
    """Draw a network whose biases are not 0 either."""
    parameters = Parameters.random(H, K)
    parameters.theta[:] = np.random.RandomState(random_seed).randn(len(parameters.theta)) * scale
    return parameters


def alphabets():
    """Return a Hypothesis strategy of alphabets of 12 to 31 characters."""
    return st.builds(
        lambda characters, length: Alphabet(tuple(characters[:length])), st.permutations(SIGNS), st.integers(12, 31)
    )


@st.composite
def cases(draw) -> Notebook:
    """Draw an alphabet and a network for it: drawn at random, or a trained one at any epoch, whatever it has learnt."""
    alphabet = draw(alphabets())
    if draw(st.booleans()):
        scale = draw(st.sampled_from([0.0, 0.01, 0.5, 3.0, 100.0]))
        K, H = len(alphabet.characters), draw(st.integers(1, 12))
        return Notebook(network(K, H, draw(st.integers(0, 1000)), scale), alphabet)
    settings = Settings(
        text=Settings().text,
        target=draw(st.sampled_from(["copy", "next"])),
        random_seed=draw(st.integers(0, 3)),
        learning_rate=draw(st.sampled_from([0.01, 0.03, 50.0])),
        epochs=1000,
    )
    run = trained(settings)
    return Notebook(run.parameters_at(min(run.last_update, draw(st.integers(0, 1000)))), LATIN)
