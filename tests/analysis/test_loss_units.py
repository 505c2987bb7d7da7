"""Units of the loss, by hand."""

import numpy as np
import pytest

from rnn.analysis.loss_units import BITS_PER_CHARACTER, NATS, NATS_PER_CHARACTER, PERPLEXITY, UNITS


def test_a_blind_guess_among_26_letters_in_every_unit():
    """Over 26 steps it costs 84.71 nats: 3.258 nats or 4.700 bits per character, a perplexity of 26."""
    guess = np.log(26)
    drawn = [float(unit.convert(np.float64(guess), 26)) for unit in UNITS]

    assert drawn == pytest.approx([84.7105, 3.2581, 4.7004, 26], abs=5e-5)


def test_a_loss_is_told_in_words():
    """The words name the unit; a loss that rounding has brought below 0 is 0."""
    assert NATS.say(0.5, 26) == "13 nats over 26 steps"
    assert NATS.say(0.5, 1) == "0.5 nats over 1 step"
    assert NATS_PER_CHARACTER.say(0.5, 26) == "0.5 nats per character"
    assert BITS_PER_CHARACTER.say(np.log(2), 26) == "1 bits per character"
    assert PERPLEXITY.say(-1e-15, 26) == "a perplexity of 1"


def test_a_loss_beyond_all_bounds_has_an_infinite_perplexity():
    """e^1000 is no number any more, and no warning either."""
    assert PERPLEXITY.convert(np.array([1000.0]), 1)[0] == np.inf
