"""The riddle's figures hold what they were given."""

import numpy as np

from rnn.analysis.disorder import CopyingFilm
from rnn.figures.riddle import asked_figure, copying_figure, predicted_figure, wrong_characters_figure

NONE = np.full(3, -1)


def test_what_is_predicted_is_compared_with_what_is_shown():
    """Of A→A, A→B and A→C, B being expected, the first is the same, the second expected, the third another."""
    figure = predicted_figure(np.zeros(3, int), np.arange(3), np.ones(3, int), list("AB<"), "Title", seed_steps=2)

    shown, same, expected, another, predicted = figure.data
    assert (list(shown.text), list(predicted.text)) == (list("AAA"), ["A", "B", "&lt;"])
    assert [list(trace.x) for trace in (same, expected, another)] == [[1], [2], [3]]
    assert figure.layout.shapes[0].x0 == 2.5
    assert "1 of 3 are the character shown, 1 are the one that follows in the text" in figure.layout.meta["alt"]


def test_a_character_shown_may_be_the_expected_one_too():
    """Where both are the same it is framed twice, and counted in both."""
    figure = predicted_figure(np.arange(3), np.full(3, 1), np.full(3, 1), list("ABC"), "Title", "B")

    assert [list(trace.x) for trace in figure.data[1:4]] == [[2], [1, 2, 3], []]
    assert "1 of 3 are the character shown, 3 are B." in figure.layout.meta["alt"]


def test_without_a_seed_there_is_no_line():
    """Neither a figure without a seed nor one in which nothing is written after it has a line."""
    for seed_steps in (None, 3):
        figure = predicted_figure(np.arange(3), np.arange(3), NONE, list("ABC"), "Title", seed_steps=seed_steps)
        assert not figure.layout.shapes
        assert "Right of the line" not in figure.layout.meta["see"]


def test_wrong_characters_are_stacked_place_by_place():
    """Three bars a place, as high together as there are wrong characters; the alt text adds up from the second on."""
    copied, of_place, others = np.array([2, 0, 1]), np.array([0, 2, 0]), np.array([0, 0, 1])

    figure = wrong_characters_figure(copied, of_place, others, ["q", "␣", "<"])

    assert [list(bar.y) for bar in figure.data] == [[2, 0, 1], [0, 2, 0], [0, 0, 1]]
    assert list(figure.data[0].x) == [1, 2, 3]
    assert figure.layout.barmode == "stack"
    assert figure.layout.yaxis.range == (0, 2)
    assert figure.layout.xaxis.labelalias["3"] == "&lt;"
    assert (
        "of 4 cases 1 give the character shown, 2 give the character of the place, 1 give another"
        in figure.layout.meta["alt"]
    )


def test_the_film_has_both_orders_and_the_playhead():
    """Epoch n is drawn at n + 1; the playhead is at its own epoch and height; the axis reaches what is last."""
    film = CopyingFilm(np.array([0, 9, 99]), np.array([1, 20, 26]), np.array([1.0, 25.5, 4.0]), 26, 49, 3.5)

    figure = copying_figure(film)

    in_order, in_others, playhead = figure.data
    assert list(in_order.x) == list(in_others.x) == [1, 10, 100]
    assert (list(in_order.y), list(in_others.y)) == ([1, 20, 26], [1, 25.5, 4])
    assert (list(playhead.x), list(playhead.y)) == ([50], [3.5])
    assert figure.layout.xaxis.range[1] > np.log10(100)
    assert (
        "25.5 of 26 at most, at epoch 9, and 4.0 at epoch 99; in the order of its text 26" in figure.layout.meta["alt"]
    )


def test_the_first_question_shows_the_seed_and_no_answer():
    """The characters of the seed stand left of the line, and a question mark in every place that is to be written."""
    seed, asked = asked_figure(["A", "<"], 3).data

    assert list(seed.text) == ["A", "&lt;"]
    assert list(asked.text) == ["?"] * 3
    assert list(seed.x) + list(asked.x) == [1, 2, 3, 4, 5]
