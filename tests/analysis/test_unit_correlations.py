"""Units that correlate with a feature: correlations by hand and against NumPy's."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.analysis.unit_correlations import correlations, find_units, rank_units


def test_correlations_worked_out_by_hand():
    """Units that follow a feature, mirror it, have nothing to do with it, and do so in part."""
    feature = np.array([True, True, False, False])
    a = np.array([[0.5, -0.2, 0.3, 0.6], [0.5, -0.2, -0.3, 0.0], [-0.1, 0.4, 0.3, 0.0], [-0.1, 0.4, -0.3, 0.0]])

    # the last: deviations 0.45, -0.15, -0.15, -0.15 times ½, ½, -½, -½ give 0.3; squares sum to 0.27 and to 1
    assert correlations(a, feature) == pytest.approx([1, -1, 0, 0.3 / math.sqrt(0.27)])


@given(st.integers(0, 10_000), st.integers(2, 40), st.integers(1, 6), st.booleans())
def test_correlations_are_numpys(seed, n, H, is_number):
    """For any activations and any feature, a number or not, they are what numpy.corrcoef gives."""
    random = np.random.RandomState(seed)
    a = random.uniform(-1, 1, (n, H))
    feature = random.randn(n) if is_number else random.rand(n) < 0.5
    feature[:2] = [1, 0]

    expected = [np.corrcoef(a[:, unit], feature.astype(float))[0, 1] for unit in range(H)]
    np.testing.assert_allclose(correlations(a, feature), expected, atol=1e-12)


@given(st.sampled_from([0.0, 1.0, -0.1, 1e-300, 0.1]), st.integers(1, 9))
def test_what_never_changes_is_told_by_nothing(value, n):
    """A constant unit, a constant feature and a text of one character give exactly 0, whatever the value."""
    moving, still = np.linspace(0, 1, n), np.full(n, value)

    assert correlations(still[:, None], moving).tolist() == [0]
    assert correlations(moving[:, None], still).tolist() == [0]


@pytest.mark.parametrize("size", [1e-200, 1e-9, 1.0, 1e200])
def test_the_size_of_numbers_does_not_matter(size):
    """r has no unit: activations of any size give the same one."""
    a = np.array([[0.0], [1.0], [0.5]])

    assert correlations(size * a, np.array([0, 1, 0.5])) == pytest.approx([1])


def test_the_units_that_tell_best_come_first():
    """The sign of r does not count, and of equals the lower number comes first."""
    assert rank_units(np.array([0.1, -0.9, 0.5, 0.9, 0.0])).tolist() == [1, 3, 2, 0, 4]


def test_a_finding_says_how_the_best_unit_goes():
    """The means of the units, with the feature and without, are those of the rows concerned."""
    a = np.array([[0.1, 0.9], [0.3, 0.7], [0.1, -0.5], [0.3, -0.7], [0.2, -0.6]])
    correlation = find_units(a, np.array([1, 1, 0, 0, 0], bool))

    assert correlation.best == 1
    assert correlation.with_feature == pytest.approx([0.2, 0.8])
    assert correlation.without_feature == pytest.approx([0.2, -0.6])
    assert correlation.chance_limit == pytest.approx(1.96 / math.sqrt(5))
    assert not correlation.is_constant


def test_a_number_is_split_at_its_mean():
    """For a number such as a position, the means are those of the steps where it is above its mean, and of the rest."""
    a = np.array([[0.0], [0.2], [0.4], [0.9]])
    correlation = find_units(a, np.array([0.0, 1.0, 2.0, 3.0]))

    assert (correlation.with_feature[0], correlation.without_feature[0]) == pytest.approx((0.65, 0.1))


def test_a_feature_that_is_the_same_everywhere_is_said_to_be_so():
    """No unit correlates with it: all correlations are 0, and no mean is NaN."""
    correlation = find_units(np.array([[0.5, 0.1], [0.2, 0.3]]), np.array([True, True]))

    assert correlation.is_constant
    assert correlation.correlations.tolist() == [0, 0]
    assert np.isfinite(correlation.with_feature).all()


def test_the_chance_limit_falls_with_the_length_of_the_text():
    """About 5 % of units that have nothing to do with a feature are beyond it, where steps are independent."""
    random = np.random.RandomState(0)
    correlation = find_units(random.randn(400, 5000), random.rand(400) < 0.3)

    assert 0.03 < (np.abs(correlation.correlations) > correlation.chance_limit).mean() < 0.07
