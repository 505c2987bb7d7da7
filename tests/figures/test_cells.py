"""The numbers of a heatmap: as they are, or of a large one in whole per cents."""

import numpy as np

from rnn.figures.kit.cells import MOST_CELLS, cells_of
from rnn.figures.replay import running_sum_figure
from rnn.figures.weights import entering_figure
from rnn.ui.components.reels import encoded


def test_few_numbers_are_sent_as_they_are():
    """Each number and the range are the figure's own, and the hover text writes them with their digits."""
    values = np.array([[0.5, -1.25], [0.0, 2.0]])

    cells = cells_of(values, -2, 2, ".4f")

    np.testing.assert_array_equal(cells.trace["z"], values)
    assert (cells.trace["zmin"], cells.trace["zmax"], cells.value, cells.bar) == (-2, 2, "%{z:.4f}", {})


def test_many_numbers_are_sent_in_whole_per_cents():
    """A byte each, rounded to a hundredth of the range's end; the bar still shows the numbers themselves."""
    values = np.linspace(-3, 3, MOST_CELLS + 1)[None]

    cells = cells_of(values, -3, 3, ".4f")

    assert cells.trace["z"].dtype == np.int8
    np.testing.assert_allclose(cells.trace["z"] * 0.03, values, atol=0.015 + 1e-9)
    assert (cells.trace["zmin"], cells.trace["zmax"]) == (-100, 100)
    assert cells.value == "%{z} % of 3"
    assert cells.bar == {"tickvals": [-100, 0, 100], "ticktext": ["-3", "0", "3"]}


def test_what_lies_beyond_the_range_is_drawn_at_its_end():
    """A number larger than the range has the fullest colour, as it would have as it is."""
    assert set(np.unique(cells_of(np.full((200, 200), 9.0), 0, 4, ".2f").trace["z"])) == {100}


def test_the_largest_network_fits_into_a_redraw():
    """Of 256 units, W, U and b take less than 150 kB together, and a sum of gradients less than 100 kB."""
    W, U = np.random.RandomState(0).randn(256, 256), np.random.RandomState(1).randn(256, 65)
    weights = entering_figure(W, U, np.zeros(256), [chr(33 + k) for k in range(65)], 3.0, "now")

    assert size_of(weights) < 150_000
    assert size_of(running_sum_figure(W, 3, 4.0)) < 100_000


def size_of(figure) -> int:
    """Return the signs that a figure takes as it is sent."""
    return len(encoded(figure.sent))
