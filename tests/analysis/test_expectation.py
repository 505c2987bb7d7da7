"""What the network expects at one step."""

import numpy as np
import pytest

from rnn import InvalidInput
from rnn.analysis.expectation import Expectation

LOGITS = np.log([0.5, 0.25, 0.125, 0.125])  # their softmax is what stands here


def test_at_temperature_1_it_is_the_softmax():
    """Logits log p give p; its entropy in bits is 1.75, by hand."""
    expectation = Expectation(LOGITS, target=1)

    np.testing.assert_allclose(expectation.probabilities, [0.5, 0.25, 0.125, 0.125])
    assert expectation.entropy_bits == pytest.approx(1.75)
    assert expectation.target_probability == pytest.approx(0.25)
    assert (expectation.top_prediction, expectation.target_rank) == (0, 2)


def test_a_temperature_raises_the_probabilities_to_a_power():
    """Temperature 1/2 squares them and shares out anew: 16, 4, 1 and 1 of 22."""
    np.testing.assert_allclose(Expectation(LOGITS, 1, 0.5).probabilities, np.array([16, 4, 1, 1]) / 22)


def test_temperature_0_is_greedy():
    """Everything goes to the favourite: the entropy is 0 without a sign, and ranks stay as they were."""
    expectation = Expectation(LOGITS, 1, 0.0)

    assert expectation.probabilities.tolist() == [1, 0, 0, 0]
    assert f"{expectation.entropy_bits:.3f}" == "0.000"
    assert expectation.target_rank == 2


def test_a_negative_temperature_is_refused():
    """A temperature under 0 raises InvalidInput."""
    with pytest.raises(InvalidInput, match="temperature is 0 or more"):
        _ = Expectation(LOGITS, 0, -0.1).probabilities
