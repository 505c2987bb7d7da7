"""The pictures of the generated text."""

import numpy as np
import pytest

from rnn.analysis.composition import compose
from rnn.figures.composition import round_limit, state_figure
from rnn.figures.generation import Choice, label, microscope_figure
from rnn.figures.random_number import random_number_traces
from rnn.figures.writing import primings_figure, text_figure
from rnn.generation.continuation import Step
from rnn.generation.sampling import GREEDY, Sampling, distribution_at, intervals, truncate
from tests.support.networks import random_case
from tests.support.strokes import ends_of, shape

CHARACTERS = ["␣", "<", "&", "a", "b"]
PROBABILITIES = np.array([0.1, 0.2, 0.05, 0.6, 0.05])


LOGITS = np.array([-1.0, 1.0, 0.0, 2.0, 0.5])


def step_of(o: np.ndarray = LOGITS, temperature: float = 0.0, top_k: int = 0, top_p: float = 1.0) -> Step:
    """Return a step with these logits, of which everything else follows."""
    before_truncation, none = distribution_at(o, temperature), np.zeros(1)
    after = truncate(before_truncation, top_k, top_p)
    y_pred = distribution_at(o, 1.0)
    return Step(0, "a", none, none, none, o, y_pred, before_truncation, after, 0.5, "a", is_user_chosen=False)


def all_figures():
    """Return every figure of the page, drawn of small arrays with signs that HTML knows."""
    case = random_case()
    trace = case.trace
    return [
        text_figure(["a"], ["<", "␣", "&"], 3, 1, {2}),
        primings_figure(["a"], ["<", "␣"], ["b", "<"], 1),
        state_figure(compose(case.parameters, 0, trace.a_previous[1]), trace.a[1], trace.a[0]),
        microscope_figure(step_of(), GREEDY, CHARACTERS, Choice(3, 3)),
        microscope_figure(step_of(temperature=0.7), Sampling(0.7), CHARACTERS, Choice(0, 3)),
        microscope_figure(step_of(temperature=2.0, top_p=0.6), Sampling(2.0, 0, 0.6), CHARACTERS, Choice(3, 3)),
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
    figure = text_figure(list("ABCDEFG"), list("HIJKLMNOPQRSTUV"), 15, 2, set())
    cells = figure.data[0]

    assert list(cells.x[18:22]) == [19, 20, 1, 2]
    assert list(cells.base[18:22]) == pytest.approx([-0.4, -0.4, 0.6, 0.6])
    assert list(cells.customdata[5:9]) == [-1, -1, 0, 1]
    assert "Seed ABCDEFG, generated HIJ, still to come KLM" in figure.layout.meta["alt"]


def test_the_step_shown_is_framed_and_what_was_taken_is_hatched():
    """One frame at the step's cell, one hatching a taken step."""
    _, hatching, frame, done, to_come, _ = text_figure(list("AB"), list("CDEF"), 4, 1, {0, 3}).data

    assert list(hatching.x) == [3, 6]
    assert list(frame.x) == [4]
    assert "".join(done.text) == "ABCD"
    assert "".join(to_come.text) == "EF"


def test_what_was_predicted_is_in_the_upper_edge_of_the_cells():
    """The first two generated characters have a letter above them, the seed and the others none; of no prediction,
    nothing is said."""
    figure = text_figure(list("AB"), list("CDEF"), 4, 1, set(), ["B", "?"])
    predicted = figure.data[-1]

    assert list(predicted.text) == ["B", "?"]
    assert list(predicted.x) == [3, 4]
    assert list(predicted.y) == pytest.approx([-0.28, -0.28])
    assert "Small, in purple: your prediction." in figure.layout.meta["see"]
    none = text_figure(list("AB"), list("CDEF"), 4, 1, set())
    assert len(none.data[-1].x) == 0
    assert "prediction" not in none.layout.meta["see"]


def test_a_text_that_must_not_be_seen_yet_has_places_only():
    """No step is shown or framed, and nothing is said of steps; the seed is there."""
    figure = text_figure(list("AB"), ["·"] * 3, 3, -1, set())

    assert len(figure.data[2].x) == 0
    assert "".join(figure.data[3].text) == "AB"
    assert "the places of 3 generated characters" in figure.layout.meta["see"]
    assert "tep" not in figure.layout.meta["see"]


def test_of_a_long_text_the_lines_around_the_step_are_drawn():
    """Six lines of twenty, with the step in the middle; the numbers are those of the whole text; always as high."""
    written = [chr(97 + n % 26) for n in range(2000)]
    middle, first, last = (text_figure(list("ABC"), written, 2000, number, set()) for number in (1000, 0, 1999))

    assert len(middle.data[0].x) == 6 * 20
    assert list(middle.data[0].customdata) == list(range(937, 937 + 120))
    assert list(middle.data[2].base) == pytest.approx([3 - 0.4])
    assert first.data[0].customdata[3] == 0
    assert last.data[0].customdata[-1] == 1999
    assert len({figure.layout.height for figure in (first, middle, last)}) == 1
    assert max(len(figure.to_json()) for figure in (first, middle, last)) < 100_000
    assert "6 lines around" in middle.layout.meta["see"]


def test_a_text_in_the_making_is_as_high_and_has_as_many_marks_as_it_will_have():
    """With 60 of 2,000 characters written, the picture has the height of the whole; no step adds or takes a trace."""
    heights = {text_figure(["a"], ["b"] * n, 2000, 0, set()).layout.height for n in (60, 500, 2000)}
    counts = {len(text_figure(["a"], ["b"] * 3, 3, n, {0} if n else set()).data) for n in range(3)}

    assert len(heights) == len(counts) == 1


def test_the_two_primings_are_joined_where_they_agree_one_place_apart():
    """HIJK above and GHIJ below: three lines, each from a place to the next."""
    figure = primings_figure(list("FG"), list("HIJK"), list("GHIJ"), 1)
    fed, written = figure.data

    assert ends_of(shape(figure, "agreement"))[:, [0, 2]].tolist() == [[1, 2], [2, 3], [3, 4]]
    assert "".join(fed.text) == "FGG" + "FG"
    assert list(fed.x) == [-2, -1, 0, -1, 0]
    assert "".join(written.text) == "HIJKGHIJ"
    assert "The first 3 of 3 agree one place apart" in figure.layout.meta["see"]


def test_the_parts_of_s_are_stacked_to_their_sum():
    """Three bars a unit with the numbers given, and a diamond at their sum."""
    case = random_case()
    parts = compose(case.parameters, 2, case.a_start)
    *bars, diamonds = state_figure(parts, case.a_start, case.a_start).data[:4]

    for bar, part in zip(bars, (parts.from_state, parts.from_input, parts.from_bias), strict=True):
        np.testing.assert_allclose(bar.y, part, rtol=1e-6)
    np.testing.assert_allclose(diamonds.y, sum(np.array(bar.y) for bar in bars), rtol=1e-5, atol=1e-6)


def test_the_axis_of_s_covers_it_and_seldom_changes():
    """The limit is a round number, also for a network that is all zeros."""
    assert [round_limit(most) for most in (0.0, 0.15, 3.2, 5.0, 7.0, 48.0)] == pytest.approx([0.1, 0.2, 5, 5, 10, 50])


def test_the_activation_is_drawn_below_between_minus_one_and_one():
    """The new state as bars, the one before as rings, on an axis of their own."""
    parts = compose(random_case().parameters, 0, random_case().a_start)
    figure = state_figure(parts, np.full(4, 0.5), np.full(4, -1.0))
    bars, rings = figure.data[-2:]

    assert (set(bars.y), set(rings.y), bars.yaxis, rings.yaxis) == ({0.5}, {-1.0}, "y2", "y2")
    assert figure.layout.yaxis2.range == (-1.12, 1.12)


def bars_of(figure) -> list:
    """Return the stages' bars, from the logits down."""
    return [trace for trace in figure.data if trace.type == "bar" and trace.orientation is None]


def test_a_sampled_choice_is_drawn_stage_by_stage():
    """Logits, logits over the temperature, softmax and what the cut leaves, each worked out here."""
    step, sampling = step_of(temperature=0.5, top_k=2), Sampling(0.5, top_k=2)
    scaled = np.exp(LOGITS / 0.5)
    left = np.where(scaled >= np.sort(scaled)[-2], scaled, 0)
    stages = [LOGITS, LOGITS / 0.5, scaled / scaled.sum(), left / left.sum()]
    figure = microscope_figure(step, sampling, CHARACTERS, Choice(3, 3))

    for bars, expected in zip(bars_of(figure), stages, strict=True):
        np.testing.assert_allclose(bars.y, expected, rtol=1e-6)
    assert [note.text.split("  ")[0] for note in figure.layout.annotations] == [f"<b>{n}</b>" for n in range(1, 6)]
    assert list(bars_of(figure)[2].marker.opacity) == pytest.approx([0.3, 1, 0.3, 1, 0.3])


def test_the_numbers_of_the_chosen_character_stand_at_its_bars():
    """The network's own character and the visitor's, in every stage, and nobody else's."""
    step = step_of(temperature=0.5)
    figure = microscope_figure(step, Sampling(0.5), CHARACTERS, Choice(0, 3))
    softened = np.exp(LOGITS / 0.5) / np.exp(LOGITS / 0.5).sum()

    assert [list(bars.text) for bars in bars_of(figure)] == [
        ["−1", "", "", "2", ""],
        ["−2", "", "", "4", ""],
        [f"{softened[0]:.1%}", "", "", f"{softened[3]:.1%}", ""],
    ]
    assert list(bars_of(figure)[0].marker.color) == [2, 0, 0, 1, 0]


def test_a_greedy_choice_has_no_random_number():
    """Logits and softmax alone, at temperature 1, and a sentence that the largest logit is chosen."""
    figure = microscope_figure(step_of(), GREEDY, CHARACTERS, Choice(3, 3))

    assert len(figure.data) == 2
    np.testing.assert_allclose(bars_of(figure)[1].y, np.exp(LOGITS) / np.exp(LOGITS).sum(), rtol=1e-6)
    assert "the largest logit is chosen, a (2)" in figure.layout.meta["see"]


def test_the_column_leads_down_to_the_interval_of_the_random_number():
    """The link begins below the character's column and ends at its interval, in shares of the plot's width."""
    step = step_of(temperature=1.0)
    figure = microscope_figure(step, Sampling(1.0), CHARACTERS, Choice(3, 3))
    link = next(shape for shape in figure.layout.shapes if shape.name == "link")
    x = [float(point.split(",")[0]) for point in link.path[1:-1].split("L")]
    ends = np.cumsum(step.distribution)

    assert x == pytest.approx([(3 + 0.2) / 5.4, (3 + 1.2) / 5.4, ends[3], ends[2]], abs=1e-5)


@pytest.mark.parametrize("most, top", [(0.05, 0.25), (0.6, 1.0)])
def test_a_flat_distribution_is_drawn_on_a_shorter_axis(most, top):
    """The axis has but two lengths, so that it does not jump from step to step."""
    distribution = np.full(20, (1 - most) / 19)
    distribution[0] = most
    figure = microscope_figure(step_of(np.log(distribution)), GREEDY, list("abcdefghijklmnopqrst"), Choice(0, 0))

    assert figure.layout.yaxis2.range == pytest.approx((0, 1.4 * top))


@pytest.mark.parametrize("own", [0, 255])
def test_of_a_large_vocabulary_the_likeliest_have_columns_and_the_rest_one(own):
    """Of 256 characters 30 are drawn, best first; the last bar holds what the others have together."""
    logits = np.linspace(3, 0, 256)
    step = step_of(logits, temperature=1.0)
    figure = microscope_figure(step, Sampling(1.0), [str(k) for k in range(256)], Choice(own, own))
    softmax = bars_of(figure)[2]

    assert list(softmax.customdata) == [*range(30), -1]
    assert softmax.y[-1] == pytest.approx(1 - sum(softmax.y[:-1]), rel=1e-5)
    assert list(figure.layout.xaxis.ticktext)[-1] == "…"
    assert len(figure.to_json()) < 100_000


def test_the_random_number_lies_on_the_line_of_the_intervals():
    """Each bar begins where the one before ended, and the mark is where the random number fell."""
    bars, mark = random_number_traces(intervals(PROBABILITIES), 0.42, CHARACTERS, 3, "y4")

    np.testing.assert_allclose(bars["base"], [0, 0.1, 0.3, 0.35, 0.95], atol=1e-12)
    np.testing.assert_allclose(bars["x"], PROBABILITIES)
    assert mark["x"] == [0.42]


@pytest.mark.parametrize(
    "value, is_probability, expected",
    [
        (-12.345, False, "−12.3"),
        (0.5, True, "50.0%"),
        (0.99999, True, "99.999%"),
        (1.0, True, "100%"),
        (0, True, "0.0%"),
    ],
)
def test_numbers_are_written_short_and_true(value, is_probability, expected):
    """Three digits of a logit; of a probability a tenth of a percent, and 100% only where it is so."""
    assert label(value, is_probability) == expected
