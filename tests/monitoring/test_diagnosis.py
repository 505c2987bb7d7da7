"""Health: each state for a network that is in it, and no sentence against another whatever is measured."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.analysis.loss_units import UNITS
from rnn.monitoring.diagnosis import RULES, Diagnosis, diagnose
from rnn.monitoring.measurements import Measurements
from rnn.runs.change import Change
from rnn.runs.run import Run
from rnn.runs.settings import Settings
from tests.monitoring.test_measurements import measured

HALFWAY = Measurements(
    loss=1.0,
    of="Whole text",
    right=5,
    steps=10,
    most_frequent=2,
    lowest=1.0,
    lowest_at=50,
    middle=1.5,
    middle_at=25,
    saturated=0.1,
    saturated_at_first=None,
    uniform=2.3,
    unigram=2.2,
    rate=0.01,
    update=50,
)


@pytest.mark.parametrize(
    ("changes", "state", "words"),
    [
        (
            {},
            "learning",
            "the unigram baseline is 2.2 nats per character. Whole text: loss 1 nats per character, accuracy",
        ),
        ({"diverged_at": 51}, "diverged", "At epoch 51 its numbers were no longer finite"),
        ({"uniform": 0.0, "loss": -1e-15}, "nothing to learn", "one character only"),
        ({"update": 0, "loss": 5.0}, "untrained", "No update has been made yet"),
        ({"loss": 5.0}, "exploding", "has grown: at epoch 50 it was 1 nats"),
        ({"loss": np.inf}, "exploding", "has grown"),
        ({"loss": 5.0, "lowest": 4.9}, "worse than uniform", "from the start"),
        ({"overfits_since": 30, "loss": 0.01, "right": 10}, "overfitting", "Since epoch 30"),
        ({"loss": 0.01, "right": 10}, "learnt", "accuracy 10 of 10"),
        ({"loss": 0.01, "right": 10, "saturated": 1.0}, "learnt", "accuracy 10 of 10"),
        ({"loss": 0.01, "right": None, "steps": None, "lowest": 0.01}, "learnt", "loss 0.01 nats per character."),
        ({"lowest": 0.1}, "unstable", "0.1 nats per character at epoch 50"),
        ({"saturated": 0.9}, "saturated", "90% of the activations shown"),
        ({"rate": 0.0}, "not updated", "The learning rate is 0"),
        ({"loss": 2.2, "lowest": 2.2, "right": 2}, "at the unigram baseline", "(2.2 nats per character) or above"),
        ({"loss": 2.2, "lowest": 2.2, "right": 10}, "learning", "above that baseline's 2 of 10. Whole text"),
        ({"middle": 1.01}, "stalled", "Since epoch 25 its loss has not fallen by 2 %: it was 1.01 nats"),
        ({"middle": 1.01, "update": 19}, "learning", "unigram"),
    ],
)
def test_each_state_is_recognised(changes, state, words):
    """Each has its sentence with the numbers that show it."""
    diagnosis = diagnose(replace(HALFWAY, **changes))

    assert diagnosis.state == state
    assert words in diagnosis.sentence


def test_advice_follows_the_playhead():
    """Where film is left the advice is to play on, at its end to give more epochs; a mend goes on where it can."""
    unstable = replace(HALFWAY, lowest=0.1, lowest_at=40)

    assert diagnose(HALFWAY).what_to_try == "Keep training."
    assert diagnose(replace(HALFWAY, is_at_end=True)).what_to_try == "Train for more epochs."
    assert "from here on, or go back to epoch 40" in diagnose(unstable).what_to_try
    assert "in a new run, or go back to epoch 40" in diagnose(replace(unstable, is_at_end=True)).what_to_try


def test_what_was_saturated_from_the_start_is_not_mended_by_smaller_updates():
    """It needs smaller first weights; what training has saturated needs smaller updates."""
    saturated = replace(HALFWAY, saturated=0.9, saturated_at_first=0.9)

    assert not diagnose(saturated).is_mendable and "smaller weights" in diagnose(saturated).what_to_try
    assert diagnose(replace(saturated, saturated_at_first=0.1)).is_mendable


NATS = st.floats(0, 40).map(lambda nats: nats - 1e-15)  # as a certain prediction has it
SHARE = st.floats(0, 1)


@st.composite
def measurements(draw) -> Measurements:
    """Return any measurements that a run can give, in windows or not."""
    loss, K, update = draw(NATS), draw(st.integers(1, 30)), draw(st.integers(0, 100))
    uniform, steps = float(np.log(K)), draw(st.none() | st.integers(1, 30))
    right = None if steps is None else draw(st.integers(0, steps))
    return Measurements(
        loss=loss,
        of="Whole text" if steps else "Mean of the last 20 updates",
        right=right,
        steps=steps,
        most_frequent=None if steps is None else draw(st.integers(1, steps)),
        lowest=min(loss, draw(NATS)),
        lowest_at=draw(st.integers(0, update)),
        middle=draw(NATS | st.just(np.inf)),
        middle_at=update // 2,
        saturated=draw(SHARE),
        saturated_at_first=draw(SHARE),
        uniform=uniform,
        unigram=draw(SHARE) * uniform,
        rate=draw(st.sampled_from([0.0, 0.1])),
        update=update,
        is_at_end=draw(st.booleans()),
        diverged_at=draw(st.none() | st.just(update + 1)),
        overfits_since=draw(st.none() | st.integers(0, update)),
        is_held_out=draw(st.booleans()),
    )


def units_named(said: str) -> set[str]:
    """Return the units that losses are given in."""
    return set(re.findall(r"nats per character|nats over|bits per character|perplexity", said))


@given(measurements(), st.sampled_from(UNITS))
def test_nothing_that_is_said_contradicts_another_thing(now, unit):
    """One unit, nothing below 0, no stuck network that predicts all, no learnt one that overfits, no advice in vain."""
    health = diagnose(now, unit, 26)
    said = f"{health.sentence} {health.what_to_try}"

    assert len(units_named(said)) == 1
    assert not re.search(r"(?<!e)[-−]0|nan\b|guess|blind", said)
    if health.state in ("at the unigram baseline", "nothing to learn"):
        assert now.right is None or now.right <= now.most_frequent or now.uniform == 0
    if health.state == "learnt":
        assert now.overfits_since is None and now.right == now.steps and now.loss < 0.1
    assert ("learning rate or clip" in said) == health.is_mendable
    assert health.is_mendable <= (now.rate > 0)
    assert not (now.is_at_end and "lay on" in said)
    assert now.is_at_end or "more epochs" not in said
    assert not (health.is_mendable and health.state in ("learnt", "learning", "stalled"))


@given(measurements())
def test_the_states_are_tried_in_their_order(now):
    """The state is that of the first rule that holds, and the last one always does."""
    assert diagnose(now).state == next(rule.state for rule in RULES if rule.holds(now))
    assert RULES[-1].holds(now)


def health_of(run: Run, update: int | None = None) -> Diagnosis:
    """Return the health of a run, at its last update if none is given."""
    return diagnose(measured(run, run.update if update is None else update))


def test_the_notebooks_run_goes_from_the_baseline_to_learnt():
    """The notebook's alphabet starts at the baseline, learns, and has learnt after 1,500 epochs."""
    run = Run(Settings())
    run.advance(updates=1500)

    states = [health_of(run, epoch).state for epoch in (0, 1, 150, 380, 1500)]
    assert states == ["untrained", "at the unigram baseline", "learning", "learning", "learnt"]
    assert "accuracy is above that baseline's 1 of 26. Whole text" in health_of(run, 150).sentence


TEXT = "the cat sat on the mat. " * 20
LONG = {"text": TEXT, "target": "next", "hidden_size": 24, "window": 24, "initialisation": "scaled"}


def test_a_run_in_windows_goes_from_the_baseline_to_learnt():
    """Its losses are means over a pass: one window alone is easy or hard, and says nothing of the text."""
    run = Run(Settings(**LONG, optimiser="adagrad", learning_rate=0.1, epochs=200))
    states = [health_of(run).state]
    run.advance(epochs=1)
    states.append(health_of(run).state)
    run.advance(epochs=199)
    states.append(health_of(run).state)

    assert states == ["untrained", "learning", "learnt"]
    assert f"loss {run.losses[-20:].sum() / len(run.inputs):.3g} nats per character." in health_of(run).sentence


def test_a_run_in_windows_that_knew_the_text_better_is_unstable():
    """When the rate rises a hundredfold the mean loss leaps, and the update where it was lowest is named."""
    change = Change(2000, "learning_rate", 10)
    run = Run(Settings(**LONG, optimiser="adagrad", learning_rate=0.1, epochs=110, changes=(change,)))
    run.advance(updates=2000)
    assert health_of(run).state == "learnt"
    run.advance(updates=20)

    assert health_of(run).state in ("unstable", "exploding")
    run.losses[2000:] = run.losses[:20] / 2  # worse than it was, but better than the uniform baseline
    assert health_of(run).state == "unstable"
    assert re.search(r"0\.0\d+ nats per character at update 2,000", health_of(run).sentence)


def test_a_run_that_diverged_says_so():
    """At its last frame the numbers may look well, but they did not stay so."""
    run = Run(Settings(text="abc", learning_rate=1e308, epochs=100))
    run.advance(epochs=100)
    diagnosis = health_of(run)

    assert diagnosis.state == "diverged"
    assert f"At epoch {run.diverged_at} its numbers were no longer finite" in diagnosis.sentence
