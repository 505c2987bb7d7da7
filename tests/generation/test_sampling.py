"""Sampling: what a temperature makes of the logits, what the truncation keeps, and the character that is drawn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.errors import InvalidInput
from rnn.generation.sampling import Sampling, distribution_at, draw, intervals, kept, truncate

EIGHTHS = np.array([1, 4, 2, 1]) / 8
logits = st.lists(st.floats(-100, 100), min_size=1, max_size=8).map(np.array)
distributions = logits.map(lambda o: distribution_at(o, 20.0))
shares = st.floats(0, 1, exclude_min=True)


@given(logits, st.floats(1e-3, 1e3))
def test_a_temperature_keeps_the_order_and_gives_a_distribution(o, temperature):
    """Whatever the temperature, probabilities sum to 1 and no larger logit has a smaller one."""
    distribution = distribution_at(o, temperature)

    assert distribution.sum() == pytest.approx(1, rel=1e-12)
    assert (np.diff(distribution[np.argsort(o)]) >= 0).all()


def test_temperature_1_is_the_networks_own_distribution():
    """At temperature 1, logits ln 1, ln 2 and ln 5 are 1, 2 and 5 eighths; at 1/2, as their squares, of 30."""
    o = np.log([1, 2, 5])

    np.testing.assert_allclose(distribution_at(o, 1), [1 / 8, 2 / 8, 5 / 8], rtol=1e-12)
    np.testing.assert_allclose(distribution_at(o, 0.5), [1 / 30, 4 / 30, 25 / 30], rtol=1e-12)


@given(logits)
def test_a_huge_temperature_makes_all_alike(o):
    """Towards infinity every character becomes as likely as any other."""
    np.testing.assert_allclose(distribution_at(o, 1e300), np.full(len(o), 1 / len(o)), rtol=1e-12)


@pytest.mark.parametrize("temperature", [0.0, 5e-324, 1e-300, 1e-6])
def test_a_tiny_temperature_takes_the_largest(temperature):
    """Towards 0, and at 0, all the probability is on the largest logit; nothing overflows."""
    rows = np.array([[1.0, 3.0, 2.0], [-5.0, -700.0, -6.0]])

    np.testing.assert_array_equal(distribution_at(rows, temperature), [[0, 1, 0], [1, 0, 0]])


@pytest.mark.parametrize("temperature", [-1e-9, float("nan"), float("inf")])
def test_a_distribution_at_no_temperature_is_refused(temperature):
    """Negative, NaN and infinite temperatures are named."""
    with pytest.raises(InvalidInput, match="The temperature is 0 or more") as error:
        distribution_at(np.zeros(3), temperature)

    assert error.value.field == "temperature"


@pytest.mark.parametrize(
    ("distribution", "u", "chosen"),
    [
        ([0.25, 0.5, 0.25], 0.0, 0),
        ([0.25, 0.5, 0.25], 0.2499, 0),
        ([0.25, 0.5, 0.25], 0.25, 1),
        ([0.25, 0.5, 0.25], 0.75, 2),
        ([0.25, 0.5, 0.25], 1 - 2**-53, 2),
        ([0.0, 1.0, 0.0], 0.0, 1),
        ([0.0, 1.0, 0.0], 1 - 2**-53, 1),
        ([1.0], 0.5, 0),
    ],
)
def test_a_draw_at_the_edges(distribution, u, chosen):
    """An interval holds its lower end and not its upper one; what has no interval is never drawn."""
    assert draw(np.array(distribution), u) == chosen


@given(
    st.lists(st.one_of(st.just(0.0), st.floats(1e-12, 1)), min_size=1, max_size=10).filter(any),
    st.one_of(st.floats(0, 1, exclude_max=True), st.just(1 - 2**-53), st.just(0.0)),
)
def test_nothing_is_drawn_that_has_no_probability(weights, u):
    """However the probabilities round, the one drawn is above 0."""
    distribution = np.array(weights) / sum(weights)

    assert distribution[draw(distribution, u)] > 0


def test_stretches_lie_side_by_side_and_are_as_long_as_the_probabilities():
    """Three probabilities cut the line from 0 to 1 at their running sums."""
    expected = [[0, 0.25], [0.25, 0.75], [0.75, 1]]
    np.testing.assert_allclose(intervals(np.array([0.25, 0.5, 0.25])), expected)


@given(st.integers(1, 9), st.floats(0, 1, exclude_max=True), st.integers(0, 1000))
def test_the_dice_falls_on_the_stretch_of_the_character_that_is_drawn(size, u, seed):
    """What generation draws is the character whose interval holds the random number."""
    weights = np.random.RandomState(seed).random_sample(size) + 1e-3
    distribution = weights / weights.sum()
    start, end = intervals(distribution)[draw(distribution, u)]

    assert start - 1e-12 <= u <= end + 1e-12


def test_the_last_stretch_ends_at_one_whatever_the_rounding():
    """Probabilities that add up to a little less than 1 leave no gap at the end."""
    assert intervals(np.full(10, 0.1 - 1e-9))[-1, 1] == pytest.approx(1, abs=0)


@pytest.mark.parametrize(
    ("top_k", "top_p", "expected"),
    [
        (0, 1.0, [1 / 8, 4 / 8, 2 / 8, 1 / 8]),
        (1, 1.0, [0, 1, 0, 0]),
        (2, 1.0, [0, 4 / 6, 2 / 6, 0]),
        (3, 1.0, [1 / 7, 4 / 7, 2 / 7, 0]),  # of two alike, the first
        (9, 1.0, [1 / 8, 4 / 8, 2 / 8, 1 / 8]),
        (0, 0.01, [0, 1, 0, 0]),
        (0, 0.5, [0, 1, 0, 0]),  # a half is reached by the first alone
        (0, 0.51, [0, 4 / 6, 2 / 6, 0]),
        (0, 0.75, [0, 4 / 6, 2 / 6, 0]),
        (0, 0.8, [1 / 7, 4 / 7, 2 / 7, 0]),
        (0, 0.9, [1 / 8, 4 / 8, 2 / 8, 1 / 8]),
        (2, 0.66, [0, 1, 0, 0]),  # of what top-k kept, the first holds 4 sixths
        (2, 0.67, [0, 4 / 6, 2 / 6, 0]),
        (3, 0.8, [0, 4 / 6, 2 / 6, 0]),  # 6 sevenths are more than 0.8; of the whole, 6 eighths would be less
    ],
)
def test_a_cut_by_hand(top_k, top_p, expected):
    """One, four, two and one eighths, cut in every way: what is kept shares the whole out in its old proportions."""
    np.testing.assert_allclose(truncate(EIGHTHS, top_k, top_p), expected, rtol=1e-12)


def test_a_share_is_reached_whatever_the_rounding():
    """0.7 and 0.1 add up to a little less than 0.8 in floating point; they reach 0.8 all the same."""
    assert kept(np.array([0.7, 0.1, 0.1, 0.1]), top_p=0.8).tolist() == [True, True, False, False]


@given(distributions, st.integers(0, 10), shares)
def test_a_cut_gives_a_distribution_of_the_most_likely(distribution, top_k, top_p):
    """It sums to 1, keeps the most likely and the proportions, and nothing it leaves out beats what it keeps."""
    after, is_kept = truncate(distribution, top_k, top_p), kept(distribution, top_k, top_p)

    assert after.sum() == pytest.approx(1, rel=1e-12)
    assert is_kept[distribution.argmax()]
    assert (after[~is_kept] == 0).all()
    np.testing.assert_allclose(after[is_kept] * distribution[is_kept].sum(), distribution[is_kept], rtol=1e-9)
    assert distribution[is_kept].min() >= distribution[~is_kept].max(initial=0)


@given(distributions, st.integers(1, 10))
def test_top_k_keeps_so_many(distribution, top_k):
    """As many as asked for, or all where there are fewer."""
    assert kept(distribution, top_k).sum() == min(top_k, len(distribution))


@given(distributions, shares)
def test_top_p_keeps_the_fewest_that_reach_it(distribution, top_p):
    """What is kept reaches the share, and would not without its least likely character."""
    chosen = np.sort(distribution[kept(distribution, top_p=top_p)])

    assert chosen.sum() >= top_p - 1e-9
    assert chosen[1:].sum() < top_p


@given(distributions)
def test_without_a_cut_a_distribution_stays_bit_for_bit_what_it_is(distribution):
    """The texts of a network without a cut are those of a network that knows of none."""
    assert truncate(distribution) is distribution


def test_what_is_cut_is_never_drawn():
    """Wherever the random number falls, it falls on what the truncation kept."""
    after = truncate(EIGHTHS, top_k=2)

    assert {draw(after, u) for u in np.linspace(0, 1, 1001)[:-1]} == {1, 2}


@pytest.mark.parametrize(
    ("field", "wrong", "sentence"),
    [
        ("temperature", {"temperature": -1.0}, "0 or more, not -1"),
        ("top_k", {"top_k": -1}, "0 to keep every character, not -1"),
        ("top_k", {"top_k": 2.5}, "whole number from 1, .* not 2.5"),
        ("top_p", {"top_p": 0.0}, "above 0 and at most 1, .* not 0"),
        ("top_p", {"top_p": 1.01}, "at most 1, .* not 1.01"),
        ("top_p", {"top_p": float("nan")}, "not nan"),
    ],
)
def test_a_way_of_choosing_that_is_none_is_refused(field, wrong, sentence):
    """The dial at fault is named, and what it may be."""
    with pytest.raises(InvalidInput, match=sentence) as error:
        Sampling(**wrong)

    assert error.value.field == field
