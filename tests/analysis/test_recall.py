"""The share of letters that are repeated, counted by hand."""

import math

import numpy as np

from rnn.analysis.recall import recall

DOT, SEMICOLON = 0, 9


def test_only_the_repeated_letters_count():
    """Of the lines a..a; and b..b; one letter of two is repeated; dots, ends and first letters are left out."""
    inputs = np.array([1, DOT, DOT, 1, SEMICOLON, 2, DOT, DOT, 2])
    targets = np.array([DOT, DOT, 1, SEMICOLON, 2, DOT, DOT, 2, SEMICOLON])
    predicted = targets.copy()
    predicted[[0, 2, 3]] = 5

    assert recall(predicted, inputs, targets, DOT) == 0.5


def test_without_a_letter_to_repeat_there_is_no_share():
    """Dots alone ask for nothing."""
    assert math.isnan(recall(np.zeros(3), np.full(3, DOT), np.full(3, DOT), DOT))
