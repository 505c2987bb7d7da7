"""The pictures of what is written."""

import numpy as np
import pytest

from rnn.composition import compose
from rnn.figures.composition import activation_figure, composition_figure, round_limit
from rnn.figures.generation import dice_figure, distribution_figure
from rnn.figures.writing import primings_figure, text_figure
from rnn.sampling import stretches
from tests.networks import random_case
from tests.strokes import ends_of, shape

CHARACTERS = ["␣", "<", "&", "a", "b"]
PROBABILITIES = np.array([0.1, 0.2, 0.05, 0.6, 0.05])


def all_figures():
    """Return every figure of the page, drawn of small arrays with signs that HTML knows."""
    case = random_case()
    trace = case.trace
    return [
        text_figure(["a"], ["<", "␣", "&"], 1, {2}),
        primings_figure(["a"], ["<", "␣"], ["b", "<"], 1),
        composition_figure(compose(case.parameters, 0, trace.a_previous[1])),
        activation_figure(trace.a[1], trace.a[0]),
        distribution_figure(PROBABILITIES, PROBABILITIES, CHARACTERS, 3, 3),
        dice_figure(stretches(PROBABILITIES), 0.5, CHARACTERS, 3),
    ]


@pytest.mark.parametrize("figure", all_figures())
def test_every_figure_says_what_it_shows(figure):
    """Title, alt text, what to see, and a fixed height are there."""
    assert figure.layout.title.text
    assert figure.layout.meta["see"].endswith(".")
    assert figure.layout.meta["alt"].startswith(figure.layout.title.text)
    assert figure.layout.height
    figure.to_json()


def test_the_text_holds_seed_and_written_in_lines_of_twenty():
    """The 21st character starts the second line; the cells know their steps, those of the seed none."""
    figure = text_figure(list("ABCDEFG"), list("HIJKLMNOPQRSTUV"), 2, set())
    cells = figure.data[0]

    assert list(cells.x[18:22]) == [19, 20, 1, 2]
    assert list(cells.base[18:22]) == pytest.approx([-0.4, -0.4, 0.6, 0.6])
    assert list(cells.customdata[5:9]) == [-1, -1, 0, 1]
    assert "Seed ABCDEFG, written HIJ, still to come KLM" in figure.layout.meta["alt"]


def test_the_step_shown_is_framed_and_what_was_taken_is_hatched():
    """One frame at the step's cell, one hatching a taken step."""
    _, hatching, frame, done, to_come = text_figure(list("AB"), list("CDEF"), 1, {0, 3}).data

    assert list(hatching.x) == [3, 6]
    assert list(frame.x) == [4]
    assert "".join(done.text) == "ABCD"
    assert "".join(to_come.text) == "EF"


def test_the_number_of_traces_does_not_change_from_step_to_step():
    """A picture that moves keeps its marks, so that nothing flashes."""
    counts = {len(text_figure(["a"], ["b"] * 3, n, {0} if n else set()).data) for n in range(3)}
    assert len(counts) == 1
    greedy = distribution_figure(PROBABILITIES, PROBABILITIES, CHARACTERS, 3, 3)
    sampled = distribution_figure(np.full(5, 0.2), PROBABILITIES, CHARACTERS, 3, 3)
    assert len(greedy.data) == len(sampled.data)


def test_the_two_feedings_are_joined_where_they_agree_one_place_apart():
    """HIJK above and GHIJ below: three lines, each from a place to the next."""
    figure = primings_figure(list("FG"), list("HIJK"), list("GHIJ"), 1)
    fed, written = figure.data

    assert ends_of(shape(figure, "agreement"))[:, [0, 2]].tolist() == [[1, 2], [2, 3], [3, 4]]
    assert "".join(fed.text) == "FGG" + "FG"
    assert list(fed.x) == [-2, -1, 0, -1, 0]
    assert "".join(written.text) == "HIJKGHIJ"


def test_the_parts_of_s_are_stacked_to_their_sum():
    """Three bars a unit with the numbers given, and a diamond at their sum."""
    case = random_case()
    parts = compose(case.parameters, 2, case.a_start)
    *bars, diamonds = composition_figure(parts).data

    for bar, part in zip(bars, (parts.from_state, parts.from_input, parts.from_bias), strict=True):
        np.testing.assert_allclose(bar.y, part, rtol=1e-6)
    np.testing.assert_allclose(diamonds.y, sum(np.array(bar.y) for bar in bars), rtol=1e-5, atol=1e-6)


def test_the_axis_of_s_covers_it_and_seldom_changes():
    """The limit is a round number, also for a network that is all zeros."""
    assert [round_limit(most) for most in (0.0, 0.15, 3.2, 5.0, 7.0, 48.0)] == pytest.approx([0.1, 0.2, 5, 5, 10, 50])


def test_the_activation_is_drawn_between_minus_one_and_one():
    """The new state as bars, the one before as rings."""
    bars, rings = activation_figure(np.array([0.5]), np.array([-1.0])).data

    assert (list(bars.y), list(rings.y)) == ([0.5], [-1.0])


def test_the_bars_tell_the_networks_choice_from_the_visitors():
    """Role 1 is the network's own, role 2 what was taken instead."""
    taken = distribution_figure(PROBABILITIES, PROBABILITIES, CHARACTERS, 0, 3).data[0]
    own = distribution_figure(PROBABILITIES, PROBABILITIES, CHARACTERS, 3, 3).data[0]

    np.testing.assert_allclose(taken.y, PROBABILITIES, rtol=1e-6)
    assert list(taken.marker.color) == [2, 0, 0, 1, 0]
    assert list(own.marker.color) == [0, 0, 0, 1, 0]
    assert list(taken.text) == ["10%", "20%", "5%", "60%", "5%"]


@pytest.mark.parametrize("most, top", [(0.05, 0.25), (0.6, 1.0)])
def test_a_flat_distribution_is_drawn_on_a_shorter_axis(most, top):
    """The axis has but two lengths, so that it does not jump from step to step."""
    distribution = np.full(20, (1 - most) / 19)
    distribution[0] = most
    figure = distribution_figure(distribution, distribution, list("abcdefghijklmnopqrst"), 0, 0)

    assert figure.layout.yaxis.range == pytest.approx((0, 1.12 * top))


def test_the_dice_lies_on_the_line_of_the_stretches():
    """Each bar begins where the one before ended, and the mark is where the dice fell."""
    bars, mark = dice_figure(stretches(PROBABILITIES), 0.42, CHARACTERS, 3).data

    np.testing.assert_allclose(np.array(bars.base, float), [0, 0.1, 0.3, 0.35, 0.95], atol=1e-12)
    np.testing.assert_allclose(bars.x, PROBABILITIES)
    assert list(mark.x) == [0.42]
