"""Parameters: five arrays on one flat vector, drawn as the notebook draws them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.model.parameters import Parameters, parameter_count
from tests.support import notebook

sizes = {"hidden_size": st.integers(1, 9), "vocabulary_size": st.integers(1, 9)}


@given(**sizes, random_seed=st.integers(0, 2**32 - 1), scale=st.floats(0, 10))
def test_weights_are_drawn_as_the_notebook_draws_them(hidden_size, vocabulary_size, random_seed, scale):
    """W, then U, then V come from one RandomState, and the biases are 0."""
    parameters = Parameters.random(hidden_size, vocabulary_size, random_seed, scale)

    W, U, V, b, c = notebook.draw_parameters(random_seed, hidden_size, vocabulary_size, scale)
    for drawn, expected in zip(parameters, (W, U, b.ravel(), V, c.ravel()), strict=True):
        np.testing.assert_array_equal(drawn, expected)


@given(**sizes)
def test_theta_holds_every_number_once(hidden_size, vocabulary_size):
    """The five arrays, read one after another, are theta: H·H + H·K + H + K·H + K numbers."""
    H, K = hidden_size, vocabulary_size
    numbers = np.arange(H * H + 2 * H * K + H + K, dtype=float)

    parameters = Parameters(numbers, H, K)

    assert parameter_count(H, K) == len(numbers)
    assert [array.shape for array in parameters] == [(H, H), (H, K), (H,), (K, H), (K,)]
    np.testing.assert_array_equal(np.concatenate([array.ravel() for array in parameters]), numbers)


def test_a_change_of_an_array_is_a_change_of_theta():
    """W, U, b, V and c are views: what is written to one is in theta, and back."""
    parameters = Parameters.zeros(2, 3)

    for number, array in enumerate(parameters, start=1):
        array += number

    np.testing.assert_array_equal(parameters.theta, np.repeat([1, 2, 3, 4, 5], [4, 6, 2, 6, 3]))
    parameters.theta[:] = 7
    assert all((array == 7).all() for array in parameters)


def test_names_and_arrays_go_together():
    """items pairs each array with the notebook's name for it."""
    parameters = Parameters.random(2, 3)

    assert [name for name, _ in parameters.items()] == ["W", "U", "b", "V", "c"]
    assert all(array is getattr(parameters, name) for name, array in parameters.items())


def test_a_copy_does_not_follow_its_original():
    """A copy has the same numbers in a vector of its own."""
    original = Parameters.random(3, 4, random_seed=5, scale=1.0)
    before = original.theta.copy()

    copy = original.copy()
    original.W[:] = 0
    original.c[:] = 1

    np.testing.assert_array_equal(copy.theta, before)
    assert (copy.hidden_size, copy.vocabulary_size) == (3, 4)


@pytest.mark.parametrize("length", [0, 22, 24])
def test_a_theta_of_another_length_is_refused(length):
    """H = 2 and K = 3 need 21 numbers, and the error says so."""
    with pytest.raises(ValueError, match=r"H = 2 and K = 3 need \(21,\)"):
        Parameters(np.zeros(length), 2, 3)


@pytest.mark.parametrize("initialisation", ["scaled", "orthogonal"])
@given(**sizes, random_seed=st.integers(0, 2**32 - 1))
def test_every_initialisation_draws_the_same_numbers(initialisation, hidden_size, vocabulary_size, random_seed):
    """U and V are the notebook's draws, and W where it is not turned, all divided by √H; the biases are 0."""
    W, U, V, _, _ = notebook.draw_parameters(random_seed, hidden_size, vocabulary_size, 1.0)

    drawn = Parameters.random(hidden_size, vocabulary_size, random_seed, 123.0, initialisation)

    np.testing.assert_allclose(drawn.U, U / hidden_size**0.5, rtol=1e-15)
    np.testing.assert_allclose(drawn.V, V / hidden_size**0.5, rtol=1e-15)
    assert not drawn.b.any() and not drawn.c.any()
    if initialisation == "scaled":
        np.testing.assert_allclose(drawn.W, W / hidden_size**0.5, rtol=1e-15)


def test_scaled_weights_have_the_variance_1_over_the_hidden_units():
    """So that a sum over H of them has the variance 1, whatever H is; a sample's own is off by √(2 / n) or so."""
    for hidden_size in (16, 100, 256):
        drawn = Parameters.random(hidden_size, 26, initialisation="scaled")

        for weights in (drawn.W, drawn.U, drawn.V):
            assert weights.var() * hidden_size == pytest.approx(1, abs=4 * (2 / weights.size) ** 0.5)


@given(hidden_size=st.integers(1, 40), random_seed=st.integers(0, 2**32 - 1))
def test_an_orthogonal_w_keeps_every_length(hidden_size, random_seed):
    """W.T W is the identity; and W.T times the draw is upper triangular, its diagonal positive: there is one such W."""
    drawn = notebook.draw_parameters(random_seed, hidden_size, 3, 1.0)[0]

    W = Parameters.random(hidden_size, 3, random_seed, initialisation="orthogonal").W

    np.testing.assert_allclose(W.T @ W, np.eye(hidden_size), atol=1e-12)
    triangle = W.T @ drawn
    np.testing.assert_allclose(np.tril(triangle, -1), 0, atol=1e-10)
    assert (np.diag(triangle) > 0).all()
