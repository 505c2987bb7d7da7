"""Generation: every number of a step, the random numbers, forced characters, and what is refused."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.errors import InvalidInput
from rnn.generation.continuation import MAXIMUM_LENGTH, generate
from rnn.model.network import forward
from rnn.model.parameters import Parameters
from rnn.text.vocabulary import Vocabulary
from tests.support import notebook

LETTERS = Vocabulary("abcde")


def lively(seed: int = 0) -> Parameters:
    """Return a network of 4 units for LETTERS that says this and that."""
    return Parameters.random(4, 5, random_seed=seed, scale=1.5)


def text_of(steps) -> str:
    """Return the characters that the steps chose."""
    return "".join(step.character for step in steps)


@given(st.text("abcde", min_size=1, max_size=6), st.integers(0, 10_000))
def test_refeeding_is_the_notebooks_generation(seed, random_seed):
    """Greedy and primed by refeeding, any network says what the notebook's code says."""
    W, U, b, V, c = lively(random_seed)

    said = seed + text_of(generate(lively(random_seed), LETTERS, seed, 12))

    assert said == notebook.autoregressive_generation(seed, U, W, V, b[:, None], c[:, None], list("abcde"), 12)


@pytest.mark.parametrize(("priming", "read"), [("refeed", "abca"), ("standard", "abc")])
def test_priming_says_how_often_the_last_letter_is_read(priming, read):
    """The first step has behind it the whole seed with "refeed", and all but its last letter with "standard"."""
    first = next(generate(lively(), LETTERS, "abca", 1, priming))

    np.testing.assert_array_equal(first.a_previous, forward(lively(), LETTERS.encode(read)).a[-1])
    assert first.input == "a"


def test_a_single_letter_read_once_starts_from_nothing():
    """With a seed of one letter and standard priming, the first step starts from zeros."""
    first = next(generate(lively(), LETTERS, "d", 1, "standard"))

    np.testing.assert_array_equal(first.a_previous, np.zeros(4))


@pytest.mark.parametrize("temperature", [0.0, 0.7])
def test_every_number_of_a_step_can_be_worked_out_from_those_before(temperature):
    """s, a, o, y_pred and the distribution follow the equations; a step starts where the one before it ended."""
    parameters = lively()
    W, U, b, V, c = parameters

    steps = list(generate(parameters, LETTERS, "ab", 8, temperature=temperature))

    assert [step.number for step in steps] == list(range(8))
    for before, step in pairwise(steps):
        assert step.input == before.character
        np.testing.assert_array_equal(step.a_previous, before.a)
    for step in steps:
        s = W @ step.a_previous + U[:, "abcde".index(step.input)] + b
        np.testing.assert_allclose(step.s, s, rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(step.a, np.tanh(s), rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(step.o, V @ np.tanh(s) + c, rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(step.y_pred, np.exp(step.o) / np.exp(step.o).sum(), rtol=1e-12)
        scaled = np.exp(step.o / temperature) if temperature else step.o == step.o.max()
        np.testing.assert_allclose(step.distribution, scaled / scaled.sum(), rtol=1e-12)
        assert not step.is_user_chosen


def test_greedy_takes_the_most_likely_character():
    """At temperature 0 each character is the one with the largest probability, whatever the random number."""
    for random_seed in range(3):
        for step in generate(lively(), LETTERS, "ab", 20, random_seed=random_seed):
            assert step.character == "abcde"[step.y_pred.argmax()]


def test_dice_are_thrown_from_their_own_random_seed():
    """Step n meets the n-th number of RandomState(random_seed), and nobody else's."""
    steps = list(generate(lively(), LETTERS, "ab", 10, temperature=1.0, random_seed=3))

    assert [step.u for step in steps] == np.random.RandomState(3).random_sample(10).tolist()


def test_another_temperature_or_length_meets_the_same_dice():
    """So that two temperatures can be compared: what is thrown at a step depends on the random seed alone."""
    thrown = [
        [step.u for step in generate(lively(), LETTERS, "ab", length, temperature=temperature, random_seed=3)]
        for length, temperature in [(10, 0.0), (10, 0.5), (10, 5.0), (4, 5.0)]
    ]

    assert thrown[0] == thrown[1] == thrown[2]
    assert thrown[3] == thrown[0][:4]


def test_the_same_dice_give_the_same_text_and_others_another():
    """A random seed stands for one text; 20 random seeds for 20."""
    texts, again = (
        [text_of(generate(lively(), LETTERS, "ab", 30, temperature=5.0, random_seed=seed)) for seed in range(20)]
        for _ in range(2)
    )

    assert texts == again
    assert len(set(texts)) == 20


def test_the_dice_choose_by_the_cumulative_distribution():
    """The random number lies in the interval of the character chosen."""
    for step in generate(lively(), LETTERS, "ab", 200, temperature=1.0, random_seed=1):
        chosen = "abcde".index(step.character)
        assert step.distribution[:chosen].sum() - 1e-12 <= step.u
        assert step.u < step.distribution[: chosen + 1].sum() + 1e-12


def test_characters_are_drawn_as_often_as_their_probability_says():
    """A network without memory that holds 50, 25, 15, 7 and 3 % draws so, within 4 standard deviations of 2,000."""
    probabilities = np.array([0.5, 0.25, 0.15, 0.07, 0.03])
    parameters = Parameters.zeros(1, 5)
    parameters.c[:] = np.log(probabilities)

    drawn = text_of(generate(parameters, LETTERS, "a", MAXIMUM_LENGTH, temperature=1.0, random_seed=0))

    counts = np.array([drawn.count(character) for character in "abcde"])
    deviations = np.sqrt(MAXIMUM_LENGTH * probabilities * (1 - probabilities))
    assert (np.abs(counts - MAXIMUM_LENGTH * probabilities) < 4 * deviations).all()


def test_a_cut_leaves_out_the_unlikely_and_keeps_the_numbers_before_it():
    """With top-k 2, each step's two most likely share the whole out; top-p has nothing to cut from a certainty."""
    steps = list(generate(lively(), LETTERS, "ab", 50, temperature=2.0, random_seed=4, top_k=2))

    for step in steps:
        scaled = np.exp(step.o / 2)
        np.testing.assert_allclose(step.before_truncation, scaled / scaled.sum(), rtol=1e-12)
        rest = np.argsort(-step.o)[2:]
        expected = scaled.copy()
        expected[rest] = 0
        np.testing.assert_allclose(step.distribution, expected / expected.sum(), rtol=1e-12)
        assert "abcde".index(step.character) not in rest
    greedy = [text_of(generate(lively(), LETTERS, "ab", 20, top_k=k, top_p=p)) for k, p in [(0, 1.0), (3, 0.2)]]
    assert greedy[0] == greedy[1]


def test_a_forced_character_is_taken_and_gone_on_from():
    """The step keeps its own numbers and says it was forced; what follows is the answer to that character."""
    free = list(generate(lively(), LETTERS, "ab", 6))
    other = next(character for character in "abcde" if character != free[2].character)

    user_chosen = list(generate(lively(), LETTERS, "ab", 6, user_chosen={2: other}))

    assert [step.is_user_chosen for step in user_chosen] == [False, False, True, False, False, False]
    assert text_of(user_chosen[:2]) == text_of(free[:2])
    assert (user_chosen[2].character, user_chosen[3].input) == (other, other)
    np.testing.assert_array_equal(user_chosen[2].y_pred, free[2].y_pred)
    np.testing.assert_array_equal(user_chosen[2].distribution, free[2].distribution)
    went_in = LETTERS.encode("abb" + text_of(free[:2]) + other)
    np.testing.assert_allclose(user_chosen[3].a, forward(lively(), went_in).a[-1], rtol=1e-12)


def test_no_length_is_no_step():
    """A length of 0 is allowed and gives nothing."""
    assert list(generate(lively(), LETTERS, "ab", 0)) == []


def test_generation_leaves_the_network_alone():
    """The parameters are the same bits afterwards."""
    parameters = lively()

    list(generate(parameters, LETTERS, "ab", 5, temperature=1.0))

    np.testing.assert_array_equal(parameters.theta, lively().theta)


@pytest.mark.parametrize(
    ("field", "wrong", "sentence"),
    [
        ("seed", {"seed": ""}, "The seed is empty"),
        ("seed", {"seed": "abxc"}, r"“x” \(character 3\) is not among"),
        ("priming", {"priming": "twice"}, "“refeed” or “standard”, not “twice”"),
        ("length", {"length": -1}, "from 0 to 2,000, not -1"),
        ("length", {"length": 2001}, "from 0 to 2,000, not 2001"),
        ("length", {"length": 1.5}, r"whole number .* not 1\.5"),
        ("temperature", {"temperature": -0.1}, "0 or more, not -0.1"),
        ("temperature", {"temperature": float("nan")}, "0 or more, not nan"),
        ("temperature", {"temperature": float("inf")}, "0 or more, not inf"),
        ("top_k", {"top_k": -1}, "Top-k is a whole number"),
        ("top_p", {"top_p": 0.0}, "Top-p is above 0"),
        ("random_seed", {"random_seed": -1}, "from 0 to 4,294,967,295, not -1"),
        ("random_seed", {"random_seed": 2**32}, "not 4294967296"),
        ("random_seed", {"random_seed": 0.5}, "whole number"),
        ("user_chosen", {"user_chosen": {0: "x"}}, "“x”"),
        ("user_chosen", {"user_chosen": {0: ""}}, "one character, not 0"),
        ("user_chosen", {"user_chosen": {0: "ab"}}, "one character, not 2"),
    ],
)
def test_bad_input_is_refused_before_the_first_step(field, wrong, sentence):
    """The call itself raises, names the control at fault, and says in a sentence what is allowed."""
    arguments = {"seed": "ab", "length": 3} | wrong

    with pytest.raises(InvalidInput, match=sentence) as error:
        generate(lively(), LETTERS, **arguments)

    assert error.value.field == field
