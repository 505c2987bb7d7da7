"""The figures of Surgery hold what they were given."""

import numpy as np

from rnn.analysis.surgery import Ranking
from rnn.figures.kit import style
from rnn.figures.surgery import continuations_figure, distributions_figure, ranking_figure

ODD = ["␣", "<", "A"]
WHOLE = {"of": "the whole text", "unit": "nats"}


def ranking(*loss_increase: float) -> Ranking:
    """Return a ranking with these loss increases."""
    loss_increase = np.array(loss_increase)
    return Ranking(1 + loss_increase, loss_increase, np.argsort(-loss_increase, kind="stable"), 1.0)


def test_the_ranking_has_the_largest_loss_increase_first():
    """Bars fall from left to right and carry their unit; a held one is grey."""
    figure = ranking_figure(ranking(0.5, 2.0, 1.0), held={2}, **WHOLE)

    bars = figure.data[0]
    assert list(bars.customdata) == [1, 2, 0]
    np.testing.assert_allclose(bars.y, [2, 1, 0.5])
    assert list(bars.marker.color) == [style.LOSS, style.QUIET, style.LOSS]
    assert (
        "unit 1; without it, the loss over the whole text changes by +2 nats, from 1 to 3 nats"
        in figure.layout.meta["alt"]
    )


def test_the_ranking_says_what_its_losses_are_of():
    """Text and unit of the losses are in the sentences and on the axis, with the numbers of the first unit."""
    figure = ranking_figure(ranking(0.5, 2.0), set(), of="a sample of the text", unit="nats per character")

    said = figure.layout.meta
    assert "the loss over a sample of the text changes by +2 nats per character" in said["see"]
    assert "from 1 to 3 nats per character" in said["alt"]
    assert figure.layout.yaxis.title.text == "loss increase (nats per character)"


def test_the_ranking_can_be_in_the_order_of_the_units():
    """Unsorted, unit i is the bar at i; a unit whose ablation lowers the loss reaches below 0."""
    figure = ranking_figure(ranking(0.5, 2.0, -1.0), held=set(), is_sorted=False, **WHOLE)

    assert list(figure.data[0].customdata) == [0, 1, 2]
    assert figure.layout.yaxis.range[0] <= -1


def test_one_unit_without_an_effect_can_be_ranked():
    """A single unit with no loss increase has a bar and a range."""
    figure = ranking_figure(ranking(0.0), held=set(), **WHOLE)

    assert list(figure.data[0].customdata) == [0]
    assert figure.layout.yaxis.range == (0, 1)


def test_both_predictions_are_side_by_side():
    """Untouched and altered are two groups of bars, the target is marked."""
    figure = distributions_figure(np.array([0.2, 0.3, 0.5]), np.array([0.6, 0.3, 0.1]), ODD, target=1, step=4)

    untouched, altered, target = figure.data
    np.testing.assert_allclose(untouched.y, [0.2, 0.3, 0.5], rtol=1e-6)
    np.testing.assert_allclose(altered.y, [0.6, 0.3, 0.1], rtol=1e-6)
    assert target.x == (1,)
    assert figure.layout.barmode == "group"
    assert "step 5" in figure.layout.title.text
    assert figure.layout.xaxis.labelalias["1"] == "&lt;"


def test_predictions_that_are_no_numbers_are_said_to_be_none():
    """Where the altered network's numbers are too large, no percentage is given for it."""
    figure = distributions_figure(np.array([0.2, 0.3, 0.5]), np.full(3, np.nan), ODD, target=1, step=4)

    assert figure.layout.meta["alt"].endswith("The predictions of the altered network are not finite.")


def test_what_both_write_is_framed_where_it_differs():
    """Both rows begin with the seed; only the characters that differ are framed, in the altered row."""
    figure = continuations_figure(["A", "<"], ["A", "A", "␣"], ["A", "␣", "A"])

    untouched, altered, frames = figure.data
    assert list(untouched.text) == ["A", "&lt;", "A", "A", "␣"]
    assert list(altered.text) == ["A", "&lt;", "A", "␣", "A"]
    assert list(frames.x) == [4, 5]
    assert set(frames.y) == set(altered.y)
    assert "They first differ at character 2." in figure.layout.meta["alt"]


def test_what_is_the_same_has_no_frames():
    """Two networks that write the same have no frame."""
    figure = continuations_figure(["A"], ["A"], ["A"])

    assert len(figure.data[2].x) == 0
    assert "They are the same" in figure.layout.meta["alt"]


def test_a_loss_that_is_not_finite_is_said_to_be_none():
    """Where the network without a unit has an infinite loss, no number is given for the increase."""
    figure = ranking_figure(ranking(np.inf, 1.0), set(), **WHOLE)

    assert "unit 0; without it, the loss over the whole text is not finite." in figure.layout.meta["see"]
