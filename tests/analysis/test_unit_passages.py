"""Passages and spans: against slow searches written out, and by eye."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.analysis.unit_passages import (
    Match,
    Passage,
    active_units_of,
    count_left_out,
    find_matches,
    highest_passages,
    lowest_passages,
)
from rnn.errors import InvalidInput

VALUES = st.lists(st.integers(-3, 3), min_size=1, max_size=40).map(np.array)


def random_activations(seed: int, n: int, H: int = 4) -> np.ndarray:
    """Return activations (n, H) that stay on or off for a few steps at a time."""
    return np.repeat(np.random.RandomState(seed).uniform(-1, 1, (n, H)), 3, axis=0)[:n]


def test_the_highest_places_come_first_with_their_context():
    """Places that are too near to one that was taken are passed over; at the ends the context is cut short."""
    values = np.array([5, 9, 8, 1, 0, 2, 7, 3], float)

    assert highest_passages(values, count=3, before=1, after=1) == (
        Passage(1, 9, 0, 3),
        Passage(6, 7, 5, 8),
    )
    assert highest_passages(values, count=3, before=0, after=1)[1] == Passage(6, 7, 6, 8)


def test_the_lowest_places_are_the_highest_of_the_mirror_image():
    """They come lowest first, with their own values."""
    assert lowest_passages(np.array([0.5, -0.9, 0.1]), count=2, before=0, after=0) == (
        Passage(1, -0.9, 1, 2),
        Passage(2, 0.1, 2, 3),
    )


@given(VALUES, st.integers(1, 6), st.integers(0, 4), st.integers(0, 4))
def test_what_is_left_out_is_near_a_listed_place(values, count, before, after):
    """All places higher than the last listed one are counted, and each of them is too near to one of those listed."""
    passages = highest_passages(values, count, before, after)
    listed = [passage.place for passage in passages]
    higher = [n for n, value in enumerate(values) if value > passages[-1].value and n not in listed]

    assert count_left_out(values, passages) == len(higher)
    assert count_left_out(-values, lowest_passages(-values, count, before, after), is_highest=False) == len(higher)
    assert all(min(abs(n - place) for place in listed) <= before + after for n in higher)
    assert count_left_out(values, ()) == 0


@given(VALUES, st.integers(1, 6), st.integers(0, 4), st.integers(0, 4))
def test_no_two_passages_overlap_and_none_is_missed(values, count, before, after):
    """Each place is the highest of those that were still far enough from all before it."""
    passages = highest_passages(values, count, before, after)
    free = np.ones(len(values), bool)
    covered = np.zeros(len(values), int)
    for passage in passages:
        assert passage.value == values[passage.place] == values[free].max()
        assert (passage.start, passage.end) == (
            max(0, passage.place - before),
            min(len(values), passage.place + after + 1),
        )
        free &= np.abs(np.arange(len(values)) - passage.place) > before + after
        covered[passage.start : passage.end] += 1

    assert covered.max() == 1
    assert len(passages) == count or not free.any()


def test_a_unit_is_on_only_if_it_is_so_at_every_step():
    """Above the threshold all the time is 1, below its negative all the time is -1; on it is not above it."""
    a = np.array([[0.9, -0.9, 0.9, 0.5, -0.9], [0.6, -0.6, -0.9, 0.9, 0.1]])

    assert active_units_of(a, 0, 2, threshold=0.5).tolist() == [1, -1, 0, 0, 0]
    assert active_units_of(a, 1, 2, threshold=0.5).tolist() == [1, -1, -1, 1, 0]


def test_the_span_with_the_same_active_units_is_found():
    """Steps 5 and 6 are like 1 and 2 in both units, steps 3 and 4 in one of them, and the sign counts."""
    a = np.array([[0.0, 0.0], [0.9, -0.9], [0.8, -0.8], [0.9, 0.0], [0.9, 0.9], [0.7, -0.9], [0.9, -0.7]])

    assert find_matches(a, 1, 3, threshold=0.5) == (Match(5, 7, 2, 2), Match(3, 5, 1, 2))
    assert find_matches(a, 1, 3, threshold=0.5)[1].likeness == 0.5


@given(st.integers(0, 10_000), st.integers(2, 40), st.integers(0, 39), st.integers(1, 6), st.sampled_from([0.0, 0.4]))
def test_matches_are_ranked_as_sets_say(seed, n, start, length, threshold):
    """Sets of units and signs, built step by step, give the same likeness; nothing overlaps, nothing better is left."""
    a = random_activations(seed, n)
    start = min(start, n - 1)
    end = min(start + length, n)

    def on(first):
        active_units = active_units_of(a, first, first + end - start, threshold)
        return {unit: sign for unit, sign in enumerate(active_units) if sign}

    def alikeness(here, there):
        return len(here.items() & there.items()) / max(1, len(here.keys() | there.keys()))

    here, places = on(start), range(n - (end - start) + 1)
    likeness = {first: alikeness(here, on(first)) for first in places}
    free = {first for first in places if (first + end - start <= start or first >= end) and likeness[first]}
    for match in find_matches(a, start, end, threshold, count=4):
        assert match.end - match.start == end - start
        assert match.likeness == pytest.approx(likeness[match.start])
        assert (-match.likeness, match.start) == pytest.approx(min((-likeness[first], first) for first in free))
        free -= set(range(match.start - (end - start) + 1, match.end))


@pytest.mark.parametrize(("start", "end"), [(2, 2), (3, 2), (-1, 2), (0, 6), (5, 6)])
def test_a_stretch_outside_the_text_is_refused(start, end):
    """An empty span, or one that leaves the text, is refused in a sentence."""
    for search in (active_units_of, find_matches):
        with pytest.raises(InvalidInput, match=r"There is no"):
            search(np.zeros((5, 2)), start, end)


def test_where_no_unit_is_on_nothing_is_alike():
    """A span without an active unit has no matches, and a text that is the span itself has none either."""
    assert find_matches(np.zeros((9, 3)), 2, 4) == ()
    assert find_matches(np.ones((4, 3)), 0, 4) == ()
