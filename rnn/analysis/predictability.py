"""Whether a text leaves anything to remember: what a table of pairs cannot know, and a memory could."""

from __future__ import annotations

import numpy as np

from rnn.analysis.baselines import bigram, unigram

LITTLE_BITS = 0.2  # a character, of some three in English: what is left of them to a memory is little
LONGEST_BY_HEART = 10_000  # steps; what the recommended networks were found to learn by heart of random characters


def explain_pairs(inputs: np.ndarray, targets: np.ndarray, K: int) -> str | None:
    """Say why a network cannot, or may not, clearly beat a table of pairs on a text; return None where it should.

    inputs, targets  (T,) the indices of each character and of the one that follows it, in 0..K-1
    The table is counted on the same text (`baselines.bigram`): no model without memory has a lower loss there.
    """
    bits = bigram(inputs, targets, K, added=0).loss(inputs, targets) / np.log(2)
    if bits == 0:
        return "Each character determines the next: a table of pairs makes no mistake here, so no memory is needed."
    if bits < LITTLE_BITS:
        return (
            f"The last character nearly always gives the next: a table of pairs needs only {bits:.2f} bits a character "
            "here, so a memory can save no more than that."
        )
    return _explain_randomness(inputs, targets, K) if len(inputs) > LONGEST_BY_HEART else None


def _explain_randomness(inputs: np.ndarray, targets: np.ndarray, K: int) -> str | None:
    """Say it where neighbours have nothing to do with each other: pairs of one half say nothing of the other."""
    first, second = slice(0, len(inputs) // 2), slice(len(inputs) // 2, None)
    pairs = bigram(inputs[first], targets[first], K).loss(inputs[second], targets[second]) / np.log(2)
    single = unigram(targets[first], K).loss(inputs[second], targets[second]) / np.log(2)
    if pairs < single:
        return None
    return (
        f"Counted on its first half, pairs predict the second half no better than single characters do ({pairs:.2f} "
        f"and {single:.2f} bits a character): neighbours look random, and {len(inputs):,} steps are too many to be "
        "learnt by heart in this film. A table of pairs that is counted on the whole text may stay unbeaten."
    )
