"""What counting reaches on a text, by hand, and the sentence that holds the network against it."""

import numpy as np
import pytest

from rnn.analysis.loss_units import BITS_PER_CHARACTER
from rnn.monitoring.baseline_losses import compare_with_baselines, measure_baselines
from rnn.runs.run import Run
from rnn.runs.settings import Settings


def of(text: str, target: str = "next"):
    """Return what counting reaches on a text."""
    return measure_baselines(Run(Settings(text=text, target=target)))


def test_the_three_levels_by_hand():
    """In "aabaab" the targets are a b a a b: entropy of 3/5; after a comes a or b, 2 to 2, and after b an a."""
    counted = of("aabaab")

    assert counted.uniform == pytest.approx(np.log(2))
    assert counted.unigram == pytest.approx(-0.6 * np.log(0.6) - 0.4 * np.log(0.4))
    assert counted.bigram == pytest.approx(4 / 5 * np.log(2))


def test_levels_that_are_the_same_have_one_name():
    """Every letter of the alphabet occurs once, so counting letters is no better than guessing; pairs tell all."""
    assert of("ABCDEF", "copy").levels == {"uniform = unigram": pytest.approx(np.log(6)), "bigram": 0}
    assert list(of("aabaab").levels) == ["uniform", "unigram", "bigram"]


def test_models_draw_texts_of_what_they_counted():
    """A table of pairs of "abc" over and over can only go round; guessing gives each of the three its turn."""
    counted = of("abcabcabc")

    assert counted.models["Bigram"].sample(0, 5).tolist() == [1, 2, 0, 1, 2]
    assert set(counted.models["Uniform"].sample(0, 100).tolist()) == {0, 1, 2}


@pytest.mark.parametrize(
    ("loss", "words"),
    [
        (0.6931, "not clearly below the uniform baseline (1 bits per character)"),
        (0.7, "not clearly below the uniform baseline (1 bits per character)"),
        (0.68, "below the uniform baseline (1 bits per character), but not clearly below the unigram one (0.971 bits"),
        (
            0.6,
            "below the unigram baseline (0.971 bits per character). It is not clearly below the bigram",
        ),
        (0.5, "below the bigram baseline (0.8 bits per character). It knows more than which character follows which"),
    ],
)
def test_the_sentence_says_what_the_network_knows(loss, words):
    """Between the levels 0.693, 0.673 and 0.555 nats, each stretch has its own sentence."""
    assert words in compare_with_baselines(loss, of("aabaab"), "next", BITS_PER_CHARACTER, 5)


def test_where_pairs_tell_all_nothing_is_said_of_memory():
    """A copying network needs no memory, however low its loss."""
    said = compare_with_baselines(0.01, of("aab", "copy"), "copy", BITS_PER_CHARACTER, 3)

    assert "The bigram baseline makes no mistake here, so no memory is needed" in said


def test_with_one_character_only_there_is_nothing_to_compare():
    """Every baseline predicts it, and the network is not called no better than any."""
    assert "one character only" in compare_with_baselines(-1e-15, of("aaa"), "next", BITS_PER_CHARACTER, 2)
