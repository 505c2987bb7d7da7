"""The figures of the predictions, by their data."""

import numpy as np
import pytest

from rnn.analysis.expectation import Expectation
from rnn.figures.predictions import ORDERS, bar_count, distribution_figure, expectations_figure
from tests.support.strokes import boxes_of, shape

Y_PRED = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]])
TARGETS = np.array([0, 1])
CHARACTERS = ["␣", "<", "b"]
LOGITS = np.log([0.2, 0.1, 0.7])


def expectations(step: int = 0):
    return expectations_figure(Y_PRED, TARGETS, ["␣", "b"], CHARACTERS, step)


def test_the_heatmap_holds_the_probabilities_with_a_row_for_each_character():
    """Row k and column t is what character k gets at step t; colours always go from 0 to 1."""
    heatmap = expectations().data[0]

    np.testing.assert_allclose(heatmap.z, Y_PRED.T, atol=1e-7)
    assert (heatmap.zmin, heatmap.zmax) == (0, 1)
    assert list(heatmap.x) == [1, 2]


def test_a_square_stands_around_each_target():
    """The frames are centred on the targets, one a step, and leave gaps between each other."""
    boxes = boxes_of(shape(expectations(), "target"))

    np.testing.assert_allclose(boxes[:, 0] + boxes[:, 1], [2, 4])
    np.testing.assert_allclose(boxes[:, 2] + boxes[:, 3], 2 * TARGETS)
    assert boxes[0, 1] < boxes[1, 0]


def test_a_wrong_top_prediction_is_crossed():
    """Only the step whose most likely character is not its target gets a ×, on that character."""
    crosses = expectations().data[1]
    seen = ~np.isnan(crosses.x)

    assert (crosses.x[seen].tolist(), crosses.y[seen].tolist()) == ([2], [2])


def test_the_column_of_the_chosen_step_is_framed():
    """The frame of the chosen step goes around its column, from the first character to the last."""
    assert boxes_of(shape(expectations(step=1), "chosen step")).tolist() == [[1.5, 2.5, -0.5, 2.5]]


def test_the_map_gives_the_probabilities_of_the_targets():
    """Titles, axis titles and alt are there: 0.7 and 0.3 are 50 % on average, the least at step 2."""
    figure = expectations()

    assert figure.layout.title.text and figure.layout.xaxis.title.text and figure.layout.yaxis.title.text
    assert (
        "Lowest probability of a target: 30.0% (<, step 2). Mean probability of the targets: 50.0%."
        in figure.layout.meta["alt"]
    )
    assert figure.layout.yaxis.labelalias == {"0": "␣", "1": "&lt;", "2": "b"}
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]  # the first character stands at the top


def bars(order: str, temperature: float = 1.0, target: int = 0):
    return distribution_figure(Expectation(LOGITS, target, temperature), CHARACTERS, order, 2.3, 0)


def test_alphabetical_bars_stand_in_the_order_of_the_vocabulary():
    """Both panels hold their values as they come; the marks stand on the target and on the top prediction."""
    probability, logit, target, top_prediction = bars(ORDERS[0]).data

    np.testing.assert_allclose(probability.y, [0.2, 0.1, 0.7])
    np.testing.assert_array_equal(logit.y, LOGITS)
    assert (target.x[0], top_prediction.x[0]) == (0, 2)


def test_sorted_bars_share_their_order():
    """The most likely comes first in both panels, and labels and marks go along."""
    figure = bars(ORDERS[1])
    probability, logit, target, top_prediction = figure.data

    np.testing.assert_allclose(probability.y, [0.7, 0.2, 0.1])
    np.testing.assert_allclose(np.exp(logit.y), [0.7, 0.2, 0.1])
    assert (target.x[0], top_prediction.x[0]) == (1, 0)
    assert figure.layout.xaxis.labelalias == {"0": "b", "1": "␣", "2": "&lt;"}


def test_the_temperature_changes_the_probabilities_and_never_the_logits():
    """At temperature 0 one bar has it all; the logits stay."""
    probability, logit, _, _ = bars(ORDERS[0], temperature=0.0).data

    assert list(probability.y) == [0, 0, 1]
    np.testing.assert_array_equal(logit.y, LOGITS)


def test_target_and_top_prediction_differ_by_more_than_colour():
    """The two marks have different shapes, so that they differ without colour, also one upon the other."""
    _, _, target, top_prediction = bars(ORDERS[0], target=2).data

    assert target.marker.symbol != top_prediction.marker.symbol
    assert target.x[0] == top_prediction.x[0]


@pytest.mark.parametrize(("T", "K"), [(1, 1), (400, 256)])
def test_every_size_can_be_drawn(T, K):
    """One step of one character, and the longest text of the most characters, give complete figures."""
    random = np.random.RandomState(0)
    y_pred = random.dirichlet(np.ones(K), T)
    characters = [chr(0x100 + k) for k in range(K)]
    whole = expectations_figure(y_pred, random.randint(K, size=T), characters * T, characters, T - 1)
    step = distribution_figure(Expectation(np.log(y_pred[0]), 0), characters, ORDERS[1], 20.0, 0)

    assert whole.layout.height <= 1000
    assert step.layout.yaxis2.title.text and step.layout.yaxis.title.text and step.layout.xaxis.title.text
    assert np.shape(whole.data[0].z) == (K, T)


def many(T: int, K: int):
    """Return probabilities, targets and labels of a text with many characters, of which the first are the targets."""
    random = np.random.RandomState(0)
    return random.dirichlet(np.ones(K), T), np.arange(T) % 3, [chr(0x100 + k) for k in range(K)]


def test_characters_without_a_row_of_their_own_share_the_last_one():
    """It holds the sum of their probabilities, and the squares and crosses that would be theirs."""
    y_pred, targets, characters = many(T=5, K=60)
    y_pred[0], targets[0] = np.eye(60)[50], 59
    figure = expectations_figure(y_pred, targets, ["a"] * 5, characters, 0, shown=np.arange(10))
    heatmap, crosses = figure.data

    np.testing.assert_allclose(heatmap.z[10], y_pred[:, 10:].sum(axis=1), atol=1e-6)
    assert figure.layout.yaxis.labelalias["10"] == "…" and "all other characters together" in figure.layout.meta["see"]
    assert boxes_of(shape(figure, "target"))[0].tolist() == [0.55, 1.45, 9.55, 10.45]
    assert (crosses.x[0], crosses.y[0]) == (1, 10)


@pytest.mark.parametrize("order", ORDERS)
def test_of_many_characters_the_likeliest_have_bars_and_the_others_one_together(order):
    """40 bars and one for the rest add up to 1; target and top prediction have theirs, and the rest has no logit."""
    y_pred, _, characters = many(T=1, K=200)
    o, target = np.log(y_pred[0]), int(y_pred[0].argmin())
    figure = distribution_figure(Expectation(o, target), characters, order, 9.0, 0)
    probability, logit, target_mark, top_mark = figure.data

    assert len(probability.y) == 41 == bar_count(200)
    assert sum(probability.y) == pytest.approx(1)
    assert probability.y[int(target_mark.x[0])] == pytest.approx(y_pred.min())
    assert probability.y[int(top_mark.x[0])] == pytest.approx(y_pred.max())
    assert np.isnan(logit.y[40]) and figure.layout.xaxis.labelalias["40"] == "…"
