"""Runs in windows: the same bits in any pieces, at any update, from any fork."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn.model import backend
from rnn.model.network import backward, cross_entropy, forward
from rnn.runs.run import Run
from rnn.runs.schedule import with_change
from rnn.runs.settings import Settings
from tests.model.test_optimisers import textbook
from tests.support.runs import PLAIN, RICH, advanced, flats, one_by_one, sources, thetas

STATELESS = replace(PLAIN, optimiser="adagrad", carry=False, window=7, epochs=100)
every_run = pytest.mark.parametrize("settings", [PLAIN, RICH, STATELESS], ids=["plain", "rich", "stateless"])


def in_updates(settings: Settings, train, pieces: list[int]) -> Run:
    """Return a run advanced by these numbers of updates, over and over, to its end."""
    run = Run(settings, train)
    while not run.is_finished:
        for updates in pieces:
            run.advance(updates=updates)
    return run


def assert_same(run: Run, other: Run) -> None:
    """Compare two runs, bit for bit."""
    assert run.update == other.update
    np.testing.assert_array_equal(run.losses, other.losses)
    np.testing.assert_array_equal(run.parameters.theta, other.parameters.theta)
    np.testing.assert_array_equal(flats(run), flats(other))


@sources
@pytest.mark.parametrize("carry", [True, False], ids=["carried", "stateless"])
@pytest.mark.parametrize("optimiser", ["sgd", "momentum", "adagrad", "rmsprop", "adam"])
def test_a_run_is_the_textbooks_loop(optimiser, carry, train):
    """Losses and parameters are those of a plain loop over windows, each number updated by its textbook's formula."""
    settings = replace(PLAIN, optimiser=optimiser, carry=carry, clip_value=0.5, half_life=10, learning_rate=0.01)
    run = Run(settings, train)
    first, losses, gradients, a = run.parameters.copy(), [], [], None
    parameters = first.copy()
    for n in range(15):
        x = slice(n % 7 * 4, min(n % 7 * 4 + 4, 25))
        trace = forward(parameters, run.inputs[x], a if carry and x.start else None)
        a = trace.a[-1]
        losses.append(cross_entropy(trace.y_pred, run.targets[x]))
        g = backward(parameters, trace, run.inputs[x], run.targets[x]).theta
        gradients.append(np.clip(g, -0.5, 0.5))
        rates = 0.01 * 0.5 ** (np.arange(n + 1) / 10)
        parameters.theta[:] = first.theta + sum(
            update(optimiser, np.array(gradients[: m + 1]), rates[m]) for m in range(n + 1)
        )

    run.advance(updates=15)

    np.testing.assert_allclose(run.losses, losses, rtol=1e-8)
    np.testing.assert_allclose(run.parameters.theta, parameters.theta, rtol=1e-8, atol=1e-8)


def update(optimiser: str, gradients: np.ndarray, rate: float) -> np.ndarray:
    """Return what the last of these gradients, (n, N), adds to each number."""
    before, after = (
        [textbook(optimiser, 0.0, own, rate) for own in part.T.tolist()] for part in (gradients[:-1], gradients)
    )
    return np.array(after) - (np.array(before) if len(gradients) > 1 else 0.0)


@sources
@every_run
def test_the_pieces_change_no_bit(settings, train):
    """One by one, by sevens, at once or by the clock: every frame holds what as many updates make, one at a time."""
    by_the_clock = Run(settings, train)
    while not by_the_clock.is_finished:
        by_the_clock.advance(seconds=0.003)

    made = [state.flat for state in one_by_one(settings, train)]
    for run in (by_the_clock, *(in_updates(settings, train, pieces) for pieces in ([1], [7], [settings.updates]))):
        assert_same(run, by_the_clock)
        assert run.update == len(run.losses) == settings.updates == len(made) - 1
        np.testing.assert_array_equal(flats(run), [made[number] for number in run.film.updates])


@settings(max_examples=30)
@given(st.lists(st.integers(1, 90), min_size=1, max_size=6))
def test_any_pieces_give_the_same_bits(pieces):
    """Whatever the pieces, across every change of a setting and every begin of a pass."""
    run = in_updates(RICH, backend.train, pieces)

    made = [state.flat for state in one_by_one(RICH, backend.train)]
    np.testing.assert_array_equal(flats(run), [made[number] for number in run.film.updates])


@sources
@every_run
def test_every_update_can_be_had_exactly(settings, train):
    """Between two frames, in any order, parameters_at gives the bits that training just that far gives."""
    run = advanced(settings, train, [settings.epochs])
    wanted = np.random.RandomState(0).permutation(settings.updates + 1)

    assert len(set(wanted.tolist()) - set(run.film.updates.tolist())) >= 50
    for number in wanted:
        np.testing.assert_array_equal(run.parameters_at(int(number)).theta, thetas(settings, train)[number])


def test_a_replay_in_pieces_reaches_the_same_bits():
    """With no time at all a replay goes nowhere; with a little each time it gets there, and the run is left alone."""
    settings = replace(RICH, epochs=8000, half_life=0)
    run = advanced(settings, backend.train, [8000])
    frames = run.film.updates
    goal = int(frames[-2] + (frames[-1] - frames[-2]) // 2)
    losses, theta = run.losses.copy(), run.parameters.theta.copy()
    assert goal not in frames

    assert not run.replay(goal, 0.0)
    tries = 1
    while not run.replay(goal, 0.0001):
        tries += 1

    assert tries > 1
    short = Run(settings)
    short.advance(updates=goal)
    np.testing.assert_array_equal(run.parameters_at(goal).theta, short.parameters.theta)
    np.testing.assert_array_equal(run.losses, losses)
    np.testing.assert_array_equal(run.parameters.theta, theta)


@sources
@pytest.mark.parametrize("trained_to", [0, 1, 100, 157, 420], ids=lambda number: f"of {number}")
@pytest.mark.parametrize("at", [0, 1, 100, 157, 400])
def test_a_forked_run_is_the_run_of_its_settings(at, trained_to, train):
    """Forked where a setting changed, however far it was trained, a run becomes bit for bit the one begun anew."""
    run = Run(PLAIN, train)
    run.advance(updates=trained_to)
    settings = replace(PLAIN, changes=with_change(PLAIN, at, "learning_rate", 0.2))

    forked = run.forked(settings, at)
    assert forked.update <= min(at, trained_to)
    forked.advance(epochs=settings.epochs)

    assert_same(forked, advanced(settings, train, [settings.epochs]))
    np.testing.assert_array_equal(run.losses, advanced(PLAIN, train, [PLAIN.epochs]).losses[:trained_to])
    for number in range(0, settings.updates, 37):
        np.testing.assert_array_equal(forked.parameters_at(number).theta, thetas(settings, train)[number])


def test_forks_of_forks_are_the_run_of_their_settings():
    """Three settings changed one after another while it trains, and one of them at an earlier update again."""
    run = Run(PLAIN)
    for at, name, value in [
        (60, "clip_norm", 0.5),
        (130, "learning_rate", 0.3),
        (200, "clip_value", 0.1),
        (90, "clip_norm", 0.0),
    ]:
        run.advance(updates=at + 10)
        run = run.forked(replace(PLAIN, changes=with_change(run.settings, at, name, value)), at)
    run.advance(epochs=PLAIN.epochs)

    assert_same(run, advanced(run.settings, backend.train, [PLAIN.epochs]))
    assert [change.update for change in run.settings.changes] == [60, 90, 130, 200]


@sources
@pytest.mark.parametrize("text", ["ABCDEFGHIJKLMNOPQRSTUVWXYZ", "hello, hello", "x"])
@pytest.mark.parametrize("target", ["copy", "next"])
def test_a_window_of_the_whole_text_is_the_notebooks_run(text, target, train):
    """Window 0 and a window of T steps are one run, bit for bit, and its unit is the epoch."""
    if target == "next" and len(text) == 1:
        text = "xy"
    notebook = Settings(text=text, target=target, epochs=50, initial_scale=0.1)

    whole, windowed = (advanced(one, train, [50]) for one in (notebook, replace(notebook, window=notebook.steps)))

    assert_same(whole, windowed)
    assert (whole.unit, whole.update, whole.epoch, len(flats(whole)[0])) == (
        "epoch",
        50,
        50,
        whole.parameters.theta.size,
    )


def test_a_run_in_windows_counts_updates():
    """25 steps in windows of 4 are 7 updates an epoch; epochs, updates and guesses are counted in them."""
    run = Run(PLAIN)

    assert (run.settings.updates_per_epoch, run.settings.updates, run.windows.count, run.unit) == (7, 420, 7, "update")
    assert run.advance(epochs=2) == 14
    assert run.advance(updates=6) == 6
    assert (run.update, run.epoch, len(run.losses)) == (20, 2, 20)
    assert run.advance(updates=1_000_000, epochs=None) == 400
    assert run.is_finished
