"""Norms along the film: each frame's are those of its own gradients, measured coarse first and a little at a time."""

import numpy as np
import pytest

from rnn.model.network import backward
from rnn.monitoring.frame_scan import MOST_FRAMES
from rnn.monitoring.gradient_norms import FilmNorms
from rnn.runs.change import Change
from rnn.runs.run import Run
from rnn.runs.settings import Settings


def trained(epochs: int, trained_to: int | None = None) -> Run:
    """Return a run on a short word."""
    run = Run(Settings(text="hello", target="next", hidden_size=3, learning_rate=0.1, epochs=epochs))
    run.advance(epochs=trained_to if trained_to is not None else epochs)
    return run


def test_norms_are_those_of_the_frame_s_own_gradients():
    """At every measured epoch the five norms and ratios are those of a backward pass there."""
    run = trained(20)
    measured = FilmNorms(run)
    measured.measure(seconds=60)

    assert list(measured.updates) == list(range(21))
    for row, epoch in enumerate(measured.updates):
        parameters = run.parameters_at(int(epoch))
        gradients = backward(parameters, run.trace(parameters), run.inputs, run.targets)
        lengths = [np.sqrt((gradient**2).sum()) for gradient in gradients]
        weights = [np.sqrt((weight**2).sum()) for weight in parameters]
        assert measured.gradient_norms[row] == pytest.approx(lengths)
        if epoch:
            assert measured.ratios[row] == pytest.approx([0.1 * g / w for g, w in zip(lengths, weights, strict=True)])


def test_biases_that_are_still_0_have_an_infinite_ratio():
    """At epoch 0 b and c are 0, and any update is infinitely large beside them."""
    measured = FilmNorms(trained(3))
    measured.measure(seconds=60)

    assert np.isinf(measured.ratios[0]).tolist() == [False, False, True, False, True]


def test_curves_stay_as_they_are_while_the_measuring_goes_on():
    """A figure is drawn from what was there when it was asked for: all of the same length, and no longer later."""
    measured = FilmNorms(trained(50))
    measured.measure(seconds=0)
    curves = measured.curves()
    measured.measure(seconds=60)

    assert len(measured.updates) > 1
    assert [values.shape for values in curves] == [(1,), (1, 5), (1, 5), (1, 2)]
    np.testing.assert_array_equal(curves.gradient_norms[0], measured.gradient_norms[0])


def test_a_little_at_a_time_and_coarse_first():
    """Without time one frame is measured; the first few lie far apart, and the epochs are always in order."""
    measured = FilmNorms(trained(2000))
    for count in range(1, 5):
        measured.measure(seconds=0)
        assert len(measured.updates) == count
    assert not measured.is_complete
    assert (np.diff(measured.updates) > 0).all()
    assert measured.updates[-1] > 400

    measured.measure(seconds=60)
    assert measured.is_complete
    assert MOST_FRAMES / 2 <= len(measured.updates) <= MOST_FRAMES


def test_what_is_not_trained_yet_is_measured_later():
    """As the run goes on, frames come; before them the measurement is complete as far as it can be."""
    run = trained(50, trained_to=10)
    measured = FilmNorms(run)
    measured.measure(seconds=60)
    assert (measured.is_complete, measured.updates[-1]) == (True, 10)

    run.advance(epochs=10)
    assert not measured.is_complete
    measured.measure(seconds=60)
    assert measured.updates[-1] == 20
    assert measured.gradient_norms.shape == measured.ratios.shape == (21, 5)


def test_nothing_measured_is_empty():
    """Before the first measurement the arrays are there, without rows."""
    measured = FilmNorms(trained(3))

    assert measured.gradient_norms.shape == (0, 5)
    assert len(measured.updates) == 0


def test_clipping_shortens_the_whole_gradient_and_the_update():
    """Before clipping the length is that of all five together; after it, the bound, from where it was turned down."""
    changes = (Change(5, "clip_norm", 0.25),)
    run = Run(Settings(text="hello", target="next", hidden_size=3, learning_rate=0.1, epochs=9, changes=changes))
    run.advance(epochs=9)
    measured = FilmNorms(run)
    measured.measure(seconds=60)
    before, after = measured.whole_norms.T

    np.testing.assert_allclose(before, np.sqrt((measured.gradient_norms**2).sum(axis=1)))
    np.testing.assert_allclose(after[:5], before[:5])
    np.testing.assert_allclose(after[5:], 0.25)
    weights = np.sqrt((run.parameters_at(7).W ** 2).sum())
    share = measured.gradient_norms[7, 0] / before[7]
    assert measured.ratios[7, 0] == pytest.approx(0.1 * 0.25 * share / weights)


def test_a_frame_that_a_diverging_run_drops_is_forgotten():
    """Only frames of the film as it stands are shown."""
    run = trained(20)
    measured = FilmNorms(run)
    measured.measure(seconds=60)
    run.film.drop_last()

    assert measured.updates[-1] == 19
    assert measured.ratios.shape == (20, 5)
