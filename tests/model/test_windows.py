"""Windows: they cover the text once a pass, and a window's gradient is truncated where the window begins."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.model import kernel, numpy_training
from rnn.model.network import cross_entropy, forward
from rnn.model.optimisers import ADAM, OPTIMISERS, Clipping
from rnn.model.parameters import Parameters
from rnn.model.windows import TrainingState, TrainingWindows
from tests.support.networks import random_case

sources = pytest.mark.parametrize("train", [kernel.train, numpy_training.train], ids=["kernel", "numpy"])
sizes = {"T": st.integers(1, 40), "window": st.integers(1, 40), "seed": st.integers(0, 1000)}


def standing_still(
    train, windows: TrainingWindows, parameters: Parameters, updates: int
) -> tuple[TrainingState, np.ndarray]:
    """Go through so many windows at the rate 0. Returns the progress and the losses."""
    state, losses = TrainingState.begin(parameters, windows), np.empty(updates)
    assert train(state, windows, np.zeros(updates), Clipping(), losses) == updates
    return state, losses


@given(T=st.integers(1, 500), window=st.integers(1, 500), passes=st.integers(0, 3))
def test_the_windows_of_a_pass_are_the_text(T, window, passes):
    """One after another they hold each step once; all but the last have the window's steps; then it begins again."""
    window = min(window, T)
    windows = TrainingWindows(np.arange(T), np.arange(T), window)

    steps = [windows.window_span(passes * windows.count + number) for number in range(windows.count)]

    assert np.concatenate([windows.inputs[here] for here in steps]).tolist() == list(range(T))
    assert {here.stop - here.start for here in steps[:-1]} <= {window}
    assert 1 <= steps[-1].stop - steps[-1].start <= window


def test_the_notebooks_course_is_one_window():
    """The whole text is one window, with plain gradient descent, and then there is no state to carry."""
    case = random_case(T=7)
    windows = TrainingWindows.whole(case.inputs, case.targets)

    assert (windows.count, windows.length, windows.optimiser.name) == (1, 7, "sgd")
    assert windows.window_span(0) == windows.window_span(123) == slice(0, 7)
    assert len(TrainingState.begin(case.parameters, windows).a) == 0


@pytest.mark.parametrize("optimiser", OPTIMISERS.values(), ids=OPTIMISERS)
@pytest.mark.parametrize("carries", [True, False])
def test_progress_is_one_vector(optimiser, carries):
    """Parameters, what the optimiser keeps, and the state carried are views on it, in this order, and nothing else."""
    case = random_case(T=7, H=3, K=4)
    N = len(case.parameters.theta)
    windows = TrainingWindows(case.inputs, case.targets, 2, carries, optimiser)

    state = TrainingState.begin(case.parameters, windows)

    assert state.memory.shape == (len(optimiser.keeps), N)
    assert state.a.shape == (3 if carries else 0,)
    np.testing.assert_array_equal(state.parameters.theta, case.parameters.theta)
    assert not state.memory.any() and not state.a.any()
    state.parameters.theta[:], state.memory[:], state.a[:] = 1, 2, 3
    assert state.flat.tolist() == [1] * N + [2] * state.memory.size + [3] * state.a.size
    copy = state.copy()
    state.flat[:], state.update = 9, 5
    assert (copy.update, copy.memory.shape, set(copy.a)) == (0, state.memory.shape, {3.0} if carries else set())


@sources
@given(**sizes)
def test_a_carried_state_is_that_of_the_whole_text(train, T, window, seed):
    """Where nothing is learnt, the windows' losses sum up to that of one forward pass, and the state is its last."""
    case = random_case(T, H=5, K=6, seed=seed)
    windows = TrainingWindows(case.inputs, case.targets, min(window, T))

    state, losses = standing_still(train, windows, case.parameters, 2 * windows.count)

    whole = forward(case.parameters, case.inputs)
    first, second = np.split(losses, 2)
    assert first.sum() == pytest.approx(cross_entropy(whole.y_pred, case.targets), rel=1e-12)
    np.testing.assert_array_equal(first, second)  # the second pass begins at 0 again
    if windows.count > 1:
        np.testing.assert_allclose(state.a, whole.a[-1], rtol=1e-10, atol=1e-12)


@sources
@given(**sizes)
def test_a_state_that_is_not_carried_begins_at_0_in_every_window(train, T, window, seed):
    """Each window's loss is that of its own forward pass, alone."""
    case = random_case(T, H=5, K=6, seed=seed)
    windows = TrainingWindows(case.inputs, case.targets, min(window, T), carries=False)

    state, losses = standing_still(train, windows, case.parameters, windows.count)

    parts = [windows.window_span(number) for number in range(windows.count)]
    alone = [cross_entropy(forward(case.parameters, case.inputs[x]).y_pred, case.targets[x]) for x in parts]
    np.testing.assert_allclose(losses, alone, rtol=1e-12, atol=1e-14 * T)
    assert len(state.a) == 0


@sources
@given(T=st.integers(4, 12), window=st.integers(1, 6), seed=st.integers(0, 1000))
def test_the_gradient_of_a_window_is_that_of_its_loss_from_the_state_it_begins_in(train, T, window, seed):
    """What an update at rate 1 takes off is the slope of the window's loss, the state before it held still.

    So the error does not go back beyond the window: the slopes are differences of the loss of this window alone.
    """
    case = random_case(T, H=3, K=4, seed=seed)
    windows = TrainingWindows(case.inputs, case.targets, min(window, T - 1))
    state, _ = standing_still(train, windows, case.parameters, 1)
    here, a_start = windows.window_span(1), forward(case.parameters, case.inputs[: windows.length]).a[-1]

    def loss_with(theta: np.ndarray) -> float:
        trace = forward(Parameters(theta, 3, 4), case.inputs[here], a_start)
        return cross_entropy(trace.y_pred, case.targets[here])

    nudges = np.eye(len(case.parameters.theta)) * 1e-5
    slopes = [
        (loss_with(state.parameters.theta + nudge) - loss_with(state.parameters.theta - nudge)) / 2e-5
        for nudge in nudges
    ]
    assert train(state, windows, np.ones(1), Clipping(), np.empty(1)) == 1

    np.testing.assert_allclose(case.parameters.theta - state.parameters.theta, slopes, rtol=1e-6, atol=1e-8)


@sources
def test_what_adam_keeps_of_one_window_is_there_at_the_next(train):
    """After two updates at rate 0, m is 0.1 (0.9 g1 + g2) and v is 0.001 (0.999 g1² + g2²)."""
    case = random_case(T=6, H=3, K=4)
    plain, windows = (
        TrainingWindows(case.inputs, case.targets, 3),
        TrainingWindows(case.inputs, case.targets, 3, optimiser=ADAM),
    )
    g = []
    for number in (0, 1):
        still, _ = standing_still(train, plain, case.parameters, number)
        train(still, plain, np.ones(1), Clipping(), np.empty(1))
        g.append(case.parameters.theta - still.parameters.theta)

    state, _ = standing_still(train, windows, case.parameters, 2)

    np.testing.assert_allclose(state.memory[0], 0.1 * (0.9 * g[0] + g[1]), rtol=1e-9, atol=1e-14)
    np.testing.assert_allclose(state.memory[1], 0.001 * (0.999 * g[0] ** 2 + g[1] ** 2), rtol=1e-9, atol=1e-14)
