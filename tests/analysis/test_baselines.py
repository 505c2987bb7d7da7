"""What counting alone reaches, against hand arithmetic and the properties of counts."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.analysis.baselines import bigram, uniform, unigram
from rnn.errors import InvalidInput


@st.composite
def texts(draw):
    """Draw inputs (T,), targets (T,) and K that fit together."""
    K = draw(st.integers(1, 12))
    index = st.integers(0, K - 1)
    steps = draw(st.lists(st.tuples(index, index), min_size=1, max_size=50))
    inputs, targets = np.array(steps).T
    return inputs, targets, K


def next_letters(text: str) -> tuple[np.ndarray, np.ndarray, int]:
    """Return inputs, targets and K of a text of a, b, c... whose targets are the next letters."""
    indices = np.array([ord(letter) - ord("a") for letter in text])
    return indices[:-1], indices[1:], int(indices.max()) + 1


def test_guessing_costs_the_logarithm_of_the_characters():
    """One of two costs ln 2 = 0.693 nats; the only one costs nothing."""
    assert uniform(2) == pytest.approx(0.6931471805599453)
    assert uniform(1) == 0


def test_the_frequencies_of_aab():
    """The targets of "aab" are a and b: one each, and one added to both, makes 2/4 and 2/4."""
    _, targets, K = next_letters("aab")

    np.testing.assert_array_equal(unigram(targets, K).probabilities, [[0.5, 0.5], [0.5, 0.5]])


def test_the_frequencies_of_abab():
    """The targets of "abab" are b, a, b: (1 + 1)/5 for a and (2 + 1)/5 for b, whatever came before."""
    inputs, targets, K = next_letters("abab")

    baseline = unigram(targets, K)

    np.testing.assert_allclose(baseline.probabilities, [[0.4, 0.6], [0.4, 0.6]])
    assert baseline.loss(inputs, targets) == pytest.approx(-(2 * np.log(0.6) + np.log(0.4)) / 3)


def test_the_pairs_of_abab():
    """In "abab" two b follow a, and one a follows b: rows (1/4, 3/4) and (2/3, 1/3) with one added to each count."""
    inputs, targets, K = next_letters("abab")

    baseline = bigram(inputs, targets, K)

    np.testing.assert_allclose(baseline.probabilities, [[1 / 4, 3 / 4], [2 / 3, 1 / 3]])
    assert baseline.loss(inputs, targets) == pytest.approx(-(2 * np.log(3 / 4) + np.log(2 / 3)) / 3)


def test_the_pairs_of_aab():
    """In "aab" one a and one b follow a, and nothing follows b: half and half, in both rows."""
    baseline = bigram(*next_letters("aab"))

    np.testing.assert_allclose(baseline.probabilities, [[1 / 2, 1 / 2], [1 / 2, 1 / 2]])


def test_a_held_out_text_is_measured_with_the_counts_of_the_other():
    """Counted on "abab", the text "aab" costs -ln 1/4 for aa and -ln 3/4 for ab."""
    baseline = bigram(*next_letters("abab"))
    inputs, targets, _ = next_letters("aab")

    assert baseline.loss(inputs, targets) == pytest.approx(-(np.log(1 / 4) + np.log(3 / 4)) / 2)


def test_without_an_addition_pairs_know_an_alternating_text_by_heart():
    """What never varies costs nothing, and what never came is impossible: the loss is infinite."""
    inputs, targets, K = next_letters("abab")

    assert bigram(inputs, targets, K, added=0).loss(inputs, targets) == 0
    assert bigram(inputs, targets, K, added=0).loss(np.array([0]), np.array([0])) == np.inf


@given(texts(), st.sampled_from([0.0, 0.5, 1.0]))
def test_rows_are_distributions(text, added):
    """Every row has K numbers of 0 or more that sum to 1, for inputs that never came too."""
    inputs, targets, K = text

    for baseline in (unigram(targets, K, added), bigram(inputs, targets, K, added)):
        assert baseline.probabilities.shape == (K, K)
        assert (baseline.probabilities >= 0).all()
        np.testing.assert_allclose(baseline.probabilities.sum(axis=1), 1)


@given(texts())
def test_to_know_the_input_never_hurts(text):
    """Counted on the very text, without an addition: pairs cost no more than frequencies, and these than guessing."""
    inputs, targets, K = text

    of_pairs = bigram(inputs, targets, K, added=0).loss(inputs, targets)
    of_frequencies = unigram(targets, K, added=0).loss(inputs, targets)

    assert of_pairs <= of_frequencies + 1e-12
    assert of_frequencies <= uniform(K) + 1e-12


@given(texts())
def test_the_loss_of_frequencies_is_their_entropy(text):
    """Without an addition it is the sum of -p ln p over the characters that come."""
    inputs, targets, K = text
    shares = np.array([np.mean(targets == index) for index in range(K) if (targets == index).any()])

    assert unigram(targets, K, added=0).loss(inputs, targets) == pytest.approx(-(shares * np.log(shares)).sum())


@given(texts(), st.integers(0, 2**32 - 1))
def test_a_sample_follows_the_counts(text, random_seed):
    """Each drawn character has been seen after the one before it, if any has; the same seed draws the same again."""
    inputs, targets, K = text
    baseline = bigram(inputs, targets, K, added=0)

    drawn = baseline.sample(inputs[0], 20, random_seed)

    seen = set(zip(inputs.tolist(), targets.tolist(), strict=True))
    assert drawn.shape == (20,)
    assert all(step in seen for step in pairwise([inputs[0], *drawn]) if step[0] in inputs)
    assert drawn.tolist() == baseline.sample(inputs[0], 20, random_seed).tolist()


def test_many_samples_come_as_often_as_they_should():
    """Of 20,000 letters drawn from (0.4, 0.6), 40 in a hundred are a, give or take 1.5."""
    _, targets, K = next_letters("abab")

    drawn = unigram(targets, K).sample(0, 20_000, random_seed=1)

    assert np.mean(drawn == 0) == pytest.approx(0.4, abs=0.015)


@pytest.mark.parametrize("start", [-1, 2, "a"])
def test_a_sample_starts_from_a_character(start):
    """A start that is no index is refused."""
    with pytest.raises(InvalidInput) as error:
        bigram(*next_letters("abab")).sample(start, 3)

    assert error.value.field == "start"


def test_the_largest_vocabulary_is_counted_whole():
    """256 characters over 200,000 steps: every pair once gives each its even share."""
    inputs, targets = np.divmod(np.arange(65_536), 256)

    baseline = bigram(np.tile(inputs, 3), np.tile(targets, 3), 256)

    np.testing.assert_allclose(baseline.probabilities, 1 / 256)
    assert baseline.loss(inputs, targets) == pytest.approx(uniform(256))
