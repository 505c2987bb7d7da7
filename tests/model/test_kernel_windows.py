"""The compiled kernel in windows, with every optimiser and bound: what `numpy_training.py` does, only faster."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn.model import kernel, kernel_arrays, numpy_training
from rnn.model.network import backward, forward
from rnn.model.optimisers import OPTIMISERS, Clipping, clip, step
from rnn.model.parameters import Parameters
from rnn.model.windows import TrainingState, TrainingWindows
from tests.support.networks import random_case

every_optimiser = pytest.mark.parametrize("optimiser", OPTIMISERS.values(), ids=OPTIMISERS)
# Small networks, and larger ones that the kernel treats otherwise (`kernel_arrays.SMALL`): T, H, K.
SMALL = st.tuples(st.integers(1, 20), st.integers(1, 12), st.integers(1, 12))
LARGE = st.tuples(st.integers(1, 20), st.integers(17, 40), st.integers(31, 45))
every_clipping = pytest.mark.parametrize(
    "clipping",
    [Clipping(), Clipping(value=0.1), Clipping(norm=0.5), Clipping(0.1, 0.5)],
    ids=["free", "by value", "by norm", "by both"],
)


def begun(case, windows: TrainingWindows, seed: int, update: int) -> TrainingState:
    """Return the progress of a network that has trained for a while: something is remembered, and carried."""
    state = TrainingState.begin(case.parameters, windows)
    random_state = np.random.RandomState(seed)
    state.update = update
    if update:
        state.memory[:] = random_state.randn(*state.memory.shape) * 0.1
        if "v" in windows.optimiser.keeps:
            state.memory[-1] **= 2
        state.a[:] = random_state.uniform(-0.9, 0.9, len(state.a))
    return state


def gradient_of(state: TrainingState, windows: TrainingWindows) -> np.ndarray:
    """Return the gradient of the window to come, as `network.py` has it."""
    here = windows.window_span(state.update)
    trace = forward(state.parameters, windows.inputs[here], state.a if len(state.a) and here.start else None)
    return backward(state.parameters, trace, windows.inputs[here], windows.targets[here]).theta


def uncertainty(before: TrainingState, windows: TrainingWindows, rate: float, clipping: Clipping) -> np.ndarray:
    """Return how far an update of each number, (N · (1 + kept),), may be off.

    A gradient is a sum of terms of either sign, so it is known to 1e-12 of the size of the largest; where the network
    is sure, only to 1e-14, as its y_pred - y_true is what is left of two numbers near 1. Each number may be off by what
    that makes of it in the formula of the optimiser: much, where it divides by the gradient's own size.
    """
    gradient = gradient_of(before, windows)
    by_value = clip(gradient, Clipping(value=clipping.value))
    g = clip(gradient, clipping)
    shrunk = np.linalg.norm(g) / max(np.linalg.norm(by_value), 1e-300)
    unknown = 1e-12 * (np.abs(gradient).max() * shrunk + np.abs(g)) + 1e-14 * shrunk
    made = [updated(before, windows, g + sign * unknown, rate) for sign in (0, 1, -1)]
    largest = np.maximum(np.abs(made[0]), np.abs(before.flat[: len(made[0])]))  # of what is added up
    return sum(np.abs(other - made[0]) for other in made[1:]) + 1e-12 * largest + 1e-15


def is_chaotic(before: TrainingState, windows: TrainingWindows) -> bool:
    """Return whether weights that differ in their last bits give gradients that are not the same to 2e-13.

    Large weights, as a rate far too high makes them, multiply from step to step what a number is off by, and no two
    orders of summation agree.
    """
    moved = before.copy()
    moved.parameters.theta[:] *= 1 + 1e-15 * np.random.RandomState(0).choice([-1, 1], len(moved.parameters.theta))
    gradient, other = gradient_of(before, windows), gradient_of(moved, windows)
    return np.abs(other - gradient).max() > 2e-13 * np.abs(gradient).max() + 2e-15


def updated(before: TrainingState, windows: TrainingWindows, g: np.ndarray, rate: float) -> np.ndarray:
    """Return the parameters and what is kept, in one vector, after an update by this gradient."""
    state = before.copy()
    step(windows.optimiser, state.parameters.theta, state.memory, g, rate, before.update + 1)
    return state.flat[: state.flat.size - state.a.size]


@every_clipping
@every_optimiser
@settings(max_examples=25)
@given(
    sizes=st.one_of(SMALL, LARGE),
    window=st.integers(1, 20),
    carries=st.booleans(),
    began=st.integers(0, 1000),
    seed=st.integers(0, 10_000),
    scale=st.sampled_from([0.01, 0.1, 0.7]),
    rate=st.floats(1e-4, 10),
)
def test_every_update_of_an_epoch_is_numpys(optimiser, clipping, sizes, window, carries, began, seed, scale, rate):
    """From the same progress, loss, parameters, what is kept and the state carried agree to 1e-12, window by window.

    At the rates drawn here training may leave all bounds within an epoch; the windows until then are compared.
    """
    case = random_case(*sizes, seed, scale)
    windows = TrainingWindows(case.inputs, case.targets, min(window, sizes[0]), carries, optimiser)
    compiled = begun(case, windows, seed, began)

    for n in range(windows.count):
        if n > 0 and is_chaotic(compiled, windows):
            break
        plain, losses = compiled.copy(), np.empty((2, 1))
        off = uncertainty(plain, windows, rate, clipping)
        assert kernel.train(compiled, windows, np.array([rate]), clipping, losses[0]) == 1
        assert numpy_training.train(plain, windows, np.array([rate]), clipping, losses[1]) == 1
        assert compiled.update == plain.update
        assert (np.abs(compiled.flat - plain.flat)[: len(off)] <= off).all()
        np.testing.assert_allclose(compiled.a, plain.a, rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose(losses[0], losses[1], rtol=1e-12, atol=1e-14 * sizes[0])


@every_optimiser
@pytest.mark.parametrize("train", [kernel.train, numpy_training.train], ids=["kernel", "numpy"])
def test_updates_in_one_call_are_those_of_many(train, optimiser):
    """Twenty updates at once, or one by one: every bit of the progress is the same."""
    case = random_case(T=11, H=5, K=6)
    windows = TrainingWindows(case.inputs, case.targets, 3, True, optimiser)
    at_once, one_by_one = TrainingState.begin(case.parameters, windows), TrainingState.begin(case.parameters, windows)
    rates, losses = np.linspace(0.1, 0.01, 20), np.empty((2, 20))

    train(at_once, windows, rates, Clipping(norm=1), losses[0])
    for n in range(20):
        train(one_by_one, windows, rates[n : n + 1], Clipping(norm=1), losses[1, n : n + 1])

    assert at_once.update == one_by_one.update == 20
    np.testing.assert_array_equal(at_once.flat, one_by_one.flat)
    np.testing.assert_array_equal(losses[0], losses[1])


@every_optimiser
@pytest.mark.parametrize("carries", [True, False])
@pytest.mark.parametrize("sizes", [(11, 5, 6), (11, 33, 21)], ids=["small", "large"])
def test_a_call_leaves_nothing_to_the_next(monkeypatch, optimiser, carries, sizes):
    """After another network of these sizes, and one that diverged, a network trains as in arrays that are new."""
    case, other, diverging = random_case(*sizes), random_case(*sizes, seed=1), random_case(*sizes, seed=2)
    diverging.parameters.V[...] = np.nan

    def trained(one, carries: bool) -> np.ndarray:
        windows = TrainingWindows(case.inputs, case.targets, 3, carries, optimiser)
        state, losses = begun(one, windows, seed=3, update=1), np.full(6, np.nan)
        kernel.train(state, windows, np.full(6, 0.1), Clipping(norm=0.7), losses)
        return np.r_[state.flat, losses]

    monkeypatch.setattr(kernel_arrays, "_spare", {})
    alone = trained(case, carries)
    assert len(kernel_arrays._spare) == 1
    trained(other, carries=True)
    trained(diverging, carries=True)

    np.testing.assert_array_equal(trained(case, carries), alone)


def test_two_threads_never_train_in_the_same_arrays():
    """What has been taken is nobody else's until it is put back."""
    case = random_case()

    first, second = (kernel_arrays.lay_out(case.state(), case.windows) for _ in range(2))

    assert not np.shares_memory(first.arrays.theta, second.arrays.theta)


@every_optimiser
@pytest.mark.parametrize("train", [kernel.train, numpy_training.train], ids=["kernel", "numpy"])
@pytest.mark.parametrize("name", Parameters.NAMES)
def test_what_is_not_finite_ends_training_whatever_the_bounds(train, optimiser, name):
    """NaN in any parameter is not clipped away: no update is counted as done."""
    case = random_case(T=6, H=4, K=3)
    getattr(case.parameters, name)[...] = np.nan
    windows = TrainingWindows(case.inputs, case.targets, 2, True, optimiser)

    assert train(TrainingState.begin(case.parameters, windows), windows, np.ones(4), Clipping(1, 1), np.empty(4)) == 0


@pytest.mark.parametrize("clipping", [Clipping(value=1e-3), Clipping(norm=1e-3)], ids=["by value", "by norm"])
@pytest.mark.parametrize("train", [kernel.train, numpy_training.train], ids=["kernel", "numpy"])
def test_bounds_reach_the_largest_numbers(train, clipping):
    """A gradient whose squares are beyond the largest number is no divergence if it is clipped."""
    case = random_case(T=3, H=2, K=3)
    case.parameters.V[:] *= 1e200
    state = case.state()

    assert train(state, case.windows, np.ones(1), clipping, np.empty(1)) == 1
    assert (
        np.abs(state.parameters.theta - case.parameters.theta) <= 1e-3 + 1e-12 * np.abs(case.parameters.theta)
    ).all()
