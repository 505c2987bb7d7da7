"""The figures of the hidden units, by their data."""

import numpy as np
import pytest

from rnn.figures.hidden import VIEWS, hidden_heatmap_figure, unit_figure, vector_figure
from rnn.figures.kit import style
from rnn.figures.kit.axes import lettered_axis, minimum_width, rounded_up, step_axis, step_numbers_axis
from tests.support.networks import random_case
from tests.support.strokes import boxes_of, shape

S, A, SLOPE = VIEWS
FIGURES = (hidden_heatmap_figure, unit_figure, vector_figure)


def letters_of(count: int) -> list[str]:
    return [chr(ord("a") + t % 26) for t in range(count)]


def box(trace) -> tuple[float, float, float, float]:
    return np.nanmin(trace.x), np.nanmax(trace.x), np.nanmin(trace.y), np.nanmax(trace.y)


@pytest.mark.parametrize("view", VIEWS)
def test_the_heatmap_holds_the_values_with_a_row_for_each_unit(view):
    """Row h and column t of the heatmap is unit h at step t, whatever the view."""
    values = view.values(random_case(T=6, H=4).trace)
    heatmap = hidden_heatmap_figure(view, values, letters_of(6), 1, 2).data[0]

    np.testing.assert_allclose(heatmap.z, values.T, atol=1e-6)
    assert list(heatmap.x) == [1, 2, 3, 4, 5, 6]
    assert list(heatmap.y) == [0, 1, 2, 3]


@pytest.mark.parametrize("view", [S, A])
def test_what_has_a_sign_is_centred_on_zero(view):
    """The diverging scale goes as far below 0 as above it, and holds every value."""
    values = view.values(random_case().trace)
    heatmap = hidden_heatmap_figure(view, values, letters_of(6), 0, 0).data[0]

    assert heatmap.zmin == -heatmap.zmax
    assert np.abs(values).max() <= heatmap.zmax
    assert [colour for _, colour in heatmap.colorscale] == [colour for _, colour in style.DIVERGING]


def test_the_slope_is_drawn_from_zero_to_one():
    """1 − a² has no sign, so its scale is sequential, from 0 to 1, and its values are those of tanh's derivative."""
    trace = random_case().trace
    heatmap = hidden_heatmap_figure(SLOPE, SLOPE.values(trace), letters_of(6), 0, 0).data[0]
    h = 1e-6

    assert (heatmap.zmin, heatmap.zmax) == (0, 1)
    assert [colour for _, colour in heatmap.colorscale] == [colour for _, colour in style.MAGNITUDE_SCALE]
    np.testing.assert_allclose(SLOPE.values(trace), (np.tanh(trace.s + h) - np.tanh(trace.s - h)) / (2 * h), atol=1e-8)


def test_numbers_of_units_do_not_run_together():
    """Of 48 letters all fit into 560 pixels; of 48 numbers some are left out, but not on an upright axis."""
    letters, numbers = ["a"] * 48, [str(unit) for unit in range(48)]

    assert lettered_axis("unit", letters, 560)["dtick"] == 1
    assert lettered_axis("unit", numbers, 560, is_upright=True)["dtick"] == 1
    assert lettered_axis("unit", numbers, 560)["nticks"] * 17 <= 560


def test_the_chosen_cell_is_framed():
    """The frame goes just around the chosen cell, and thin ones around its row and its column."""
    values = A.values(random_case(T=6, H=4).trace)
    figure = hidden_heatmap_figure(A, values, letters_of(6), 3, 1)
    rim, cell = figure.data[1:]

    assert (min(cell.x), max(cell.x), min(cell.y), max(cell.y)) == (1.5, 2.5, 2.5, 3.5)
    assert (list(rim.x), list(rim.y)) == (list(cell.x), list(cell.y)) and rim.line.width > cell.line.width
    guides = boxes_of(shape(figure, "chosen unit and step")).tolist()
    assert guides == [[1.5, 2.5, -0.5, 3.5], [0.5, 6.5, 2.5, 3.5]]


def test_a_unit_over_time_is_its_row_and_a_vector_its_column():
    """The line holds one unit's values with the chosen step marked, the bars one step's with the chosen unit marked."""
    values = A.values(random_case(T=6, H=4).trace)
    _, line, step_mark = unit_figure(A, values, letters_of(6), 3, 1).data
    _, bars, unit_mark = vector_figure(A, values, letters_of(6), 3, 1).data

    np.testing.assert_array_equal(line.y, values[:, 3])
    np.testing.assert_array_equal(bars.y, values[1])
    assert (step_mark.x[0], step_mark.y[0]) == (2, values[1, 3])
    assert (unit_mark.x[0], unit_mark.y[0]) == (3, values[1, 3])


def test_saturation_begins_at_the_same_activation_in_every_view():
    """The dashed lines of s, a and 1 − a² stand where |a| is 0.97."""
    assert np.tanh(S.threshold) == pytest.approx(0.97)
    assert pytest.approx(0.97) == A.threshold
    assert np.sqrt(1 - SLOPE.threshold) == pytest.approx(0.97)


@pytest.mark.parametrize("make", FIGURES)
@pytest.mark.parametrize(("T", "H"), [(1, 1), (1, 5), (400, 128)])
def test_every_figure_says_what_it_shows_at_every_size(make, T, H):
    """From one step and one unit to the largest, a figure has a title, axis titles, a sentence, and a text for alt."""
    values = A.values(random_case(T=T, H=H).trace)
    figure = make(A, values, letters_of(T), H - 1, T - 1)

    assert figure.layout.title.text and figure.layout.xaxis.title.text and figure.layout.yaxis.title.text
    assert figure.layout.meta["see"].endswith(".")
    assert f"{values[-1, -1]:.4f}" in figure.layout.meta["alt"]


def test_letters_stand_for_steps_and_are_never_read_as_html():
    """Step t, from 1 on, is labelled with its input character; a < stays a <."""
    assert step_axis(["a", "<", "␣"])["labelalias"] == {"1": "a", "2": "&lt;", "3": "␣"}
    values = A.values(random_case(T=1, H=2).trace)
    assert "&lt;" in vector_figure(A, values, ["<"], 0, 0).layout.title.text


def test_a_long_text_is_thinned_and_its_width_is_bounded():
    """Every letter of a short text has its tick; a long one keeps to a width, and to as many ticks as fit."""
    assert step_axis(letters_of(26))["dtick"] == 1
    assert step_axis(letters_of(400))["nticks"] < 200
    assert minimum_width(10) < minimum_width(50) < minimum_width(400) == 1400
    assert step_numbers_axis(5)["dtick"] == 1
    assert step_numbers_axis(400)["dtick"] >= 10


@pytest.mark.parametrize(
    ("value", "rounded"), [(0, 1), (0.0004, 0.0005), (0.9, 1), (1, 1), (1.2, 1.5), (7.1, 10), (928, 1000)]
)
def test_a_range_is_rounded_up(value, rounded):
    """The end of a range is the next round number, or 1 where everything is 0."""
    assert rounded_up(value) == pytest.approx(rounded)


def test_the_captions_give_the_extremes_and_count_what_is_saturated():
    """Unit 1 goes from -0.98 at step 3 to 0.99 at step 1, and is beyond ±0.97 at both; a constant unit is at 0.5."""
    values = np.array([[0.5, 0.99], [0.5, 0.2], [0.5, -0.98]])
    letters = list("abc")

    over_time = unit_figure(A, values, letters, 1, 0).layout.meta["see"]
    assert "a of unit 1 is highest at step 1 (0.99) and lowest at step 3 (−0.98)." in over_time
    assert "Saturated (beyond ±0.97, dashed): 2 of 3 steps." in over_time
    assert "a of unit 0 is 0.5 at every step." in unit_figure(A, values, letters, 0, 0).layout.meta["see"]
    assert "highest at unit 1 (0.99) and lowest at unit 0 (0.5)" in vector_figure(A, values, letters, 1, 0).words["see"]
    assert (
        "Highest: 0.99 (unit 1, step 1); lowest: −0.98 (unit 1, step 3)."
        in (hidden_heatmap_figure(A, values, letters, 1, 0).words["see"])
    )


def test_the_caption_of_the_slope_counts_what_is_flat():
    """Slopes of 0.05 and 0.01 are below 1 - 0.97² = 0.0591, one of 0.06 is not."""
    see = unit_figure(SLOPE, np.array([[0.05], [0.06], [0.01]]), list("abc"), 0, 0).layout.meta["see"]

    assert "Saturated (below 0.059, dashed): 2 of 3 steps." in see
