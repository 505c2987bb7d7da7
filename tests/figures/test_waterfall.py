"""Waterfalls that follow the film: their range and margins change seldom, as a change of them has all drawn anew."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn.analysis.worksheet import Term, fill_worksheet
from rnn.figures.kit.style import Figure
from rnn.figures.kit.waterfall import Group, Total, narrowest, steady_reel, waterfall_figure
from rnn.figures.worksheet import pre_activation_figure
from tests.support.networks import random_case

sizes = st.floats(-12, 12).map(lambda power: 10.0**power)


def sum_of_two(low: float, high: float) -> Figure:
    """Return the waterfall of a sum that goes down to `low` and ends at `high`."""
    terms = [Term("first", low, 1.0, low), Term("second", high - low, 1.0, high - low)]
    total = Total("s", "their sum", high)
    return waterfall_figure([Group("terms", terms, None, 2)], [total], title="T", see="S", alt="A")


def range_around(low: float, high: float) -> tuple[float, float]:
    """Return the range of the values' axis of that waterfall."""
    return tuple(sum_of_two(low, high).layout.xaxis.range)


@given(sizes, sizes)
def test_the_range_holds_all_bars_and_little_more(down, up):
    """The bars lie in the range, and take two fifths of it at least."""
    low, high = range_around(-down, up)
    assert low <= -down and up <= high
    assert down + up >= 0.4 * (high - low)


@settings(max_examples=25, deadline=None)
@given(sizes)
def test_the_range_changes_seldom_while_a_sum_doubles(start):
    """While the sum grows to twice its size, in thirty moments, four ranges are enough."""
    assert len({range_around(0.0, start * times) for times in np.linspace(1, 2, 30)}) <= 4


@given(st.lists(st.tuples(sizes, sizes), min_size=1, max_size=9))
def test_a_range_stays_until_it_is_left_or_too_wide(spans):
    """In a reel each range holds its bars, is at most twice as wide as alone, and is the one before if that will do."""
    figures = [sum_of_two(-down, up) for down, up in spans]
    alone = [figure.sent["layout"]["xaxis"]["range"] for figure in figures]
    steady_reel(figures)
    together = [figure.sent["layout"]["xaxis"]["range"] for figure in figures]

    for (low, high), (own_low, own_high) in zip(together, alone, strict=True):
        assert low <= own_low and own_high <= high and high - low <= 2.0001 * (own_high - own_low)
    assert together[0] == alone[0]
    for (before, now), own in zip(pairwise(together), alone[1:], strict=True):
        would_do = before[0] <= own[0] and own[1] <= before[1] and before[1] - before[0] < 1.9999 * (own[1] - own[0])
        assert now == before if would_do else now in (before, own)


def test_the_waterfalls_of_a_reel_have_the_widest_margins_of_them_all():
    """All have one margin on each side, and of these each is the one that the longest label asks for."""
    figures = []
    for seed, scale in enumerate((1e-6, 1.0, 100.0)):
        case = random_case(seed=seed, scale=scale)
        sheet = fill_worksheet(case.parameters, case.trace, case.inputs, case.targets, (1, 1, 1), "abcdefgh")
        figures.append(pre_activation_figure(sheet, 2, 1))
    before = [(figure.layout.margin.l, figure.layout.margin.r) for figure in figures]
    assert len(set(before)) > 1
    steady_reel(figures)
    margins = [figure.sent["layout"]["margin"] for figure in figures]
    assert {(margin["l"], margin["r"]) for margin in margins} == {tuple(map(max, zip(*before, strict=True)))}


@pytest.mark.parametrize("scale", [1e-6, 1.0, 100.0])
def test_the_bars_have_room_between_labels_and_numbers(scale):
    """However many digits the numbers have, at its narrowest some width is left for the bars."""
    case = random_case(seed=1, scale=scale)
    sheet = fill_worksheet(case.parameters, case.trace, case.inputs, case.targets, (1, 1, 1), "abcdefgh")
    figure = pre_activation_figure(sheet, 2, 1)
    margin = figure.layout.margin

    assert narrowest(figure) >= max(340, margin.l + margin.r + 60)
