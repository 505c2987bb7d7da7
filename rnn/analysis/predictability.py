"""Whether a text leaves anything to remember: what the bigram baseline cannot know, and a memory could."""

from __future__ import annotations

import numpy as np

from rnn.analysis.baselines import bigram, unigram

LITTLE_BITS = 0.2  # a character, of some three in English: what is left of them to a memory is little
LONGEST_BY_HEART = 10_000  # steps; what the recommended networks were found to learn by heart of random characters


def explain_pairs(inputs: np.ndarray, targets: np.ndarray, K: int) -> str | None:
    """Return why a network cannot, or may not, clearly beat the bigram baseline on a text; None where it should.

    inputs, targets  (T,) the indices of each character and of the one that follows it, in 0..K-1
    The table is counted on the same text (`baselines.bigram`): no model without memory has a lower loss there.
    """
    bits = bigram(inputs, targets, K, added=0).loss(inputs, targets) / np.log(2)
    if bits == 0:
        return (
            "Each character determines the next one: the bigram baseline makes no mistake here, so no memory is needed."
        )
    if bits < LITTLE_BITS:
        return (
            "Each character nearly determines the next one: the bigram baseline needs only "
            f"{bits:.2f} bits per character here, so a memory can save no more than that."
        )
    return _explain_randomness(inputs, targets, K) if len(inputs) > LONGEST_BY_HEART else None


def _explain_randomness(inputs: np.ndarray, targets: np.ndarray, K: int) -> str | None:
    """Return a sentence where neighbours are independent: pairs of one half predict nothing of the other."""
    first, second = slice(0, len(inputs) // 2), slice(len(inputs) // 2, None)
    pairs = bigram(inputs[first], targets[first], K).loss(inputs[second], targets[second]) / np.log(2)
    single = unigram(targets[first], K).loss(inputs[second], targets[second]) / np.log(2)
    if pairs < single:
        return None
    return (
        "Counted on the first half of the text, the bigram baseline predicts the second half no better than the "
        f"unigram baseline does ({pairs:.2f} and {single:.2f} bits per character): neighbours look independent, and "
        f"{len(inputs):,} steps are too many to memorise in this film. The network may not beat the bigram baseline."
    )
