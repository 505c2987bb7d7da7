"""The figures of Surgery hold what they were given."""

import numpy as np

from rnn.analysis.surgery import Ranking
from rnn.figures.kit import style
from rnn.figures.surgery import continuations_figure, distributions_figure, ranking_figure

ODD = ["␣", "<", "A"]


def ranking(*loss_increase: float) -> Ranking:
    """Return a ranking with these growths."""
    loss_increase = np.array(loss_increase)
    return Ranking(1 + loss_increase, loss_increase, np.argsort(-loss_increase, kind="stable"), 1.0)


def test_the_ranking_has_the_dearest_unit_first():
    """Bars fall from left to right and carry their unit; a held one is grey."""
    figure = ranking_figure(ranking(0.5, 2.0, 1.0), held={2})

    bars = figure.data[0]
    assert list(bars.customdata) == [1, 2, 0]
    np.testing.assert_allclose(bars.y, [2, 1, 0.5])
    assert list(bars.marker.color) == [style.STRONG, style.QUIET, style.STRONG]
    assert "Unit 1 is worth most" in figure.layout.meta["alt"]


def test_the_ranking_can_stand_in_the_units_own_order():
    """Unsorted, unit i is the bar at i; a unit whose silence helps reaches below 0."""
    figure = ranking_figure(ranking(0.5, 2.0, -1.0), held=set(), is_sorted=False)

    assert list(figure.data[0].customdata) == [0, 1, 2]
    assert figure.layout.yaxis.range[0] <= -1


def test_one_unit_that_is_worth_nothing_can_be_ranked():
    """A single unit with no growth has a bar and a range."""
    figure = ranking_figure(ranking(0.0), held=set())

    assert list(figure.data[0].customdata) == [0]
    assert figure.layout.yaxis.range == (0, 1)


def test_both_distributions_stand_side_by_side():
    """Untouched and altered are two groups of bars, the target is marked."""
    figure = distributions_figure(np.array([0.2, 0.3, 0.5]), np.array([0.6, 0.3, 0.1]), ODD, target=1, step=4)

    untouched, altered, target = figure.data
    np.testing.assert_allclose(untouched.y, [0.2, 0.3, 0.5], rtol=1e-6)
    np.testing.assert_allclose(altered.y, [0.6, 0.3, 0.1], rtol=1e-6)
    assert target.x == (1,)
    assert figure.layout.barmode == "group"
    assert "step 5" in figure.layout.title.text
    assert figure.layout.xaxis.labelalias["1"] == "&lt;"


def test_what_both_write_is_framed_where_it_differs():
    """Both rows begin with the seed; only the characters that differ are framed, in the altered row."""
    figure = continuations_figure(["A", "<"], ["A", "A", "␣"], ["A", "␣", "A"])

    untouched, altered, frames = figure.data
    assert list(untouched.text) == ["A", "&lt;", "A", "A", "␣"]
    assert list(altered.text) == ["A", "&lt;", "A", "␣", "A"]
    assert list(frames.x) == [4, 5]
    assert set(frames.y) == set(altered.y)
    assert "differ from character 2 on" in figure.layout.meta["alt"]


def test_what_is_the_same_has_no_frames():
    """Two networks that write the same have no frame."""
    figure = continuations_figure(["A"], ["A"], ["A"])

    assert len(figure.data[2].x) == 0
    assert "They are the same" in figure.layout.meta["alt"]
