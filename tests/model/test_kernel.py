"""The compiled kernel is `network.py`, only faster; and where numbers end, both say so."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.model import kernel, numpy_training
from rnn.model.network import backward, forward
from rnn.model.optimisers import Clipping
from rnn.model.parameters import Parameters
from tests.support.networks import random_case

sources = pytest.mark.parametrize("train", [kernel.train, numpy_training.train], ids=["kernel", "numpy"])


def updates(source, state, case, learning_rate, losses) -> int:
    """Let a source make updates with the whole text of a case, at one rate; return how many it made."""
    return source(state, case.windows, np.full(len(losses), learning_rate), Clipping(), losses)


@given(
    T=st.integers(1, 20),
    H=st.integers(1, 20),
    K=st.integers(1, 20),
    seed=st.integers(0, 10_000),
    scale=st.sampled_from([0.01, 0.1, 0.7]),
    learning_rate=st.floats(1e-4, 1e3),
)
def test_one_epoch_of_the_kernel_is_one_epoch_of_numpy(T, H, K, seed, scale, learning_rate):
    """The loss and every parameter after the update agree to 1e-12.

    A gradient is a sum of terms of either sign, so it is known to 1e-12 of the size of the largest, not of its own.
    """
    case = random_case(T, H, K, seed, scale)
    compiled, plain = case.state(), case.state()
    losses = np.empty((2, 1))

    updates(kernel.train, compiled, case, learning_rate, losses[0])
    updates(numpy_training.train, plain, case, learning_rate, losses[1])

    gradients = backward(case.parameters, forward(case.parameters, case.inputs), case.inputs, case.targets)
    for actual, expected, gradient in zip(compiled.parameters, plain.parameters, gradients, strict=True):
        rounding = 1e-12 * learning_rate * np.abs(gradient).max()
        np.testing.assert_allclose(actual, expected, rtol=1e-12, atol=rounding)
    np.testing.assert_allclose(losses[0], losses[1], rtol=1e-12, atol=1e-14 * T)


@sources
def test_training_changes_nothing_but_the_progress_and_the_losses(train):
    """Text, targets and rates stay as they are, and there is one loss for each epoch asked for."""
    case = random_case(T=8, H=5, K=6)
    inputs, targets, losses = case.inputs.copy(), case.targets.copy(), np.full(5, np.nan)
    rates, state = np.full(5, 0.1), case.state()

    done = train(state, case.windows, rates, Clipping(), losses)

    assert done == state.update == 5
    assert np.isfinite(losses).all()
    np.testing.assert_array_equal(inputs, case.inputs)
    np.testing.assert_array_equal(targets, case.targets)
    np.testing.assert_array_equal(rates, np.full(5, 0.1))


@sources
def test_no_epoch_changes_nothing(train):
    """Asked for no epochs, training returns 0 and leaves every bit of the progress."""
    case = random_case()
    state = case.state()

    assert updates(train, state, case, 0.1, np.empty(0)) == state.update == 0
    np.testing.assert_array_equal(state.flat, case.state().flat)


@sources
def test_a_learning_rate_of_0_learns_nothing(train):
    """The parameters stay, and every epoch has the same loss."""
    case = random_case()
    state, losses = case.state(), np.empty(3)

    updates(train, state, case, 0.0, losses)

    np.testing.assert_array_equal(state.parameters.theta, case.parameters.theta)
    assert len(set(losses.tolist())) == 1


@sources
@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("name", Parameters.NAMES)
def test_a_parameter_that_is_not_finite_ends_training_at_once(train, number, name):
    """Wherever NaN or infinity stands, no epoch is counted as done."""
    case = random_case(T=6, H=4, K=3)
    getattr(case.parameters, name)[...] = number

    assert updates(train, case.state(), case, 0.1, np.empty(4)) == 0


@sources
def test_an_update_beyond_the_largest_number_ends_training(train):
    """The epoch whose update overflows is not counted as done."""
    case = random_case()

    assert updates(train, case.state(), case, 1.7e308, np.empty(4)) == 0


@sources
def test_large_numbers_are_finite_as_long_as_each_of_them_is(train):
    """Parameters whose sum would overflow are no divergence: each alone is a number."""
    case = random_case(T=4, H=3, K=4)
    case.parameters.theta[:] = np.where(case.parameters.theta < 0, -1, 1) * 4e307
    case.parameters.V[:] = case.parameters.c[:] = 0
    case.parameters.W[:] = 0
    losses = np.empty(3)

    assert updates(train, case.state(), case, 0.0, losses) == 3
    np.testing.assert_allclose(losses, 4 * np.log(4))


@given(st.floats(-760, 0))
def test_the_kernels_exp_is_exp(x):
    """Written-out exp agrees with the library's to a few units in the last place, down to where it is 0."""
    assert kernel._exp.py_func(x) == pytest.approx(math.exp(x), rel=1e-15, abs=1e-320)


@given(st.one_of(st.floats(-25, 25), st.floats(-1e-3, 1e-3), st.sampled_from([-1e308, -0.0, 0.0, 5e-324, 1e308])))
def test_the_kernels_tanh_is_tanh(s):
    """Written-out tanh agrees with the library's to a few units in the last place, at 0 and beyond 20 too."""
    assert kernel._tanh.py_func(s) == pytest.approx(math.tanh(s), rel=1e-15, abs=0)


@pytest.mark.parametrize("function", [kernel._exp.py_func, kernel._tanh.py_func], ids=["exp", "tanh"])
def test_what_is_no_number_stays_none(function):
    """NaN comes out as NaN, so that divergence is seen."""
    assert math.isnan(function(np.nan))
