"""The figure of the units that correlate with a feature, by its data."""

import numpy as np
import pytest

from rnn.analysis.unit_correlations import UnitCorrelation, find_units
from rnn.figures.kit import style
from rnn.figures.unit_ranking import unit_ranking_figure

A = np.array([[0.9, -0.9, 0.1], [0.9, -0.8, -0.1], [-0.9, 0.9, 0.1], [-0.8, 0.8, -0.1]])
FINDING = find_units(A, np.array([True, True, False, False]))


def test_each_unit_has_its_correlation_as_a_bar_with_the_colour_of_its_sign():
    """Bars stand in the order of the units; the diamond stands at the end of the chosen one's."""
    _, bars, mark = unit_ranking_figure(FINDING, "vowel", 1).data

    np.testing.assert_array_equal(bars.y, FINDING.correlations)
    assert list(bars.marker.color[:2]) == [style.POSITIVE, style.NEGATIVE]
    assert (mark.x[0], mark.y[0]) == (1, FINDING.correlations[1])


def test_the_dashed_lines_are_where_chance_ends():
    """They are drawn on either side of 0, over all units."""
    lines = unit_ranking_figure(FINDING, "vowel", 1).data[0]

    assert list(lines.y) == [
        FINDING.chance_limit,
        FINDING.chance_limit,
        None,
        -FINDING.chance_limit,
        -FINDING.chance_limit,
    ]
    assert (min(x for x in lines.x if x is not None), lines.line.dash) == (-0.5, "dash")


@pytest.mark.parametrize("H", [1, 256])
def test_it_says_what_it_shows_at_every_size(H):
    """The text for alt names the feature; units that never change correlate with nothing; the range is fixed."""
    figure = unit_ranking_figure(find_units(np.ones((1, H)), np.ones(1)), "right after <", H - 1)

    assert "right after <" in figure.layout.meta["alt"] and "No unit correlates" in figure.layout.meta["alt"]
    assert figure.layout.yaxis.title.text and figure.layout.xaxis.title.text
    assert tuple(figure.layout.yaxis.range) == (-1.05, 1.05)


def test_the_caption_counts_the_units_beyond_chance():
    """Of r = 0.9, -0.99 and 0.2 the second is the most, and of four steps none is beyond 1.96 / √4 = 0.98 but it."""
    correlation = UnitCorrelation(np.array([0.9, -0.99, 0.2]), 1, np.zeros(3), np.zeros(3), 0.98, False)
    see = unit_ranking_figure(correlation, "vowel", 0).layout.meta["see"]

    assert "Unit 1 correlates most, r = −0.99" in see
    assert "Beyond the dashed lines: 1 of 3 units" in see
