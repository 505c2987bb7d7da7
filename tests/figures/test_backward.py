"""The figures of backpropagation, by their data."""

import numpy as np
import pytest

from rnn.analysis.backward_bugs import BACKWARD_BUGS, broken_backward
from rnn.analysis.gradient_check import compare_gradients, numerical_gradients
from rnn.analysis.gradient_flow import split_flow
from rnn.figures.clipping import clipping_figure
from rnn.figures.gradient_check import check_figure, comparison_figure, errors_figure
from rnn.figures.kit.powers import powers_axis
from rnn.figures.norms import gradient_norms_figure, ratios_figure
from rnn.figures.replay import addition_figure, flow_figure, passed_on_figure, running_sum_figure
from rnn.model.network import backward
from rnn.monitoring.gradient_norms import FilmNorms, NormCurves
from rnn.runs.run import Run
from rnn.runs.settings import Settings
from tests.support.networks import random_case

LETTERS = list("ab<␣ef")


def test_only_the_steps_behind_the_replay_are_revealed():
    """From step 4 on there are bars, the local error and what is sent back; before it there are none yet."""
    case = random_case()
    figure = flow_figure(split_flow(case.parameters, case.steps), 3, LETTERS)
    own, future, total, at = figure.data

    norms = [np.linalg.norm(rows, axis=1) for rows in (case.steps.da_output, case.steps.da_future, case.steps.da)]
    for trace, expected in zip((own, future, total), norms, strict=True):
        assert np.isnan(trace.y[:3]).all()
        np.testing.assert_allclose(trace.y[3:], expected[3:])
    assert (figure.layout.barmode, at.x[0]) == ("stack", 4)


def test_the_scale_of_the_bars_stays_while_the_replay_goes_on():
    """Wherever the replay is, the axis goes up to the same height, above the tallest bar of all."""
    case = random_case()
    flow = split_flow(case.parameters, case.steps)
    ranges = {flow_figure(flow, t, LETTERS).layout.yaxis.range for t in range(6)}

    assert len(ranges) == 1
    assert ranges.pop()[1] >= (flow.local + flow.future).max()


def test_what_is_sent_back_is_drawn_for_the_step():
    """The bars are row t, one a unit, on a scale that serves all steps; at step 1 they go to the start."""
    sent_back = np.array([[0.1, -0.2], [3.0, -0.5]])
    first, second = (passed_on_figure(sent_back, t) for t in (0, 1))

    assert list(second.data[0].y) == [3.0, -0.5]
    assert second.layout.title.text == "Sent back to step 1"
    assert "the start" in first.layout.title.text
    assert first.layout.yaxis.range == second.layout.yaxis.range
    assert first.layout.yaxis.range[1] == -first.layout.yaxis.range[0] >= 3


def test_additions_and_their_sum_are_heatmaps_centred_on_0():
    """z is what was given; blue and orange begin at 0."""
    z = np.array([[0.1, -0.2], [0.0, 0.4]])
    for figure in (addition_figure(z, 2, 0.4), running_sum_figure(z, 2, 0.4)):
        np.testing.assert_allclose(figure.data[0].z, z)
        assert -figure.data[0].zmin == figure.data[0].zmax >= 0.4
    assert running_sum_figure(z, 0, 0.4).layout.title.text == "dW, complete"
    assert "step 3" in addition_figure(z, 2, 0.4).layout.title.text


@pytest.fixture
def run():
    """A short run, trained to its middle."""
    run = Run(Settings(text="hello", target="next", hidden_size=3, learning_rate=0.1, epochs=40))
    run.advance(epochs=20)
    return run


def curves_of(run: Run) -> NormCurves:
    """Measure every frame of a run, and return what was found."""
    measured = FilmNorms(run)
    measured.measure(seconds=60)
    return measured.curves()


def test_norms_along_the_film_are_one_line_a_parameter(run):
    """Epoch e is drawn at e + 1, over an axis as long as the film; diamonds are at the playhead."""
    measured = curves_of(run)
    figure = gradient_norms_figure(measured, 7, dict(zip("WUbVc", (1.0, 2.0, 3.0, 4.0, 5.0), strict=True)), 40)

    assert [trace.name for trace in figure.data[:5]] == ["dW", "dU", "db", "dV", "dc"]
    assert list(figure.data[0].x) == list(range(1, 22))
    np.testing.assert_allclose(figure.data[3].y, measured.gradient_norms[:, 3], rtol=1e-6)
    assert (set(figure.data[5].x), list(figure.data[5].y)) == ({8}, [1, 2, 3, 4, 5])
    assert figure.layout.xaxis.range[1] == pytest.approx(np.log10(41))


def test_a_ratio_that_does_not_exist_is_a_gap(run):
    """At epoch 0 b and c are 0: no mark there, but W, U and V have theirs."""
    measured = curves_of(run)
    figure = ratios_figure(measured, 0, dict.fromkeys("WUbVc", np.inf), 40)

    gaps = [bool(np.isnan(trace.y[0])) for trace in figure.data[:5]]
    assert gaps == [False, False, True, False, True]
    assert np.isnan(figure.data[5].y).all()


def test_the_whole_gradient_is_drawn_before_and_after_clipping(run):
    """Both lines are over the film, with diamonds at the playhead, and the bound is a line where there is one."""
    measured = curves_of(run)
    bounds = np.where(measured.updates < 10, 0.0, 2.0)

    figure = clipping_figure(measured, bounds, (7, (3.0, 2.0)), 40)

    before, after, bound, diamonds = figure.data
    np.testing.assert_allclose(np.c_[before.y, after.y], measured.whole_norms, rtol=1e-6)
    assert list(before.x) == list(after.x) == list(range(1, 22))
    assert [np.isnan(value) for value in bound.y] == [update < 10 for update in measured.updates]
    assert (list(diamonds.x), list(diamonds.y)) == ([8, 8], [3, 2])
    assert len(clipping_figure(measured, 0 * bounds, (7, (3.0, 2.0)), 40).data) == 3


def checks():
    """Return the check of a random network for each backward pass, correct and broken."""
    case = random_case(scale=0.3)
    numerical = numerical_gradients(case.parameters, case.inputs, case.targets, case.a_start)
    return {
        bug: compare_gradients(broken_backward(case.parameters, case.trace, case.inputs, case.targets, bug), numerical)
        for bug in BACKWARD_BUGS
    }


def marks(check) -> tuple[np.ndarray, np.ndarray]:
    """Return both coordinates of every mark of the check, the diagonal left out."""
    traces = check_figure(check).data[1:]
    return np.concatenate([trace.x for trace in traces]), np.concatenate([trace.y for trace in traces])


def test_every_number_checked_is_a_mark():
    """Across is the backward pass, upwards the difference, with the parameter's name on each mark."""
    case = random_case(scale=0.3)
    gradients = backward(case.parameters, case.trace, case.inputs, case.targets)
    check = compare_gradients(gradients, numerical_gradients(case.parameters, case.inputs, case.targets, case.a_start))
    figure = check_figure(check)

    x, y = marks(check)
    np.testing.assert_allclose(np.sort(x), np.sort(gradients.theta))
    np.testing.assert_allclose(x, y, atol=1e-6)
    assert [trace.name for trace in figure.data] == ["equal", "W", "U", "b", "V", "c"]
    assert figure.data[1].customdata[0] == "W[0,0]"


def test_each_mistake_leaves_the_diagonal_in_its_own_way():
    """A wrong sign mirrors all marks; a dropped recurrence leaves V and c where they should be."""
    all_checks = checks()
    x, y = marks(all_checks["wrong sign"])
    np.testing.assert_allclose(x, -y, atol=1e-6)

    figure = check_figure(all_checks["drop the recurrent term"])
    on_diagonal = {trace.name: np.allclose(trace.x, trace.y, atol=1e-6) for trace in figure.data[1:]}
    assert on_diagonal == {"W": False, "U": False, "b": False, "V": True, "c": True}


def test_errors_above_the_tolerance_have_another_colour():
    """With the recurrence dropped, the bars of W, U and b have another colour than those of V and c."""
    colours = errors_figure(checks()["drop the recurrent term"]).data[0].marker.color

    assert len(set(colours[:3])) == len(set(colours[3:])) == 1
    assert colours[0] != colours[4]


def test_the_comparison_shows_every_curve_to_where_it_came():
    """Each curve ends with its last loss; one without any is not missing from the legend."""
    losses = {"none": [3.0, 2.0, 1.0], "drop the recurrent term": [3.0], "forget tanh'": [], "wrong sign": [3.0, 4.0]}
    figure = comparison_figure(losses, "wrong sign", 100)

    assert [trace.name for trace in figure.data] == ["correct", *BACKWARD_BUGS[1:]]
    assert list(figure.data[0].y) == [3, 2, 1]
    assert list(figure.data[3].x) == [0, 1]
    assert figure.data[3].line.width > figure.data[1].line.width
    assert "wrong sign: 4 nats after 1 update" in figure.layout.meta["alt"]
    assert "Last loss: correct 1 nats at epoch 2; wrong sign 4 nats at epoch 1." in figure.layout.meta["see"]


def test_a_long_comparison_is_thinned_but_keeps_its_end():
    """Of 1,500 losses at most 200 are drawn, the last among them."""
    figure = comparison_figure({"none": list(range(1, 1502))}, "none", 1500)

    assert len(figure.data[0].x) <= 200
    assert (figure.data[0].x[-1], figure.data[0].y[-1]) == (1500, 1501)


@pytest.mark.parametrize(("values", "dtick"), [([1, 10], 1), ([1e-40, np.nan, 1.0], 5), ([], 1), ([0.0, np.inf], 1)])
def test_powers_of_ten_have_room(values, dtick):
    """A few decades have a tick each, forty have a tick every five; what a logarithm does not know is left out."""
    axis = powers_axis("norm", values)

    assert (axis["type"], axis["dtick"]) == ("log", dtick)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ({"W": 2.0, "U": 0.5, "b": np.inf}, "At the playhead: W 2 is the largest, U 0.5 the smallest."),
        ({"W": np.nan}, "At the playhead none is finite."),
    ],
)
def test_the_largest_and_the_smallest_ratio_are_named(run, now, words):
    """Ratios that do not exist are left out."""
    names = "WUbVc"
    figure = ratios_figure(curves_of(run), 7, {name: now.get(name, np.inf) for name in names}, 40)

    assert figure.layout.meta["see"].endswith(words)
