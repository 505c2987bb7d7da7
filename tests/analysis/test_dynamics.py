"""Spectra against numpy.linalg and hand arithmetic, the basis against a full decomposition, partings by hand."""

import numpy as np
import pytest
from hypothesis import given, settings

from rnn.analysis.dynamics import eigenvalues, find_divergence, fit_basis, spectral_radius, step_jacobians
from rnn.model.network import forward
from tests.support.networks import cases, random_case


def test_a_rotation_has_a_pair_of_eigenvalues_on_a_circle():
    """Turning by 60 degrees and shrinking to 0.9 has the eigenvalues 0.9 e^(±iπ/3) and the radius 0.9."""
    angle = np.pi / 3
    turn = 0.9 * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])

    values = eigenvalues(turn)

    assert sorted(values.imag) == pytest.approx([-0.9 * np.sin(angle), 0.9 * np.sin(angle)])
    assert values.real == pytest.approx([0.45, 0.45])
    assert spectral_radius(turn) == pytest.approx(0.9)


def test_eigenvalues_solve_their_equation():
    """Of each matrix in a stack, det(W - λ) is 0, λ adding up to the trace, the largest first."""
    stack = np.random.RandomState(0).randn(3, 4, 4)

    values = eigenvalues(stack)

    for matrix, own in zip(stack, values, strict=True):
        assert [abs(np.linalg.det(matrix - value * np.eye(4))) for value in own] == pytest.approx([0] * 4, abs=1e-10)
        assert own.sum() == pytest.approx(np.trace(matrix))
        assert list(np.abs(own)) == sorted(np.abs(own), reverse=True)


def test_the_radius_is_the_growth_of_many_steps():
    """After many steps W stretches by its spectral radius each time (Gelfand's formula)."""
    W = np.random.RandomState(1).randn(5, 5)
    stretch = np.linalg.norm(np.linalg.matrix_power(W / spectral_radius(W), 400), 2) ** (1 / 400)

    assert stretch == pytest.approx(1, abs=0.01)


def test_a_matrix_that_is_not_finite_has_no_eigenvalues():
    """One broken matrix of a stack gives NaN, the others their eigenvalues."""
    stack = np.stack([np.eye(2), np.full((2, 2), np.nan), np.full((2, 2), np.inf)])

    radii = spectral_radius(stack)

    assert radii[0] == 1
    assert np.isnan(radii[1:]).all()


@settings(max_examples=25, deadline=None)
@given(cases())
def test_the_jacobian_is_what_moving_the_state_does(case):
    """da_t/da_{t-1} equals finite differences of one step started from a moved state."""
    jacobians = step_jacobians(case.parameters, case.trace)

    h, H = 1e-6, case.parameters.hidden_size
    for t, a in enumerate(case.trace.a_previous):
        x = case.inputs[t : t + 1]
        columns = [
            (forward(case.parameters, x, a + nudge).a[0] - forward(case.parameters, x, a - nudge).a[0]) / (2 * h)
            for nudge in np.eye(H) * h
        ]
        np.testing.assert_allclose(jacobians[t], np.array(columns).T, atol=1e-7)


def test_jacobians_of_chosen_steps():
    """Of a slice of the steps come those rows of all."""
    case = random_case()
    every = step_jacobians(case.parameters, case.trace)

    assert np.array_equal(step_jacobians(case.parameters, case.trace, slice(2, 4)), every[2:4])
    assert np.array_equal(step_jacobians(case.parameters, case.trace, 3), every[3])


def test_the_basis_is_that_of_the_whole_decomposition():
    """Axes and shares are, up to sign, those that the SVD of all centred states gives."""
    film = np.random.RandomState(0).randn(6, 7, 5) * [5, 4, 3, 2, 1] + 10
    rows = film.reshape(-1, 5)

    basis = fit_basis(film)

    _, singular, axes = np.linalg.svd(rows - rows.mean(axis=0), full_matrices=False)
    np.testing.assert_allclose(np.abs(basis.components @ axes[:3].T), np.eye(3), atol=1e-7)
    np.testing.assert_allclose(basis.shares, (singular**2 / (singular**2).sum())[:3])
    np.testing.assert_allclose(basis.mean, rows.mean(axis=0))


def test_the_signs_of_the_axes_are_fixed():
    """Mirrored states have the same axes, the largest entry of each positive, so that a picture never flips."""
    states = np.random.RandomState(3).randn(30, 4)
    basis, mirrored = fit_basis(states), fit_basis(-states)

    largest = [row[np.abs(row).argmax()] for row in basis.components]
    assert min(largest) > 0
    np.testing.assert_allclose(mirrored.components, basis.components, atol=1e-9)


def test_states_on_a_line_are_seen_on_it():
    """Points along (3, 4) project to their distances from the mean; nothing is left for a second axis."""
    basis = fit_basis(np.outer([-1.0, 0.0, 1.0], [3.0, 4.0]), component_count=2)

    assert basis.components[0] == pytest.approx([0.6, 0.8])
    assert basis.shares == pytest.approx([1, 0])
    np.testing.assert_allclose(basis.project(np.array([[3.0, 4.0], [6.0, 8.0]])), [[5, 0], [10, 0]], atol=1e-9)


def test_more_axes_than_units_are_zeros():
    """A network of one unit has one axis; the other two are 0, and so is what is projected on them."""
    basis = fit_basis(np.array([[[-0.5], [0.5]]]), component_count=3)

    assert basis.components.tolist() == [[1], [0], [0]]
    assert basis.project(np.array([0.5])).tolist() == [0.5, 0, 0]


def test_states_that_never_move_have_no_axes():
    """Where nothing varies all axes and shares are 0; where there is no state, there is an error."""
    basis = fit_basis(np.full((4, 3), 0.3))

    assert not basis.components.any()
    assert not basis.shares.any()
    with pytest.raises(ValueError, match="at least one state"):
        fit_basis(np.zeros((0, 3)))


def test_the_first_wrong_character_is_found():
    """Texts that differ at their third character, and states that part one step earlier, are reported as such."""
    teacher_forced_states = np.zeros((4, 2))
    free_states = np.array([[0, 0], [0.3, 0.4], [1, 1], [0, 0]])

    divergence = find_divergence("HIJK", "HIXK", teacher_forced_states, free_states)

    assert (divergence.first_wrong, divergence.states_part) == (2, 1)
    assert divergence.distances == pytest.approx([0, np.sqrt(0.125), 1, 0])
    assert "position 3: “X” for “J”; the states part at position 2" in divergence.sentence


def test_runs_that_agree_never_part():
    """Texts that are the same as far as both go, with the same states, have no first wrong character."""
    divergence = find_divergence("HIJ", "HI", np.ones((3, 2)), np.ones((2, 2)))

    assert (divergence.first_wrong, divergence.states_part) == (None, None)
    assert "writes the 2 correct characters; the states stay together" in divergence.sentence
