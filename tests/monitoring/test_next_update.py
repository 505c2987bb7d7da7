"""The size of the next update, held against what training really does."""

import numpy as np
import pytest

from rnn.model.network import backward, forward
from rnn.model.numpy_training import train
from rnn.model.optimisers import OPTIMISERS
from rnn.monitoring.next_update import half_steps, next_change
from rnn.runs.change import Change
from rnn.runs.run import Run
from rnn.runs.settings import Settings


@pytest.mark.parametrize("optimiser", OPTIMISERS)
@pytest.mark.parametrize("bounds", [{}, {"clip_value": 0.05}, {"clip_norm": 0.1}])
def test_the_change_is_what_the_update_does(optimiser, bounds):
    """With every optimiser, decay, bounds and changes while training: parameters after less parameters before."""
    settings = Settings(
        text="hello",
        target="next",
        hidden_size=4,
        epochs=20,
        optimiser=optimiser,
        half_life=7,
        changes=(Change(8, "learning_rate", 0.05),),
        **bounds,
    )
    run = Run(settings, train)
    run.advance(updates=10)
    state = run.state_at(10)
    before = state.flat.copy()
    gradients = backward(state.parameters, forward(state.parameters, run.inputs), run.inputs, run.targets)

    change = next_change(state, gradients, settings)
    run.advance(updates=1)

    np.testing.assert_allclose(change.theta, run.parameters.theta - before[: len(change.theta)], rtol=1e-9, atol=1e-15)
    assert (state.flat == before).all()


def test_progress_between_frames_has_the_optimisers_memory():
    """Replayed to any update, a copy goes on as the run itself did."""
    settings = Settings(text="hello", target="next", hidden_size=4, epochs=3000, optimiser="adam")
    run = Run(settings, train)
    run.advance(updates=1500)
    memory = run.state_at(1500).memory
    run.advance(updates=13)

    assert 1500 not in run.film.updates
    np.testing.assert_array_equal(run.state_at(1500).memory, memory)
    np.testing.assert_array_equal(run.state_at(1500).parameters.theta, run.parameters_at(1500).theta)


LONG = {"text": "she sells sea shells by the sea shore", "target": "next", "hidden_size": 5, "epochs": 6}
CASES = [
    {},
    {"target": "copy"},
    {"window": 10},
    {"window": 10, "carry": False},
    {"window": 10, "clip_norm": 0.1, "half_life": 7},
    {"window": 1, "clip_value": 0.05},
    {"window": 7, "held_out": 0.2, "changes": (Change(2, "learning_rate", 0.5), Change(4, "clip_norm", 0.2))},
]


@pytest.mark.parametrize("optimiser", OPTIMISERS)
@pytest.mark.parametrize("odd", CASES)
def test_the_phases_are_those_of_the_runs_own_update(optimiser, odd):
    """To the last bit its next parameters, at every update, reached or not; and its loss is the run's."""
    run, whole = (Run(Settings(**{**LONG, **odd, "optimiser": optimiser})) for _ in range(2))
    whole.advance(epochs=6)
    for update in range(min(6, whole.update)):
        run.advance(updates=update - run.update)
        one = half_steps(run, run.state_at(update))

        np.testing.assert_array_equal(one.before.theta, whole.parameters_at(update).theta)
        np.testing.assert_array_equal(one.after.theta, whole.parameters_at(update + 1).theta)
        assert one.losses.sum() == pytest.approx(whole.losses[update], rel=1e-12)
        assert run.update == update


def test_clipping_and_rate_are_those_of_the_update():
    """In plain gradient descent, the change is the clipped gradient times the rate, at each of the changes."""
    run = Run(Settings(**{**LONG, **CASES[-1]}))
    run.advance(epochs=6)
    for update in range(6):
        one = half_steps(run, run.state_at(update))
        np.testing.assert_allclose(one.change.theta, -one.rate * one.clipped, rtol=1e-8, atol=1e-15)
        assert (one.rate, one.clipping.norm) == (0.5 if update >= 2 else 0.01, 0.2 if update >= 4 else 0.0)


def test_no_update_is_made_at_the_end_and_where_training_diverges():
    """At the last update of the run, and where the next parameters would not be finite."""
    run = Run(Settings(**{**LONG, "window": 10}))
    run.advance(epochs=6)
    assert half_steps(run, run.state_at(run.update - 1)).is_made
    assert not half_steps(run, run.state_at(run.update)).is_made

    run = Run(Settings(text="abc", learning_rate=1e308, epochs=9))
    run.advance(epochs=9)
    assert run.diverged_at is not None
    states = [run.film.state(frame) for frame in range(len(run.film))]
    assert [half_steps(run, state).is_made for state in states] == [state.update < run.diverged_at for state in states]
