"""The figures of credit assignment, by their data."""

import numpy as np

from rnn.analysis.gradient_flow import credit_assignment_matrix, measure_gradient_decay
from rnn.figures.credit_assignment import credit_assignment_figure, gradient_decay_figure
from tests.support.networks import random_case

LETTERS = list("ab<␣ef")


def test_credit_is_drawn_as_powers_of_ten():
    """Row t, column k is log10 of the norm; below the diagonal there is nothing; the chosen step is crossed."""
    case = random_case()
    norms = credit_assignment_matrix(case.parameters, case.trace, case.targets)
    heatmap, cross = credit_assignment_figure(norms, 2, LETTERS).data

    above = np.triu_indices(6)
    np.testing.assert_allclose(heatmap.z[above], np.log10(norms[above]), rtol=1e-5)
    assert np.isnan(heatmap.z[np.tril_indices(6, -1)]).all()
    assert heatmap.zmax >= np.log10(np.nanmax(norms)) > heatmap.zmax - 1
    assert {3} == {cross.x[3], cross.y[0]}


def test_a_credit_of_nothing_is_drawn_pale():
    """An error of 0 has no logarithm, and gets the bottom of the scale."""
    figure = credit_assignment_figure(np.zeros((1, 1)), 0, ["a"])

    assert figure.data[0].z[0, 0] <= figure.data[0].zmin + 8
    assert "step 1" in figure.layout.meta["alt"]


def test_gradient_decay_shows_means_the_fitted_line_and_the_chosen_error():
    """The dots are the means by distance, the line goes through start and slope, the third is the step's own column."""
    case = random_case()
    norms = credit_assignment_matrix(case.parameters, case.trace, case.targets)
    gradient_decay = measure_gradient_decay(norms)
    figure = gradient_decay_figure(gradient_decay, norms, 4)

    np.testing.assert_allclose(figure.data[0].y, gradient_decay.means)
    np.testing.assert_allclose(figure.data[1].y, gradient_decay.start * np.exp(gradient_decay.slope * np.arange(6)))
    np.testing.assert_allclose(figure.data[2].y, [norms[4 - distance, 4] for distance in range(5)])
    assert figure.layout.yaxis.type == "log"
    assert gradient_decay.sentence in figure.layout.meta["alt"]


def test_gradient_decay_of_a_text_of_one_step():
    """A single step has one mean and no line, and no warning."""
    case = random_case(T=1)
    norms = credit_assignment_matrix(case.parameters, case.trace, case.targets)

    figure = gradient_decay_figure(measure_gradient_decay(norms), norms, 0)

    assert np.isnan(figure.data[1].y).all()
    assert len(figure.data[2].y) == 1


def test_the_scale_of_credit_spans_what_there_is():
    """Norms from 0.05 to 3 have the powers -2 to 1; those that span ninety decades have the largest eight."""
    few = credit_assignment_figure(np.array([[3.0, 0.05], [np.nan, 1.0]]), 0, ["a", "b"]).data[0]
    many = credit_assignment_figure(np.array([[1.0, 1e-90], [np.nan, 1.0]]), 0, ["a", "b"]).data[0]

    assert (few.zmin, few.zmax) == (-2, 1)
    assert (many.zmin, many.zmax) == (-8, 0)
