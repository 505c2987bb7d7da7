"""A continuation: written in slices, looked at anywhere, and kept where another character is taken."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rnn.generation.continuation import KEPT_EVERY, MAXIMUM_LENGTH, Continuation, generate
from rnn.generation.sampling import Sampling
from rnn.model.parameters import Parameters
from rnn.text.vocabulary import Vocabulary

LETTERS = Vocabulary("abcde")
NETWORK = Parameters.random(4, 5, random_seed=0, scale=1.5)
HOT = Sampling(temperature=2.0, top_k=4)


def steps(length: int, user_chosen=None) -> list:
    """Return the steps that `generate` yields for the same seed, random numbers and way of choosing."""
    return list(generate(NETWORK, LETTERS, "ab", length, "refeed", 2.0, 7, user_chosen, top_k=4))


def continuation(user_chosen=None) -> Continuation:
    """Return a continuation of which nothing is written yet."""
    return Continuation(NETWORK, LETTERS, "ab", "refeed", HOT, 7, user_chosen)


@given(st.lists(st.integers(0, 60), max_size=8))
def test_slices_of_any_size_write_the_same_text(lengths):
    """However often it is asked to write on, and how far, the characters are those of one go."""
    text = continuation()
    for length in lengths:
        text.write(length)

    assert text.characters == [step.character for step in steps(max(lengths, default=0))]


@given(st.integers(0, 100), st.integers(0, 100))
def test_any_step_can_be_looked_at_again(written, number):
    """Every number of it is bit for bit what it was when it was written, or what it will be."""
    text = continuation()
    text.write(written)
    again, expected = text.step(number), steps(number + 1)[-1]

    assert (again.number, again.input, again.character) == (number, expected.input, expected.character)
    for name in ("a_previous", "s", "a", "o", "y_pred", "before_truncation", "distribution", "u"):
        np.testing.assert_array_equal(getattr(again, name), getattr(expected, name))


@given(st.dictionaries(st.integers(0, 50), st.sampled_from("abcde")), st.dictionaries(st.integers(0, 50), st.just("c")))
def test_other_forced_characters_change_what_follows_them(before, after):
    """What stood before the first difference is not written anew, and the whole is what it would be from scratch."""
    text = continuation(before)
    text.write(60)
    other = text.with_choices(after)
    differing = [n for n in before.keys() | after.keys() if before.get(n) != after.get(n)]

    assert len(other.characters) == min(differing, default=60)
    other.write(60)
    assert other.characters == [step.character for step in steps(60, after)]
    assert text.characters == [step.character for step in steps(60, before)]
    assert other.step(55).character == other.characters[55]


def test_time_ends_a_slice_but_never_before_its_first_character():
    """With no time at all, each slice writes one character."""
    text = continuation()
    for _ in range(3):
        text.write(2000, seconds=0)

    assert len(text.characters) == 3


def test_the_longest_text_keeps_few_activations():
    """2,000 characters are written, and the activations of every 16th step alone are held."""
    text = continuation()
    text.write(MAXIMUM_LENGTH)

    assert len(text.characters) == MAXIMUM_LENGTH
    assert len(text._kept) == MAXIMUM_LENGTH // KEPT_EVERY
    assert text.step(MAXIMUM_LENGTH - 1).character == text.characters[-1]


def test_a_seed_may_be_a_list_of_characters():
    """The characters of a text, split already, are the same seed."""
    one, other = (next(generate(NETWORK, LETTERS, seed, 1)) for seed in ("abc", ["a", "b", "c"]))

    np.testing.assert_array_equal(one.o, other.o)
