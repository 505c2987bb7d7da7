"""Where a long text is looked at: windows, passages, and the states in which they begin."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.model.excerpts import LONGEST, STEPS_BEFORE, passage, read_passage, read_window, window_excerpt
from rnn.model.network import forward
from rnn.model.windows import TrainingWindows
from tests.support.networks import random_case


def course_of(T: int, window: int, carries: bool = True) -> TrainingWindows:
    """Return a course over T random characters, window by window."""
    inputs, targets = np.random.RandomState(0).randint(5, size=(2, T))
    return TrainingWindows(inputs, targets, window, carries)


@given(st.integers(1, 5000), st.integers(1, 400), st.data())
def test_passages_cut_a_text_into_even_parts_of_whole_windows(T, window, data):
    """Every window lies in just one passage, which is the same for all of its windows and no longer than 2,000."""
    windows = course_of(T, min(window, T))
    number = data.draw(st.integers(0, windows.count - 1))
    here, around = window_excerpt(windows, number), passage(windows, number)

    assert around.first <= here.first and here.first + len(here) <= around.first + len(around)
    assert len(around) <= LONGEST
    assert around.first % windows.length == 0
    np.testing.assert_array_equal(around.targets, windows.targets[around.first : around.first + len(around)])
    for other in (around.first // windows.length, (around.first + len(around) - 1) // windows.length):
        assert passage(windows, other).first == around.first


def test_a_text_of_2000_characters_is_one_passage():
    """A text that fits is shown whole, whichever window is looked at; one step more makes two."""
    assert len(passage(course_of(2000, 25), 79)) == 2000
    assert [passage(course_of(2025, 25), number).first for number in (0, 40, 41, 80)] == [0, 0, 1025, 1025]


@pytest.mark.parametrize("carries", [True, False])
def test_windows_and_passages_are_read_as_the_network_reads_the_text(carries):
    """States are carried through a text that is no longer than what is read before; else each window begins at 0."""
    windows, parameters = course_of(700, 100, carries), random_case(T=1, H=4, K=5).parameters
    whole = forward(parameters, windows.inputs).a if carries else None
    for number in range(windows.count):
        steps = windows.window_span(number)
        expected = whole[steps] if carries else forward(parameters, windows.inputs[steps]).a
        np.testing.assert_allclose(read_window(parameters, windows, number).a, expected)
        np.testing.assert_allclose(read_passage(parameters, windows, number).a[steps], expected)


def test_a_later_passage_begins_in_a_state_that_the_text_before_leaves():
    """The 1,000 steps before it are read first."""
    windows, parameters = course_of(6000, 50), random_case(T=1, H=4, K=5).parameters
    around = passage(windows, 60)
    read = forward(parameters, windows.inputs[around.first - STEPS_BEFORE : around.first + len(around)])

    assert around.first == 2000
    np.testing.assert_allclose(read_passage(parameters, windows, 60).y_pred, read.y_pred[STEPS_BEFORE:])
