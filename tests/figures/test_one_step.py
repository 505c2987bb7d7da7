"""The figures of one step: every number in them can be worked out again from others in them."""

import math
import re
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn.analysis.worksheet import Term, fill_worksheet
from rnn.figures.kit.waterfall import Group, Total, waterfall_figure
from rnn.figures.softmax import softmax_figure
from rnn.figures.worksheet import gradient_figure, logit_figure, map_figure, pre_activation_figure, tanh_figure
from tests.support.networks import Case, cases, random_case

EVERY = 10_000


def sheet_of(case: Case, t: int, i: int, k: int):
    """Return the worksheet at a place, with letters for characters."""
    return fill_worksheet(case.parameters, case.trace, case.inputs, case.targets, (t, i, k), "abcdefgh")


def check_sum(figure, total: float, groups: int = 1) -> float:
    """Hold that each bar is weight times factor, begins where the one above ended, and all end at the total."""
    end, numbers = 0.0, dict(zip(figure.layout.yaxis2.tickvals, figure.layout.yaxis2.ticktext, strict=True))
    for bars in figure.data[:groups]:
        assert bars.hoverinfo == "text"  # Plotly's own x of such a bar is where it ends
        rows = zip(bars.x, bars.y, bars.base, bars.hovertext, bars.customdata, strict=True)
        for x, y, base, words, (weight, factor, _) in rows:
            assert x == pytest.approx(weight * factor, abs=1e-15)
            assert read(numbers[y]) == pytest.approx(x, rel=5e-4, abs=1e-12) and words.endswith(f" = {numbers[y]}")
            assert base == pytest.approx(end, abs=1e-12)
            end = base + x
    assert end == pytest.approx(total, abs=1e-12)
    return end


@settings(max_examples=25, deadline=None)
@given(cases(), st.data())
def test_every_number_can_be_worked_out_from_the_figures(case, data):
    """s, a, the slope, o, y_pred, the loss and ds follow from the bars with a pocket calculator's operations."""
    sizes = len(case.inputs), case.parameters.hidden_size, case.parameters.vocabulary_size
    t, i, k = (data.draw(st.integers(0, size - 1)) for size in sizes)
    sheet = sheet_of(case, t, i, k)

    into_s = pre_activation_figure(sheet, t + 1, i, EVERY)
    s = check_sum(into_s, into_s.data[1].x[0])
    curve = tanh_figure(sheet.s.total, sheet.a)
    assert (curve.data[-1].x[0], curve.data[-1].y[0]) == pytest.approx((s, math.tanh(s)), abs=1e-12)

    into_o = logit_figure(sheet, t + 1, "a", EVERY)
    o = check_sum(into_o, into_o.data[1].x[0])
    bars = softmax_figure(sheet.probability, k, "abcdefgh", EVERY).data[0]
    rows = {
        index: (logit, exponential, x) for x, (logit, exponential, index) in zip(bars.x, bars.customdata, strict=True)
    }
    assert rows[k][0] == pytest.approx(o, abs=1e-12)
    largest = max(logit for logit, _, index in bars.customdata if index is not None)
    exponentials = {index: math.exp(logit - largest) for logit, _, index in bars.customdata if index is not None}
    total = math.fsum(exponentials.values())
    for index, exponential in exponentials.items():
        assert rows[index][1:] == pytest.approx((exponential, exponential / total))
    assert sheet.probability.loss == pytest.approx(-math.log(rows[sheet.probability.target][2] + 1e-15))

    back = gradient_figure(sheet.gradient, t + 1, i, EVERY)
    da, ds = back.data[2].x
    check_sum(back, da, groups=2)
    assert ds == pytest.approx(da * (1 - math.tanh(s) ** 2), abs=1e-12)
    error = {source: factor for _, factor, source in back.data[0].customdata}
    assert error[k] == pytest.approx(rows[k][2] - (k == sheet.probability.target), abs=1e-12)
    assert case.steps.ds[t, i] == pytest.approx(ds, abs=1e-12)


def test_small_terms_are_gathered_and_the_sum_stays():
    """With four bars the last is the rest of the terms, and all four still add up to s."""
    case = random_case(H=8)
    sheet = sheet_of(case, 3, 2, 1)

    figure = pre_activation_figure(sheet, 4, 2, most=4)

    assert len(figure.data[0].x) == 4
    assert figure.layout.yaxis.ticktext[3].startswith("7 others")
    assert sum(figure.data[0].x) == pytest.approx(case.trace.s[3, 2]) == pytest.approx(figure.data[1].x[0])


def read(text: str) -> float:
    """Return the number that is printed."""
    return float(text.removeprefix("<b>").removesuffix("</b>").replace("−", "-"))


def last_place(text: str) -> float:
    """Return what 1 is worth in the last digit that is printed, zeros at its end left out."""
    mantissa, _, power = text.replace("−", "-").partition("e")
    decimals = len(mantissa.partition(".")[2])
    return 10.0 ** (int(power or 0) - decimals)


def four_digits(value: float) -> float:
    """Return a number as it is read where four digits of it are printed."""
    return float(f"{value:.4g}")


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.sampled_from([0.01, 0.5, 2, 8]), st.integers(0, 4))
def test_the_printed_numbers_of_a_waterfall_can_be_added_again(seed, scale, t):
    """Each row's product is the number at its bar, these add up to the total, and times the slope that is ∂L/∂s."""
    case = random_case(T=5, H=7, seed=seed, scale=scale)
    sheet = sheet_of(case, t, 2, 1)
    figures = pre_activation_figure(sheet, t + 1, 2), logit_figure(sheet, t + 1, "b")
    back = gradient_figure(sheet.gradient, t + 1, 2)

    for figure in (*figures, back):
        *printed, total = figure.layout.yaxis2.ticktext[: -1 if figure is back else None]
        for text, label in zip(printed, figure.layout.yaxis.ticktext, strict=False):
            if "×" in (product := label.split("<br>")[1]):
                weight, factor = map(read, product.split(" × "))
                assert weight * factor == pytest.approx(read(text), abs=0.51 * last_place(text))
        sum_text = total.removeprefix("<b>").removesuffix("</b>")
        lost = max(abs(read(text)) for text in printed) * 1e-8 * len(printed)  # bars have nine digits at most
        assert sum(map(read, printed)) == pytest.approx(read(sum_text), abs=0.51 * last_place(sum_text) + lost)
    da, ds = map(read, back.layout.yaxis2.ticktext[-2:])
    slope = read(back.layout.yaxis.ticktext[-1].split(" × ")[1])
    assert four_digits(da * slope) == ds


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.sampled_from([0.01, 0.5, 2, 8]))
def test_the_printed_numbers_of_the_softmax_can_be_divided_again(seed, scale):
    """Each exponential follows from the logits, and each quotient from its exponential and the sum."""
    case = random_case(K=8, seed=seed, scale=scale)
    sheet = sheet_of(case, 2, 0, 3)
    logits, exponentials, quotients = (
        [*map(read, filter(None, column.text[1:]))]
        for column in softmax_figure(sheet.probability, 3, "abcdefgh").data[1:]
    )
    digits = max(len(Decimal(repr(value)).normalize().as_tuple().digits) for value in exponentials)

    *parts, total = exponentials
    for logit, part, quotient in zip(logits, parts, quotients, strict=False):
        half = 0.5 * 10.0 ** (math.floor(math.log10(part)) + 1 - digits)
        assert math.exp(logit - max(logits)) == pytest.approx(part, abs=half + 2e-6 * part)  # o has 8 digits at most
        assert four_digits(part / total) == quotient


@pytest.mark.parametrize("scale", [1e-6, 1, 100])
def test_numbers_are_beside_the_bars_not_on_them(scale):
    """They have an axis of their own on the right, and a margin for the longest, so that none is cut off."""
    figure = pre_activation_figure(sheet_of(random_case(scale=scale), 3, 2, 1), 4, 2)

    axis = figure.layout.yaxis2
    assert (axis.side, axis.tickvals) == ("right", figure.layout.yaxis.tickvals)
    for labels, room in (
        (figure.layout.yaxis.ticktext, figure.layout.margin.l),
        (axis.ticktext, figure.layout.margin.r),
    ):
        lines = [re.sub("</?b>", "", line) for label in labels for line in label.split("<br>")]
        assert room >= 0.6 * axis.tickfont.size * max(map(len, lines))  # 0.6: the width of a character of its font
    assert len(axis.ticktext) == len(figure.layout.yaxis.ticktext)
    assert all(bars.text is None for bars in figure.data)
    low, high = figure.layout.xaxis.range
    ends = [0, *(base + x for base, x in zip(figure.data[0].base, figure.data[0].x, strict=True))]
    assert low <= min(ends) <= max(ends) <= high


def test_the_last_step_has_nothing_from_the_future():
    """The picture keeps its rows: one says that there is no next step, and the sum is this step's error alone."""
    case = random_case()
    last, before = (gradient_figure(sheet_of(case, t, 0, 0).gradient, t + 1, 0) for t in (5, 4))

    assert list(last.data[1].x) == [0.0]
    assert "no next step" in " ".join(last.layout.yaxis.ticktext)
    assert last.data[2].x[0] == pytest.approx(sum(last.data[0].x))
    assert len(before.data[1].x) == 4


def test_a_network_of_one_unit_and_one_step():
    """The smallest network has its figures too."""
    case = random_case(T=1, H=1, K=1)
    sheet = sheet_of(case, 0, 0, 0)

    assert len(pre_activation_figure(sheet, 1, 0).data[0].x) == 3
    assert list(softmax_figure(sheet.probability, 0, ["␣"]).data[0].x) == [1.0, 1.0]
    assert np.shape(map_figure(case.trace.a, 0, 0, ["␣"]).data[0].z) == (1, 1)
    assert gradient_figure(sheet.gradient, 1, 0).data[2].x[1] == case.steps.ds[0, 0]


def test_many_characters_are_gathered_but_never_the_chosen_or_the_right_one():
    """Of 20 characters nine rows and the sum are shown; probabilities of all rows but the sum add up to 1."""
    case = random_case(K=20)
    unlikely = int(case.trace.o[2].argmin())
    sheet = fill_worksheet(case.parameters, case.trace, case.inputs, case.targets, (2, 0, unlikely))
    characters = [f"<{k}" for k in range(20)]

    figure = softmax_figure(sheet.probability, unlikely, characters)

    bars, labels = figure.data[0], figure.layout.yaxis.ticktext
    assert len(labels) == 10
    assert labels[-2] == "12 others"
    shown = [index for _, _, index in bars.customdata]
    assert {unlikely, int(case.targets[2])} <= set(shown)
    assert sum(bars.x[:-1]) == pytest.approx(1) == pytest.approx(bars.x[-1])
    assert f"&lt;{unlikely}<br>chosen" in labels


def test_signs_that_plotly_reads_as_html_are_written_out():
    """A “<” in the text is shown as it is, in labels and titles."""
    case = random_case()
    sheet = fill_worksheet(case.parameters, case.trace, case.inputs, case.targets, (2, 0, 0), ["<", ">", "␣", "&", "$"])

    texts = gradient_figure(sheet.gradient, 3, 0).layout.yaxis.ticktext
    title = logit_figure(sheet, 3, "<").layout.title.text

    written = " ".join(re.sub("<br>|</?b>", " ", text) for text in (*texts, title))
    assert "<" not in written
    assert "V[&lt;,0] · do[2,&lt;]" in written


def test_the_map_shows_all_activations_and_frames_the_chosen_one():
    """Column t and row i of the map is a_ti, on a scale from -1 to 1; the frame is at step and unit."""
    case = random_case()
    heatmap, _, frame = map_figure(case.trace.a, 2, 3, "abcdef").data

    np.testing.assert_allclose(heatmap.z, case.trace.a.T, atol=1e-6)
    assert (heatmap.zmin, heatmap.zmax, list(heatmap.x)) == (-1, 1, [1, 2, 3, 4, 5, 6])
    assert (min(frame.x), max(frame.x), min(frame.y), max(frame.y)) == (2.5, 3.5, 2.5, 3.5)


def test_the_tangent_has_the_slope_of_the_page():
    """The line at the point goes through it with slope 1 - a², also far out on the curve."""
    for s in (-0.3, 9.0):
        figure = tanh_figure(s, math.tanh(s))
        x, y = figure.data[1].x, figure.data[1].y
        assert (y[1] - y[0]) / (x[1] - x[0]) == pytest.approx(1 - math.tanh(s) ** 2)
        low, high = figure.layout.xaxis.range
        assert low < s < high


def test_all_figures_say_what_to_see():
    """Every figure has a title, a sentence and its numbers for those who cannot see it."""
    case = random_case()
    sheet = sheet_of(case, 1, 1, 1)
    figures = [
        pre_activation_figure(sheet, 2, 1),
        tanh_figure(sheet.s.total, sheet.a),
        gradient_figure(sheet.gradient, 2, 1),
        logit_figure(sheet, 2, "b"),
        softmax_figure(sheet.probability, 1, "abcde"),
        map_figure(case.trace.a, 1, 1, "abcdef"),
        waterfall_figure(
            [Group("g", [Term("t", 1.0, 1.0, 1.0)], None, 1)], [Total("s", "sum", 1.0)], title="T", see="S", alt="A"
        ),
    ]
    for figure in figures:
        assert figure.layout.title.text
        assert figure.layout.meta["see"]
        assert figure.layout.meta["alt"].startswith(figure.layout.title.text)
        assert figure.layout.height
