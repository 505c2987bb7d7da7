"""Waterfalls that follow the film: their range and margins change seldom, as a change of them has all drawn anew."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn.analysis.worksheet import Term, fill_worksheet
from rnn.figures.kit.waterfall import Group, Total, narrowest, share_margins, waterfall_figure
from rnn.figures.worksheet import pre_activation_figure
from tests.support.networks import random_case

sizes = st.floats(-12, 12).map(lambda power: 10.0**power)


def range_around(low: float, high: float) -> tuple[float, float]:
    """Return the range of the values' axis where the sum goes down to `low` and ends at `high`."""
    terms = [Term("first", low, 1.0, low), Term("second", high - low, 1.0, high - low)]
    figure = waterfall_figure(
        [Group("terms", terms, None, 2)], [Total("s", "their sum", high)], title="T", see="S", alt="A"
    )
    return tuple(figure.layout.xaxis.range)


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


def test_the_waterfalls_of_a_reel_have_the_widest_margins_of_them_all():
    """All have one margin on each side, and of these each is the one that the longest label asks for."""
    figures = []
    for seed, scale in enumerate((1e-6, 1.0, 100.0)):
        case = random_case(seed=seed, scale=scale)
        sheet = fill_worksheet(case.parameters, case.trace, case.inputs, case.targets, (1, 1, 1), "abcdefgh")
        figures.append(pre_activation_figure(sheet, 2, 1))
    before = [(figure.layout.margin.l, figure.layout.margin.r) for figure in figures]
    assert len(set(before)) > 1
    share_margins(figures)
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
