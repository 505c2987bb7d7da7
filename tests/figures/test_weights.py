"""The figures of Weights and dynamics hold the numbers they were given, whatever the sizes and characters."""

import numpy as np
import pytest

from rnn import Parameters, Run, Settings
from rnn.figures.divergence import divergence_figure
from rnn.figures.kit import style
from rnn.figures.path import Route, path_figure
from rnn.figures.similarity import similarity_figure
from rnn.figures.spectrum import radius_figure, reach_of, spectrum_figure
from rnn.figures.weights import common_limit, entering_figure, leaving_figure
from rnn.monitoring.spectrum import RunSpectrum

ODD = ["␣", "<", "&", "A"]


@pytest.mark.parametrize("hidden_size", [1, 5])
def test_every_parameter_is_a_heatmap_of_its_numbers(hidden_size):
    """W, U and b are seen by unit, V and c by character; rows go from top to bottom."""
    W, U, b, V, c = Parameters.random(hidden_size, 4, scale=1.0)

    entering, leaving = entering_figure(W, U, b, ODD, None, "now"), leaving_figure(V, c, ODD, None, "now")

    for trace, expected in zip([*entering.data, *leaving.data], [W, U, b[:, None], V, c[:, None]], strict=True):
        np.testing.assert_allclose(trace.z, expected, rtol=1e-6)
    assert leaving.layout.yaxis.range == (3.5, -0.5)
    assert entering.layout.xaxis2.labelalias == {"0": "␣", "1": "&lt;", "2": "&amp;", "3": "A"}
    assert entering.layout.xaxis2.title.text == "from character"
    assert leaving.layout.yaxis.title.text == "character"


def test_one_colour_scale_is_shared_or_each_has_its_own():
    """With a limit all panels have it; without, each its own, named above it; 0 is always in the middle."""
    W, U, b, _, _ = Parameters.random(3, 4, scale=1.0)
    W *= 100

    shared, own = entering_figure(W, U, b, ODD, 300.0, "now"), entering_figure(W, U, b, ODD, None, "now")

    assert [(trace.zmin, trace.zmax) for trace in shared.data] == [(-300, 300)] * 3
    assert own.data[0].zmax >= np.abs(W).max() > own.data[1].zmax >= np.abs(U).max()
    assert all(trace.zmin == -trace.zmax for trace in own.data)
    assert f"±{own.data[0].zmax:g}" in own.layout.annotations[0].text


def test_the_common_limit_holds_all():
    """It is at least the largest absolute value of all arrays, and 1 where all are 0."""
    assert 7.3 <= common_limit([np.array([1.0, -7.3]), np.zeros(2)]) <= 14.6
    assert common_limit([np.zeros(3)]) == 1


def test_eigenvalues_stand_on_the_complex_plane():
    """Real and imaginary parts are the axes, of equal scale and fixed range, and the circle has the radius 1."""
    of_W, of_step = np.array([0.5 + 0.5j, 0.5 - 0.5j, -2]), np.array([0.1, 0, 0.2j])

    figure = spectrum_figure(of_W, of_step, 3, "<", 2.5)

    circle, points, crosses = figure.data
    np.testing.assert_allclose(np.hypot(circle.x, circle.y), 1, rtol=1e-6)
    np.testing.assert_allclose(points.x + 1j * np.array(points.y), of_W)
    np.testing.assert_allclose(crosses.x + 1j * np.array(crosses.y), of_step)
    assert figure.layout.xaxis.range == figure.layout.yaxis.range == (-2.5, 2.5)
    assert figure.layout.yaxis.scaleanchor == "x"
    assert "1 of 3 eigenvalues of W lie outside" in figure.layout.meta["alt"]


@pytest.mark.parametrize(("radius", "reach"), [(0, 1.25), (1.0, 1.25), (1.3, 1.5), (2.82, 3.0), (np.nan, 1.25)])
def test_the_reach_holds_the_circle_and_the_radius(radius, reach):
    """The axes always hold the unit circle, and widen in steps of a half."""
    assert reach_of(radius) == reach


def test_the_radius_is_drawn_along_the_film_with_the_playhead():
    """Epoch e is drawn at e + 1, the axis shows the whole film, and the playhead is a marker."""
    figure = radius_figure(np.array([0, 9, 99]), np.array([0.1, 0.5, 2.0]), 9, 0.5, 999, 3.0)

    _, line, playhead = figure.data
    assert list(line.x) == [1, 10, 100]
    np.testing.assert_allclose(line.y, [0.1, 0.5, 2.0], rtol=1e-6)
    assert (playhead.x, playhead.y) == ((10,), (0.5,))
    assert figure.layout.xaxis.range == (0, 3)


@pytest.mark.parametrize("dimensions", [2, 3])
@pytest.mark.parametrize(("text", "hidden_size"), [("ab <", 5), ("aa", 1)])
def test_the_path_is_the_projection_of_the_states(dimensions, text, hidden_size):
    """Each route is projected on the film's basis, with its characters on it; the ranges are those of the film."""
    run = Run(Settings(text=text, hidden_size=hidden_size, initial_scale=0.5, epochs=30))
    run.advance(30)
    fitted = RunSpectrum(run).basis()
    states = run.trace().a
    letters = [run.vocabulary.visible[x] for x in run.inputs]

    figure = path_figure([Route("teacher-forced", states, letters, style.SERIES[0], "solid")], fitted, dimensions)

    expected = fitted.basis.project(states)
    for n, axis in enumerate("xyz"[:dimensions]):
        np.testing.assert_allclose(figure.data[0][axis], expected[:, n])
    assert list(figure.data[0].text) == [letter.replace("<", "&lt;") for letter in letters]
    assert figure.data[-1].name.startswith("start")
    x = figure.layout.scene.xaxis if dimensions == 3 else figure.layout.xaxis
    assert x.range[1] == -x.range[0] >= np.abs(expected[:, 0]).max()


def test_a_long_path_has_no_letters():
    """Over sixty points the letters would hide the path, and are left to the hover text."""
    run = Run(Settings(text="ab" * 40, hidden_size=2, epochs=3))

    figure = path_figure(
        [Route("teacher-forced", run.trace().a, ["a", "b"] * 40, style.SERIES[0], "dot")], RunSpectrum(run).basis()
    )

    assert figure.data[0].mode == "lines+markers"


def test_correct_and_wrong_positions_have_bars_of_their_own():
    """Correct and wrong positions are two traces, whose bars are the distances, with what is written below."""
    figure = divergence_figure(np.array([0.1, 0.5, 1.0]), ["H", "I", "<"], ["H", "X", "<"])

    correct, wrong, _ = figure.data
    assert (list(correct.x), list(wrong.x)) == ([1, 3], [2])
    np.testing.assert_allclose(wrong.y, [0.5])
    assert list(figure.layout.xaxis.ticktext) == ["H<br>H", "X<br>I", "&lt;<br>&lt;"]
    assert "Wrong: 1 of 3. Largest distance: 1.00, at position 3." in figure.layout.meta["see"]
    assert "generated X, in the text I" in wrong.customdata[0]


def test_bars_are_narrower_than_a_position_however_few_are_right():
    """Each bar has the width of one position: left to Plotly, bars far apart would be as wide as their distance."""
    text = ["a"] * 10
    figure = divergence_figure(np.ones(10), text, ["a", *["b"] * 4, "a", *["b"] * 4])

    assert [bars.width for bars in figure.data[:2]] == [0.8, 0.8]


@pytest.mark.parametrize("K", [1, 4])
def test_similarities_are_a_square_of_cosines(K):
    """The heatmap holds the cosines, from -1 to 1, with the characters on both axes."""
    cosines = np.eye(K)

    figure = similarity_figure(cosines, ODD[:K], "Similarity", "See.")

    np.testing.assert_allclose(figure.data[0].z, cosines)
    assert (figure.data[0].zmin, figure.data[0].zmax) == (-1, 1)
    assert figure.layout.xaxis.labelalias["0"] == figure.layout.yaxis.labelalias["0"] == "␣"


def test_the_largest_weight_is_named_by_what_it_joins():
    """Of W, U and b the number that is the largest in size is U's, of unit 1 and the second character."""
    W, U, b = np.full((2, 2), 0.5), np.array([[0.1, 0.2], [0.3, -4.0]]), np.array([1.0, -1.5])

    assert "Largest: U[1, <] = −4." in entering_figure(W, U, b, ODD[:2], None, "now").layout.meta["see"]
    assert "Largest: b[1] = −1.5." in entering_figure(W, 0 * U, b, ODD[:2], None, "now").layout.meta["see"]
    assert "All are 0." in leaving_figure(0 * U, 0 * b, ODD[:2], None, "now").layout.meta["see"]
