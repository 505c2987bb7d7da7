"""The figures of Train, by their data."""

import numpy as np
import pytest

from rnn import Run, Settings
from rnn.analysis.loss_units import BITS_PER_CHARACTER, NATS
from rnn.figures.loss import Along, Chosen, loss_figure
from rnn.figures.predicted import predicted_characters_figure
from rnn.monitoring.baseline_losses import measure_baselines
from rnn.monitoring.loss_curve import MOST_POINTS, read_curves


def run_of(epochs: int, **changes) -> Run:
    run = Run(Settings(**changes))
    run.advance(epochs=epochs)
    return run


def loss(run: Run, nats: float = 1.0, is_logarithmic: bool = True, unit=NATS, **changes):
    curves, levels = read_curves(run, is_logarithmic), measure_baselines(run).levels
    return loss_figure(curves, levels, (run.update, nats / len(run.inputs)), unit, is_logarithmic, **changes)


def traces(figure) -> dict:
    return {trace.name: trace for trace in figure.data}


@pytest.mark.parametrize("is_logarithmic", [True, False])
def test_the_curves_are_the_losses(is_logarithmic):
    """Every drawn point is a loss of the run at its epoch, and the last loss is among them."""
    run = run_of(2000)
    figure = loss(run, is_logarithmic=is_logarithmic)
    offset = 1 if is_logarithmic else 0
    train, test = figure.data[0], figure.data[1]

    np.testing.assert_allclose(train.y, run.losses[np.array(train.x) - offset], rtol=1e-6)
    np.testing.assert_allclose(test.y, run.test_losses[np.array(test.x) - offset], rtol=1e-6)
    assert train.x[-1] == 1999 + offset
    assert len(train.x) <= MOST_POINTS


def test_the_loss_after_the_update_is_not_called_a_test():
    """It is on the same characters, and equals the train loss of the next epoch: legend and caption say so."""
    figure = loss(run_of(300), is_logarithmic=False)
    train, after = figure.data[:2]

    np.testing.assert_allclose(after.y[:-1], train.y[1:], rtol=1e-6)
    assert after.name == "train, after the update"
    assert "the same characters after the update, and so the train loss of the next epoch" in figure.layout.meta["see"]
    windows = loss(run_of(2, text="hello, world", target="next", window=3))
    assert "after the update" not in f"{list(traces(windows))} {windows.layout.meta['see']}"


def test_the_uniform_baseline_is_at_t_ln_k():
    """A network that guesses among 26 letters for 26 steps loses 26 ln 26 = 84.71 nats, or log2 26 = 4.70 bits each."""
    assert traces(loss(run_of(10)))["uniform = unigram"].y[0] == pytest.approx(84.71, abs=0.005)
    bits = loss(run_of(10), unit=BITS_PER_CHARACTER)
    assert traces(bits)["uniform = unigram"].y[1] == pytest.approx(4.7004, abs=0.0005)
    assert bits.layout.yaxis.title.text == "loss (bits per character)"


def test_levels_that_counting_reaches_are_lines_over_the_whole_film():
    """Of "aab" twice, the unigram baseline is ln 3 - 2/3 ln 2 a character; the bigram one is 0, which has no line."""
    lines = traces(loss(run_of(1, text="aabaab"), unit=BITS_PER_CHARACTER))

    assert list(lines["unigram"].x) == [1, 100_001]
    assert lines["unigram"].y[0] == pytest.approx((np.log(3) - 2 / 3 * np.log(2)) / np.log(2))
    assert "bigram" not in lines


def test_windows_are_drawn_pale_behind_their_mean():
    """Where an update sees one window, the mean of the last updates is the bold line, one update further on."""
    run = run_of(20, text="hello, world", target="next", window=3)
    lines = traces(loss(run, is_logarithmic=False))
    single, mean = lines["train, each window"], lines["train, mean of 4"]

    steps = np.array([3, 3, 3, 2])
    at = np.array(single.x)
    np.testing.assert_allclose(single.y, 3 * run.losses[at] / steps[at % 4], rtol=1e-6)
    assert single.opacity < 0.5 and mean.line.width > single.line.width
    assert list(mean.x) == [x + 1 for x in single.x]
    assert mean.y[-1] == pytest.approx(3 * run.losses[-4:].sum() / 11, rel=1e-6)
    assert lines["playhead"].x[0] == 80
    assert loss(run).layout.xaxis.title.text == "update + 1"


def test_the_loss_on_text_held_out_is_a_line_of_its_own():
    """What is measured of it is drawn at its updates, in the same unit; without any there is no such line."""
    run = run_of(5)
    held_out = Along(np.array([0, 5]), np.array([3.0, 2.0]))

    line = traces(loss(run, held_out=held_out))["held out"]
    assert (list(line.x), list(line.y)) == ([1, 6], [78, 52])
    assert "held out" not in traces(loss(run))


def test_before_the_first_epoch_the_chart_is_empty_but_whole():
    """With no loss yet, axes, guessing line and playhead are there."""
    for run in (run_of(0), run_of(0, window=5)):
        figure = loss(run, nats=84.7)

        assert len(figure.data[0].x) == 0
        assert traces(figure)["playhead"].x[0] == 1


def test_divergence_is_marked():
    """A run that diverged has a line at that epoch, with its words."""
    run = run_of(0)
    run.diverged_at = 40
    figure = loss(run, nats=84.7, is_logarithmic=False)

    assert figure.layout.shapes[0].x0 == 40
    assert figure.layout.annotations[0].text == "diverged at epoch 40"


def test_correct_and_wrong_predictions_have_marks_of_their_own():
    """Correct steps are filled squares, wrong ones crossed frames; each letter is the most likely one."""
    y_pred = np.array([[0.7, 0.2, 0.1], [0.1, 0.6, 0.3], [0.5, 0.3, 0.2]])
    figure = predicted_characters_figure(y_pred, np.array([0, 2, 0]), ["a", "b", "<"])
    correct, wrong, letters = figure.data

    assert list(correct.x) == [1, 3] and correct.marker.symbol == "square"
    assert list(wrong.x) == [2] and wrong.marker.symbol == "square-x-open"
    assert list(letters.text) == ["a", "b", "a"]
    assert letters.customdata[1] == "step 2: predicted b (60%), target <"
    assert "Wrong: 1 of 3. Lowest probability of a target: 30.0% (<, step 2)." in figure.layout.meta["see"]


def test_a_long_text_goes_over_several_lines():
    """Of 26 steps the fourteenth begins the second line."""
    figure = predicted_characters_figure(np.full((26, 2), 0.5), np.zeros(26, dtype=int), ["a", "b"])

    assert (figure.data[2].x[13], figure.data[2].y[13]) == (1, 1)


def test_four_hundred_steps_fit_on_a_screen():
    """The longest text has smaller squares, 25 a line, which stay apart; the chart is not higher than 600 pixels."""
    figure = predicted_characters_figure(np.full((400, 2), 0.5), np.zeros(400, dtype=int), ["a", "b"])

    assert (figure.data[2].x[25], figure.data[2].y[25]) == (1, 1)
    assert figure.data[0].marker.size < 14
    assert figure.layout.height <= 600


@pytest.mark.parametrize("figure", [loss(run_of(5)), predicted_characters_figure(np.eye(3), np.arange(3), ["a"] * 3)])
def test_each_figure_says_what_it_shows(figure):
    """Every figure has a title, a sentence on what to see, and an alternative text with numbers."""
    assert figure.layout.title.text
    assert figure.layout.meta["see"].endswith(".")
    assert any(sign.isdigit() for sign in figure.layout.meta["alt"])
    assert figure.layout.xaxis.title.text


@pytest.mark.parametrize(
    ("loss_of_a_character", "words"),
    [
        (0.5, ", below the uniform, unigram and bigram baselines."),
        (1.0, ", below the uniform and unigram baselines but not below the bigram baseline."),
        (2.5, ", below the uniform baseline but not below the unigram and bigram baselines."),
        (9.0, ", not below the uniform, unigram and bigram baselines."),
    ],
)
def test_the_caption_compares_the_loss_with_each_baseline(loss_of_a_character, words):
    """The caption names the baselines that the loss at the playhead is below, and those that it is not below."""
    levels = {"uniform": 3.0, "unigram": 2.0, "bigram": 1.0}
    figure = loss_figure(read_curves(run_of(0), True), levels, (0, loss_of_a_character), NATS)

    first, _, _ = figure.layout.meta["see"].partition(" “")
    assert first.endswith(words)
    assert f"{26 * loss_of_a_character:.4g} nats" in first


def test_a_baseline_without_a_line_is_not_compared_with():
    """A bigram baseline of 0 cannot be drawn on a logarithmic axis, nor be beaten: the caption leaves it out."""
    figure = loss_figure(read_curves(run_of(0), True), {"uniform": 3.0, "bigram": 0.0}, (0, 1.0), NATS)

    assert ", below the uniform baseline." in figure.layout.meta["see"]


def test_a_prediction_is_drawn_into_the_loss():
    """Its line is where the learner has it, in the unit of the chart; with none there is no such line."""
    run, guess = run_of(3), Along(np.array([0, 5, 10]), np.array([3.0, 2.0, 1.0]))
    drawn = loss(run, nats=84.0, is_logarithmic=False, guess=guess, is_for_drawing=True)
    line = traces(drawn)["your prediction"]

    np.testing.assert_allclose(line.y, [78.0, 52.0, 26.0])
    assert line.x.tolist() == [0, 5, 10]
    assert list(drawn.layout.yaxis.range) == pytest.approx([0.84, 168.0])
    assert "your prediction" not in traces(loss(run))


INF = np.inf


@pytest.mark.parametrize(
    ("bounds", "bar", "mode"),
    [
        ((2.0, 3.0), (52.0, 78.0), "lines"),
        ((0.0, 3.0), (0.078, 78.0), "lines"),
        ((3.0, INF), (78.0, 2 * 26 * 5.0), "lines"),
        ((INF, INF), (2 * 26 * 5.0,), "markers"),
    ],
)
def test_a_choice_is_a_range_of_losses(bounds, bar, mode):
    """An open range ends at twice the highest loss there is; what is no finite loss is a triangle there."""
    drawn = traces(loss(run_of(3), is_logarithmic=False, chosen=Chosen(2000, *bounds, did=5.0)))
    mark = next(trace for name, trace in drawn.items() if name.startswith("your prediction"))

    assert mark.x.tolist() == [2000] * len(bar)
    np.testing.assert_allclose(mark.y, bar, rtol=1e-6)
    assert mark.mode == mode
    np.testing.assert_allclose(drawn["what the network did"].y, [130.0])


@pytest.mark.parametrize(("did", "drawn_at"), [(INF, 2 * 26 * 3.0), (0.0, 26e-9)])
def test_what_has_no_place_on_the_axis_is_drawn_at_its_end(did, drawn_at):
    """A loss that is not finite is at the upper end, one of 0 far below."""
    run = run_of(0)
    drawn = traces(loss_figure(read_curves(run, True), {}, (0, 1.0), chosen=Chosen(2000, 0.0, 3.0, did)))

    np.testing.assert_allclose(drawn["what the network did"].y, [drawn_at], rtol=1e-6)


def test_what_the_network_did_is_not_shown_before_the_choice_is_committed():
    """The choice alone is drawn until then."""
    drawn = traces(loss(run_of(3), chosen=Chosen(2000, 0.0, 3.0, None)))

    assert "your prediction" in drawn
    assert "what the network did" not in drawn
