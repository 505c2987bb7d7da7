"""The loss along a film: means over the last updates, thinned, and the same numbers as a plain sum gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.model.windows import TrainingWindows
from rnn.monitoring.loss_curve import (
    MOST_POINTS,
    block_means,
    even_updates,
    losses_at,
    mean_losses,
    read_curves,
    recent_loss,
    single_losses,
    steps_before,
)
from rnn.runs.run import Run
from rnn.runs.settings import Settings


def trained(updates: int, **changes) -> Run:
    """Return a run in windows of 3 over 11 steps: three whole windows, and one of 2 steps."""
    run = Run(Settings(**{"text": "hello, world", "target": "next", "window": 3, "epochs": 100, **changes}))
    run.advance(updates=updates)
    return run


def test_the_steps_looked_at_by_hand():
    """Of 7 steps in windows of 3, updates look at 3, 3, 1, and again at 3, 3, 1."""
    windows = TrainingWindows(np.arange(7), np.arange(7), 3)

    assert steps_before(windows, np.arange(7)).tolist() == [0, 3, 6, 7, 10, 13, 14]


@given(st.integers(2, 60), st.integers(1, 60), st.integers(1, 300))
def test_a_mean_is_a_plain_sum_over_the_last_updates(steps, window, update):
    """Whatever the text and the window, it is the nats of the last updates divided by the steps that they looked at."""
    run = Run(Settings(text="ab" * 30, window=min(window, steps), held_out=0, epochs=300))
    run.windows = TrainingWindows(run.inputs[:steps], run.targets[:steps], min(window, steps))
    run._state.update, run._losses = 300, np.random.RandomState(0).rand(300)
    numbers = range(max(0, update - min(100, run.windows.count)), update)
    looked_at = sum(min(run.windows.length, steps - n % run.windows.count * run.windows.length) for n in numbers)

    mean = mean_losses(run, np.array([update]))[0]

    assert mean == pytest.approx(sum(run.losses[n] for n in numbers) / looked_at)
    assert mean == pytest.approx(recent_loss(run, update) * np.log(2))


def test_single_losses_are_a_character_s():
    """The shorter window at the end of the text is divided by its own steps."""
    run = trained(8)

    np.testing.assert_allclose(single_losses(run, np.arange(8)), run.losses / [3, 3, 3, 2, 3, 3, 3, 2])


def test_the_loss_at_an_update_is_that_of_the_network_there():
    """For a whole text it is the loss after so many updates; in windows before the first, that of the first window."""
    whole = trained(20, window=0)
    expected = np.r_[whole.losses[0], whole.test_losses] / 11

    np.testing.assert_allclose(losses_at(whole, np.arange(21)), expected)
    K = len(whole.vocabulary)
    in_windows = trained(9, initial_scale=5)
    assert losses_at(in_windows, np.array([0, 4]))[0] == pytest.approx(in_windows.losses[0] / 3)
    assert losses_at(trained(0, initial_scale=5), np.array([0])) == pytest.approx(in_windows.losses[0] / 3)
    assert losses_at(trained(0, window=0), np.array([0])) == pytest.approx(np.log(K), abs=0.01)


@pytest.mark.parametrize("is_logarithmic", [True, False])
def test_points_are_even_on_the_axis(is_logarithmic):
    """Of two million updates 400 at most are drawn, the first and the last among them, as far apart as can be."""
    at = even_updates(2_000_000, is_logarithmic)
    gaps = np.diff(np.log(at + 1.0) if is_logarithmic else at)

    assert (at[0], at[-1]) == (0, 1_999_999)
    assert len(at) <= MOST_POINTS
    late = gaps[-200:]
    assert late.max() < 1.05 * late.min()
    assert (np.diff(at) >= 1).all()
    assert len(even_updates(0, is_logarithmic)) == 0


def test_blocks_are_means_of_one_stretch_after_the_other():
    """A pass of 4 updates over 11 steps is one block; what is left of the next is left out."""
    run = trained(11)
    means, span = block_means(run, 11)

    assert span == 4
    np.testing.assert_allclose(means, [run.losses[:4].sum() / 11, run.losses[4:8].sum() / 11])
    assert len(block_means(run, 3)[0]) == 0


def test_curves_of_a_whole_text_are_the_notebook_s():
    """Train and test loss are the run's own; in windows there is a mean in place of the test loss."""
    run = trained(50, window=0)
    curves = read_curves(run, is_logarithmic=False)

    np.testing.assert_allclose(curves.train * 11, run.losses)
    np.testing.assert_allclose(curves.after * 11, run.test_losses)
    assert curves.mean is None
    windows = read_curves(trained(50), is_logarithmic=False)
    assert windows.after is None and windows.mean_of == 4
