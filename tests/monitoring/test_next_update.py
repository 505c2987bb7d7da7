"""The size of the next update, held against what training really does."""

import numpy as np
import pytest

from rnn.model.network import backward, forward
from rnn.model.numpy_training import train
from rnn.model.optimisers import OPTIMISERS
from rnn.monitoring.next_update import next_change
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
