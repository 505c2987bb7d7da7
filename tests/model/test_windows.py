"""Windows: they cover the text once a pass, and a window's gradient is truncated where the window begins."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.model import kernel, numpy_training
from rnn.model.network import cross_entropy, forward
from rnn.model.optimisers import ADAM, OPTIMISERS, Clipping
from rnn.model.parameters import Parameters
from rnn.model.windows import Course, Progress
from tests.support.networks import random_case

sources = pytest.mark.parametrize("train", [kernel.train, numpy_training.train], ids=["kernel", "numpy"])
sizes = {"T": st.integers(1, 40), "window": st.integers(1, 40), "seed": st.integers(0, 1000)}


def standing_still(train, course: Course, parameters: Parameters, updates: int) -> tuple[Progress, np.ndarray]:
    """Go through so many windows at the rate 0. Returns the progress and the losses."""
    progress, losses = Progress.begin(parameters, course), np.empty(updates)
    assert train(progress, course, np.zeros(updates), Clipping(), losses) == updates
    return progress, losses


@given(T=st.integers(1, 500), window=st.integers(1, 500), passes=st.integers(0, 3))
def test_the_windows_of_a_pass_are_the_text(T, window, passes):
    """One after another they hold each step once; all but the last have the window's steps; then it begins again."""
    window = min(window, T)
    course = Course(np.arange(T), np.arange(T), window)

    steps = [course.window_at(passes * course.windows + number) for number in range(course.windows)]

    assert np.concatenate([course.inputs[here] for here in steps]).tolist() == list(range(T))
    assert {here.stop - here.start for here in steps[:-1]} <= {window}
    assert 1 <= steps[-1].stop - steps[-1].start <= window


def test_the_notebooks_course_is_one_window():
    """The whole text is one window, with plain gradient descent, and then there is no state to carry."""
    case = random_case(T=7)
    course = Course.whole(case.inputs, case.targets)

    assert (course.windows, course.window, course.optimiser.name) == (1, 7, "sgd")
    assert course.window_at(0) == course.window_at(123) == slice(0, 7)
    assert len(Progress.begin(case.parameters, course).a) == 0


@pytest.mark.parametrize("optimiser", OPTIMISERS.values(), ids=OPTIMISERS)
@pytest.mark.parametrize("carries", [True, False])
def test_progress_is_one_vector(optimiser, carries):
    """Parameters, what the optimiser keeps, and the state carried are views on it, in this order, and nothing else."""
    case = random_case(T=7, H=3, K=4)
    N = len(case.parameters.theta)
    course = Course(case.inputs, case.targets, 2, carries, optimiser)

    progress = Progress.begin(case.parameters, course)

    assert progress.memory.shape == (len(optimiser.keeps), N)
    assert progress.a.shape == (3 if carries else 0,)
    np.testing.assert_array_equal(progress.parameters.theta, case.parameters.theta)
    assert not progress.memory.any() and not progress.a.any()
    progress.parameters.theta[:], progress.memory[:], progress.a[:] = 1, 2, 3
    assert progress.flat.tolist() == [1] * N + [2] * progress.memory.size + [3] * progress.a.size
    copy = progress.copy()
    progress.flat[:], progress.update = 9, 5
    assert (copy.update, copy.memory.shape, set(copy.a)) == (0, progress.memory.shape, {3.0} if carries else set())


@sources
@given(**sizes)
def test_a_carried_state_is_that_of_the_whole_text(train, T, window, seed):
    """Where nothing is learnt, the windows' losses sum up to that of one forward pass, and the state is its last."""
    case = random_case(T, H=5, K=6, seed=seed)
    course = Course(case.inputs, case.targets, min(window, T))

    progress, losses = standing_still(train, course, case.parameters, 2 * course.windows)

    whole = forward(case.parameters, case.inputs)
    first, second = np.split(losses, 2)
    assert first.sum() == pytest.approx(cross_entropy(whole.y_pred, case.targets), rel=1e-12)
    np.testing.assert_array_equal(first, second)  # the second pass begins at 0 again
    if course.windows > 1:
        np.testing.assert_allclose(progress.a, whole.a[-1], rtol=1e-10, atol=1e-12)


@sources
@given(**sizes)
def test_a_state_that_is_not_carried_begins_at_0_in_every_window(train, T, window, seed):
    """Each window's loss is that of its own forward pass, alone."""
    case = random_case(T, H=5, K=6, seed=seed)
    course = Course(case.inputs, case.targets, min(window, T), carries=False)

    progress, losses = standing_still(train, course, case.parameters, course.windows)

    parts = [course.window_at(number) for number in range(course.windows)]
    alone = [cross_entropy(forward(case.parameters, case.inputs[x]).y_pred, case.targets[x]) for x in parts]
    np.testing.assert_allclose(losses, alone, rtol=1e-12, atol=1e-14 * T)
    assert len(progress.a) == 0


@sources
@given(T=st.integers(4, 12), window=st.integers(1, 6), seed=st.integers(0, 1000))
def test_the_gradient_of_a_window_is_that_of_its_loss_from_the_state_it_begins_in(train, T, window, seed):
    """What an update at rate 1 takes off is the slope of the window's loss, the state before it held still.

    So the error does not go back beyond the window: the slopes are differences of the loss of this window alone.
    """
    case = random_case(T, H=3, K=4, seed=seed)
    course = Course(case.inputs, case.targets, min(window, T - 1))
    progress, _ = standing_still(train, course, case.parameters, 1)
    here, a_start = course.window_at(1), forward(case.parameters, case.inputs[: course.window]).a[-1]

    def loss_with(theta: np.ndarray) -> float:
        trace = forward(Parameters(theta, 3, 4), case.inputs[here], a_start)
        return cross_entropy(trace.y_pred, case.targets[here])

    nudges = np.eye(len(case.parameters.theta)) * 1e-5
    slopes = [
        (loss_with(progress.parameters.theta + nudge) - loss_with(progress.parameters.theta - nudge)) / 2e-5
        for nudge in nudges
    ]
    assert train(progress, course, np.ones(1), Clipping(), np.empty(1)) == 1

    np.testing.assert_allclose(case.parameters.theta - progress.parameters.theta, slopes, rtol=1e-6, atol=1e-8)


@sources
def test_what_adam_keeps_of_one_window_is_there_at_the_next(train):
    """After two updates at rate 0, m is 0.1 (0.9 g1 + g2) and v is 0.001 (0.999 g1² + g2²)."""
    case = random_case(T=6, H=3, K=4)
    plain, course = Course(case.inputs, case.targets, 3), Course(case.inputs, case.targets, 3, optimiser=ADAM)
    g = []
    for number in (0, 1):
        still, _ = standing_still(train, plain, case.parameters, number)
        train(still, plain, np.ones(1), Clipping(), np.empty(1))
        g.append(case.parameters.theta - still.parameters.theta)

    progress, _ = standing_still(train, course, case.parameters, 2)

    np.testing.assert_allclose(progress.memory[0], 0.1 * (0.9 * g[0] + g[1]), rtol=1e-9, atol=1e-14)
    np.testing.assert_allclose(progress.memory[1], 0.001 * (0.999 * g[0] ** 2 + g[1] ** 2), rtol=1e-9, atol=1e-14)
