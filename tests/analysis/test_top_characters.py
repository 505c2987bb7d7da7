"""Shortlists of characters."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rnn.analysis.top_characters import likeliest, places, top_characters, with_rest


def test_targets_come_before_what_is_usual_elsewhere():
    """Characters 4 and 1 are targets; of the rest, 0 and 3 are the most usual; the list is in order of the indices."""
    targets, usual = np.array([4, 1, 4]), np.array([9, 1, 2, 5, 1])

    assert top_characters(targets, usual, most=4).tolist() == [0, 1, 3, 4]
    assert top_characters(targets, usual, most=1).tolist() == [4]
    assert top_characters(targets, usual).tolist() == [0, 1, 2, 3, 4]


def test_the_target_is_among_the_likeliest():
    """It takes the last place where it would not be among them."""
    o = np.array([0.0, 3.0, 1.0, 2.0, -1.0])

    assert likeliest(o, target=3, most=3).tolist() == [1, 3, 2]
    assert likeliest(o, target=4, most=3).tolist() == [1, 3, 4]
    assert likeliest(o, target=4, most=9).tolist() == [1, 3, 2, 0, 4]


@given(st.integers(0, 1000), st.integers(1, 60), st.integers(1, 5), st.integers(1, 50))
def test_nothing_is_lost_where_the_rest_is_gathered(seed, K, T, most):
    """Rows that sum to 1 still do, and each character's number is in the column that `places` says."""
    random = np.random.RandomState(seed)
    y_pred, targets = random.dirichlet(np.ones(K), T), random.randint(K, size=T)
    shown = top_characters(targets, random.randint(9, size=K), most)
    columns, place = with_rest(y_pred, shown), places(shown, K)

    assert columns.shape == (T, len(shown) + (len(shown) < K))
    np.testing.assert_allclose(columns.sum(axis=1), 1)
    np.testing.assert_array_equal(columns[:, : len(shown)], y_pred[:, shown])
    np.testing.assert_array_equal(shown[place[shown]], shown)
    assert (place[np.delete(np.arange(K), shown)] == len(shown)).all()
