"""The sentences on a generated step."""

import numpy as np
import pytest

from rnn import Vocabulary, generate
from rnn.generation.sampling import GREEDY, Sampling
from rnn.session.writing import Writing
from rnn.text.numbers import percent
from rnn.ui.generate.words import (
    agreeing_run,
    numbers_of,
    shift,
    what_went_in,
    why_they_differ,
    why_this_character,
)
from tests.support.networks import random_case

VOCABULARY = Vocabulary("abcde")
PARAMETERS = random_case(K=5).parameters


def first_step(**choices):
    """Return the first step after the seed "ab" of a small random network."""
    return next(generate(PARAMETERS, VOCABULARY, "ab", 1, **choices))


def test_greedy_names_the_most_likely_and_the_next():
    """Both with their probabilities, computed here from the logits."""
    step = first_step()
    probabilities = np.exp(step.o) / np.exp(step.o).sum()
    first, second = np.argsort(-probabilities)[:2]
    sentence = why_this_character(step, VOCABULARY, GREEDY)

    assert (
        f"**Greedy:** the top prediction, **{VOCABULARY.characters[first]}**, {100 * probabilities[first]:.3g} %"
        in sentence
    )
    assert f"second is **{VOCABULARY.characters[second]}**, {100 * probabilities[second]:.3g} %" in sentence


def test_greedy_with_one_character_says_that_there_is_no_other():
    """A text of one letter leaves nothing to choose."""
    step = next(generate(random_case(K=1).parameters, Vocabulary("a"), "a", 1))

    assert "there is no other" in why_this_character(step, Vocabulary("a"), GREEDY)


def test_sampled_names_the_random_number_and_its_interval():
    """The interval holds the random number and is as long as the probability."""
    step = first_step(temperature=0.8, random_seed=3)
    u = np.random.RandomState(3).random_sample()
    ends = np.cumsum(step.distribution)
    k = int(np.searchsorted(ends, u))
    sentence = why_this_character(step, VOCABULARY, Sampling(0.8))

    assert sentence.startswith(
        f"**Sampled at temperature 0.8:** the random number u = {u:.3f} is in the interval of **{step.character}**"
    )
    assert f"from {ends[k] - step.distribution[k]:.3f} to {ends[k]:.3f}" in sentence


def test_a_choice_of_the_visitor_names_both_characters():
    """What was taken, and what the network would have taken."""
    own = first_step().character
    other = next(character for character in VOCABULARY.characters if character != own)
    sentence = why_this_character(first_step(user_chosen={0: other}), VOCABULARY, GREEDY)

    assert f"**Your choice:** **{other}**" in sentence
    assert f"network alone takes **{own}**" in sentence


@pytest.mark.parametrize(
    "seed, priming, expected",
    [("ab", "refeed", "second time"), ("ab", "standard", "the 1 before it"), ("b", "standard", "all zeros")],
)
def test_the_first_step_tells_how_the_seed_was_fed(seed, priming, expected):
    """Twice, once after the others, or as the only letter."""
    writing = Writing(seed=tuple(seed), priming=priming)
    step = next(generate(PARAMETERS, VOCABULARY, seed, 1, priming=priming))

    assert expected in what_went_in(step, writing)


@pytest.mark.parametrize(
    "twice, once, expected",
    [
        ("HIJK", "GHIJ", "one place apart"),
        ("HIJK", "HIJK", "write the same"),
        ("HIXY", "HIZZ", "agree for 2 of 4"),
        ("XYXY", "GHIJ", "differ from the first"),
        ("H", "G", "differ from the first"),
    ],
)
def test_the_two_feedings_are_compared_as_they_are(twice, once, expected):
    """Equal, shifted by a place, parting later, or different at once: each has its sentence."""
    assert expected in why_they_differ("ABCDEFG", twice, once)


def test_a_text_of_one_letter_over_and_over_is_not_called_shifted():
    """GGGG is equal to itself and to itself a place later; equal wins."""
    assert shift("GGGG", "GGGG") == 0
    assert agreeing_run("GGGG", "GGGG", 0) == 4


def test_what_a_visitor_typed_cannot_become_markdown():
    """A star, a backtick and a space as the fed letter are shown as they are."""
    assert r"\*" in why_they_differ("*", "ab", "cd")
    assert r"\`" in why_they_differ("`", "ab", "cd")
    assert "␣" in why_they_differ(" ", "ab", "cd")


def test_every_number_of_the_way_to_a_character_stands_in_the_table():
    """Logit, logit over temperature, softmax, what the truncation left, and the interval, each worked out here."""
    step = first_step(temperature=0.5, random_seed=3, top_k=2)
    k = VOCABULARY.characters.index(step.character)
    softened = np.exp(step.o / 0.5) / np.exp(step.o / 0.5).sum()
    best = np.sort(softened)[-2:].sum()
    table = numbers_of(step, VOCABULARY, Sampling(0.5, top_k=2)).splitlines()
    cells = [cell.strip() for cell in next(row for row in table if "▼" in row).strip("|").split("|")]

    assert cells[0] == f"▼ **{step.character}**"
    assert cells[1:5] == [
        f"{step.o[k]:.2f}",
        f"{step.o[k] / 0.5:.2f}",
        percent(softened[k]),
        percent(softened[k] / best),
    ]
    assert sum("| out |" in row for row in table) == 3
    assert len(table) == 2 + 5


def test_a_character_drawn_against_the_odds_is_in_the_table_too():
    """Of more characters than the table has rows, the one that the random number fell on is never missing."""
    vocabulary, parameters = Vocabulary("abcdefghijklmnopqrst"), random_case(K=20).parameters
    for random_seed in range(20):
        step = next(generate(parameters, vocabulary, "ab", 1, temperature=2.0, random_seed=random_seed))
        table = numbers_of(step, vocabulary, Sampling(2.0))
        assert f"▼ **{step.character}**" in table
        assert len(table.splitlines()) == 2 + 6
