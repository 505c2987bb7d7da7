"""The loss on what is held out, along the film, and what is said of it."""

from types import SimpleNamespace

import numpy as np
import pytest

from rnn.analysis.loss_units import BITS_PER_CHARACTER
from rnn.model.network import forward
from rnn.monitoring.held_out import MOST_STEPS, NOTHING_HELD_OUT, HeldOut, describe, judge
from rnn.runs.run import Run
from rnn.runs.settings import Settings

TEXT = "she sells sea shells by the sea shore. " * 4


def trained(updates: int = 50, **changes) -> Run:
    """Return a run that has a quarter of a rhyme held out."""
    run = Run(Settings(**{"text": TEXT, "target": "next", "window": 13, "held_out": 0.25, "epochs": 20, **changes}))
    run.advance(updates=updates)
    return run


def nats(run: Run, update: int, inputs, targets) -> float:
    """Return the loss of one stretch by a forward pass of its own, from the state 0."""
    y_pred = forward(run.parameters_at(int(update)), inputs).y_pred
    return -np.log(y_pred[np.arange(len(targets)), targets]).sum()


def test_losses_are_those_of_the_text_held_out():
    """At every update measured it is the mean of -log p over what the network never saw."""
    run = trained(180)
    held_out = HeldOut(run)
    held_out.measure(seconds=60)
    inputs, targets = run.held_out_steps()

    assert held_out.is_complete and held_out.updates[-1] == run.last_update == 180
    expected = [nats(run, update, inputs, targets) / len(inputs) for update in held_out.updates]
    np.testing.assert_allclose(held_out.losses, expected)


def test_where_no_state_is_carried_each_window_begins_anew():
    """It is measured as it was trained: every 13 steps the state is 0 again."""
    run = trained(carry=False)
    inputs, targets = run.held_out_steps()
    parts = [
        nats(run, 0, inputs[first : first + 13], targets[first : first + 13]) for first in range(0, len(inputs), 13)
    ]

    assert HeldOut(run).loss_of(run.film.frame(0)) == pytest.approx(sum(parts) / len(inputs))


def test_of_a_long_text_the_first_two_thousand_steps_are_taken():
    """More would take too long; the number is given."""
    run = trained(0, text="ab" * 4000, held_out=0.5)

    assert HeldOut(run).steps == MOST_STEPS == 2000
    assert "(2,000 characters)" in judge_of([1.0], [0], steps=2000)


def test_without_anything_held_out_there_is_nothing_to_measure():
    """It is complete from the start, and says so."""
    held_out = HeldOut(trained(held_out=0.0))
    held_out.measure(seconds=60)

    assert held_out.is_complete and held_out.steps == 0 and len(held_out.losses) == 0
    verdict = judge(held_out, 50)
    assert verdict.kind == NOTHING_HELD_OUT
    assert describe(verdict, held_out, "update", BITS_PER_CHARACTER, 13).startswith("Nothing is held out")


def judge_of(losses, updates, update: int = 10**9, train: float = 1.0, steps: int = 100) -> str:
    """Return the words on these measurements, in bits."""
    held_out = SimpleNamespace(updates=np.array(updates), losses=np.array(losses), steps=steps, bigram=np.log(4))
    held_out.train_loss = {updates[-1]: train, 0: 1.9, 7: 1.4}.get if updates else None
    return describe(judge(held_out, update), held_out, "update", BITS_PER_CHARACTER, 13)


def test_both_losses_are_of_the_update_that_was_measured_last():
    """ln 8 nats against ln 2 are 3 bits against 1, both at update 12, wherever the playhead is; bigrams take two."""
    said = judge_of([2.5, np.log(8)], [0, 12], train=np.log(2))

    assert "last measured at update 12: 3 bits per character; train loss there: 1 bits per character" in said
    assert "has 2 bits per character on the held-out text" in said
    assert said.endswith("has not risen so far.")


def test_overfitting_is_named_with_the_update_where_it_was_lowest():
    """The loss falls to update 7 and rises, while that in training falls from 1.4 to 1; before, nothing rises yet."""
    losses, updates = [2.0, 1.5, 1.7, 1.9], [0, 7, 12, 20]

    assert "lowest at update 7 and has risen since, while the train loss has fallen: it overfits" in judge_of(
        losses, updates
    )
    assert "has not risen so far" in judge_of(losses, updates, update=9)


def test_where_both_losses_rise_it_is_not_overfitting():
    """Where the loss in training is higher too than it was at the best update, nothing is learnt by heart."""
    assert "the train loss has not fallen either: that is not overfitting" in judge_of(
        [2.0, 1.5, 3.0], [0, 7, 12], train=2.9
    )


def test_a_rise_of_next_to_nothing_is_none():
    """A loss of 0.001 nats that was half of that, and minus nothing, as rounding leaves it, have not risen."""
    assert "has not risen so far" in judge_of([2.0, 0.0005, 0.001], [0, 7, 12])
    assert "has not risen so far" in judge_of([2.0, -1e-15, -1e-15], [0, 7, 12])


def test_what_is_not_measured_or_not_finite_has_no_number():
    """Before the first measurement, and where the numbers are no longer finite, there is no loss to give."""
    assert "not measured yet" in judge_of([], [])
    assert "not a finite number at update 7" in judge_of([1.0, np.inf], [0, 7])
