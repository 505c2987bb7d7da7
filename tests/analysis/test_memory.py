"""How long a state is remembered: the numbers by hand, and the sentence that joins them."""

import numpy as np
import pytest

from rnn.analysis.dynamics import step_jacobians
from rnn.analysis.gradient_flow import credit_assignment_matrix, measure_gradient_decay
from rnn.analysis.memory import Memory, measure_memory
from rnn.model.network import forward
from rnn.model.parameters import Parameters
from rnn.runs.run import Run
from rnn.runs.settings import Settings
from tests.support.networks import random_case


def test_the_mean_jacobian_is_the_mean_of_the_jacobians():
    """Its spectral radius is that of the mean of all da_t/da_{t-1}."""
    case = random_case()
    mean = step_jacobians(case.parameters, case.trace).mean(axis=0)

    memory = measure_memory(case.parameters, case.trace)

    assert memory.radius_of_step == pytest.approx(np.abs(np.linalg.eigvals(mean)).max())
    assert memory.radius_of_weights == pytest.approx(np.abs(np.linalg.eigvals(case.parameters.W)).max())
    assert memory.mean_slope == pytest.approx((1 - case.trace.a**2).mean())
    assert memory.factor is None and "Measured" not in memory.sentence


def test_where_all_steps_are_alike_the_radius_is_the_measured_factor():
    """A single unit whose state stays near 0 has the same Jacobian at each step: W = 0.6 shrinks an error to 0.6."""
    parameters = Parameters(np.array([0.6, 0.0, 0.0, 0.0, 1.0, -1.0, 0.0, 0.0]), 1, 2)
    inputs, targets = np.zeros(9, int), np.ones(9, int)
    trace = forward(parameters, inputs)

    memory = measure_memory(
        parameters, trace, measure_gradient_decay(credit_assignment_matrix(parameters, trace, targets))
    )

    assert memory.radius_of_weights == memory.radius_of_step == 0.6
    assert memory.factor == pytest.approx(0.6)
    assert "multiplied by 0.6 a character: it halves every 1.4 characters" in memory.sentence
    assert "large W" not in memory.sentence


def test_the_notebooks_large_W_has_a_short_memory():
    """W stretches by nearly 3, and yet an error halves every 2 characters, as tanh's slope is small."""
    run = Run(Settings())
    run.advance(updates=10_000)
    trace = run.trace()
    decay = measure_gradient_decay(credit_assignment_matrix(run.parameters, trace, run.targets))

    memory = measure_memory(run.parameters, trace, decay)

    assert memory.radius_of_weights == pytest.approx(2.82, abs=0.01)
    assert memory.factor < 1 < memory.radius_of_weights
    assert f"it halves every {decay.half_life:.1f} characters" in memory.sentence
    assert decay.sentence.endswith(f"halves every {decay.half_life:.1f} characters.")
    assert memory.sentence.endswith("tanh's slope takes back more than W adds.")


@pytest.mark.parametrize(
    ("memory", "said", "not_said"),
    [
        (Memory(3.0, 0.5, 1.5, 1.25, 9), "it doubles every 3.1 characters", "large W"),
        (Memory(3.0, 0.5, 1.5, 0.5, 9), "large W does not mean a long memory", "doubles"),
        (Memory(3.0, 0.1, 0.5, None), "large W does not mean a long memory", "Measured"),
        (Memory(0.5, 0.9, 0.5, 0.5, 9), "halves", "large W"),
        (Memory(0.1, 0.9, 0.1, 0.03, 9), "multiplied by 0.03 a character.", "halves"),
        (Memory(0.9, 0.9, 1.0, 0.999, 9), "multiplied by 1 a character.", "halves"),
        (Memory(1e300, 0.0, 0.0, None), "spectral radius 1.00e+300", "Measured"),
        (Memory(0.0, 1.0, 0.0, 0.0, 9), "multiplied by 0 a character.", "halves"),
    ],
)
def test_the_sentence_draws_a_conclusion_only_where_it_holds(memory, said, not_said):
    """That a large W does not mean a long memory is said where W is above 1 and gradients decay."""
    assert said in memory.sentence
    assert not_said not in memory.sentence
