"""What the lessons' texts say for certain, worked out for the run of the step and for three other random seeds."""

import math
from dataclasses import replace
from urllib.parse import parse_qsl

import numpy as np
import pytest

from rnn.analysis.baselines import bigram
from rnn.generation.sampling import distribution_at
from rnn.model.network import backward_steps
from rnn.monitoring.baseline_losses import measure_baselines
from rnn.runs.link import from_query
from rnn.runs.run import Run
from rnn.session.chosen.learning import all_lessons

STEPS = {f"{lesson.name[:2]} {step.heading}": step for lesson in all_lessons()[0] for step in lesson.steps}
seeds = pytest.mark.parametrize("random_seed", [None, 1, 2, 3])


def run_of(name: str, random_seed: int | None, **changes) -> Run:
    """Return the run of a step, by its lesson's number and its heading; from another random seed if one is given."""
    settings = from_query(dict(parse_qsl(STEPS[name].link)))
    return Run(replace(settings, **changes, **({} if random_seed is None else {"random_seed": random_seed})))


def trained(name: str, random_seed: int | None, epochs: int, **changes) -> Run:
    """Return it after so many epochs."""
    run = run_of(name, random_seed, **changes)
    run.advance(epochs=epochs)
    return run


@seeds
def test_three_letters_begin_at_eleven_times_ln_3(random_seed):
    """Lesson 2 says about 12.1 nats, and that it can be brought below 2."""
    name = "02 Another text, another beginning"
    run = trained(name, random_seed, 3000)

    assert run.losses[0] == pytest.approx(11 * math.log(3), rel=0.01) == pytest.approx(12.1, abs=0.1)
    assert run.loss_now() < 2


@seeds
def test_six_units_are_enough(random_seed):
    """Lesson 3 says that at most six units can get 4 of 5 letters right."""
    run = trained("03 How few are enough?", random_seed, 10_000, hidden_size=6)

    assert (run.trace().y_pred.argmax(axis=1) == run.targets).mean() >= 0.8


@seeds
def test_a_higher_temperature_keeps_the_order_and_shrinks_the_differences(random_seed):
    """Lesson 4 says so of the bars of the probabilities."""
    o = trained("04 From logits to probabilities", random_seed, 330).trace().o[2]
    cool, warm = distribution_at(o, 1.0), distribution_at(o, 1.8)

    assert np.argsort(cool, kind="stable").tolist() == np.argsort(warm, kind="stable").tolist()
    assert np.ptp(warm) < np.ptp(cool)


@seeds
def test_the_last_step_has_the_error_of_its_own_loss_alone(random_seed):
    """Lesson 7 says so; and that the way back multiplies by a slope which is at most 1."""
    run = trained("07 Where an error comes from", random_seed, 300)
    trace, p = run.trace(), run.parameters
    steps = backward_steps(p, trace, run.targets)
    do = trace.y_pred[-1] - np.eye(len(run.vocabulary))[run.targets[-1]]

    np.testing.assert_allclose(steps.ds[-1], (1 - trace.a[-1] ** 2) * (p.V.T @ do), rtol=1e-9, atol=1e-15)
    assert (1 - trace.a**2).max() <= 1


@seeds
def test_longer_memory_beats_the_table(random_seed):
    """Lesson 9 says that 3 nats are below the table's line, and that the network gets there."""
    run = trained("09 Where a table fails", random_seed, 10_000)

    assert measure_baselines(run).bigram * len(run.targets) > 3 > run.loss_now()


@seeds
def test_the_table_is_wrong_about_every_third_letter(random_seed):
    """Lesson 9 says so of xxyxxy, and that four hidden units learn it."""
    run = trained("09 Fewer letters, fewer units", random_seed, 10_000, hidden_size=4)
    table = bigram(run.inputs, run.targets, len(run.vocabulary))
    wrong = (table.probabilities[run.inputs].argmax(axis=1) != run.targets).mean()

    assert wrong == pytest.approx(1 / 3, abs=0.05)
    assert (run.trace().y_pred.argmax(axis=1) == run.targets).mean() >= 0.9


@seeds
def test_most_letters_are_right_after_150_epochs(random_seed):
    """Lesson 10 says so of the network that is shown the true letters."""
    run = trained("10 Fed by itself", random_seed, 150)

    assert (run.trace().y_pred.argmax(axis=1) == run.targets).mean() > 0.5
