"""What of a text is measured, piece by piece."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn.analysis.text_sample import LEAST_STEPS, LONGEST_WHOLE, PASSAGES, TextSample, sample_of
from rnn.model.windows import TrainingWindows


def windows_of(steps: int, length: int, carries: bool = True) -> TrainingWindows:
    """Return a text of so many steps, each its own number, in windows of this length."""
    return TrainingWindows(np.arange(steps), np.arange(steps), length, carries)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 300), st.integers(1, 60), st.booleans())
def test_a_short_text_is_read_as_a_whole(steps, length, carries):
    """Every step is read once, in order; the state begins at 0, where it is not carried in each window."""
    sample = sample_of(windows_of(steps, length, carries))

    pieces = list(sample.pieces())
    assert [t for piece in pieces for t in range(piece.steps.start, piece.steps.stop)] == list(range(steps))
    assert all(piece.first_step == piece.steps.start % length for piece in pieces)
    fresh = [piece.steps.start for piece in pieces if piece.is_fresh]
    assert fresh == ([0] if carries else list(range(0, steps, length)))
    assert sample.is_whole
    assert sample.steps == sample.steps_to_read == steps


@settings(max_examples=40, deadline=None)
@given(st.integers(LONGEST_WHOLE + 1, 200_000), st.integers(1, 400), st.booleans())
def test_a_long_text_is_sampled_evenly(steps, length, carries):
    """Passages of whole windows, apart from each other, from the first window to the end, of 2,000 steps or more."""
    sample = sample_of(windows_of(steps, length, carries))

    starts, stops = zip(*((p.start * length, p.stop * length) for p in sample.passages), strict=True)
    assert not sample.is_whole
    assert len(starts) == PASSAGES
    assert LEAST_STEPS <= sample.steps == sum(stops) - sum(starts) < LEAST_STEPS + PASSAGES * length
    assert starts[0] == 0
    assert steps - length < stops[-1] <= steps
    assert np.ptp(np.diff(starts)) <= 2 * length
    assert all(stop < start for stop, start in zip(stops[:-1], starts[1:], strict=True))


def test_a_passage_is_read_after_what_is_before_it():
    """Where states are carried, up to 1,000 steps of whole windows are read before it, and not measured."""
    sample = TextSample(windows_of(5_000, 30), (range(0, 2), range(100, 102)))

    before = [piece for piece in sample.pieces() if not piece.is_measured]
    assert (before[0].steps.start, before[-1].steps.stop) == (100 * 30 - 990, 100 * 30)
    assert [piece.steps.start for piece in sample.pieces() if piece.is_fresh] == [0, 100 * 30 - 990]
    assert (sample.steps, sample.steps_to_read) == (120, 120 + 990)


def test_a_passage_without_carried_states_is_read_alone():
    """Where each window begins in the state 0, nothing is read before it."""
    sample = TextSample(windows_of(5_000, 30, carries=False), (range(0, 2), range(100, 102)))

    assert sample.steps == sample.steps_to_read == 120
    assert [piece.steps.start for piece in sample.pieces() if piece.is_fresh] == [0, 30, 3000, 3030]


@pytest.mark.parametrize(("steps", "is_whole"), [(LONGEST_WHOLE, True), (LONGEST_WHOLE + 1, False)])
def test_the_longest_text_that_is_measured_as_a_whole(steps, is_whole):
    """10,000 steps are measured as a whole; of one more there is a sample."""
    assert sample_of(windows_of(steps, 25)).is_whole == is_whole
