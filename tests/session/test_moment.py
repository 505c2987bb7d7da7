"""What the pages look at: one window of a long text, the passage around it, and the network at the playhead."""

from dataclasses import replace

import numpy as np
import pytest

from rnn.model import backend
from rnn.model.network import cross_entropy, forward
from rnn.monitoring.loss_curve import recent_loss
from rnn.runs.run import Run
from rnn.runs.schedule import with_change
from rnn.runs.settings import Settings
from rnn.session.moment import Moment, WindowView
from rnn.session.player import Player

TEXT = "the cat sat on the mat. " * 200
LONG = Settings(text=TEXT, target="next", hidden_size=4, window=25, optimiser="adam", epochs=3)


@pytest.fixture(scope="module", autouse=True)
def kernel():
    """The kernel, compiled beforehand, so that every run here has the same source."""
    backend.compile_kernel()


def arrive(player: Player) -> Player:
    """Let the player reach where it is going."""
    while player.goal is not None:
        player.tick()
    return player


def theta_at(settings: Settings, update: int) -> np.ndarray:
    """Return theta of a run of its own."""
    run = Run(settings)
    run.advance(updates=update)
    return run.parameters.theta


def test_a_moment_shows_one_window():
    """Inputs, targets, letters and trace are the window's; the trace goes on from what was read before it."""
    run = Run(LONG)
    run.advance(updates=100)

    moment = Moment(WindowView(run, 3), 60)

    assert moment.run is run and moment.excerpt.first == 75
    assert "".join(moment.letters) == TEXT[75:100].replace(" ", "␣")
    assert run.vocabulary.decode(moment.indices) == TEXT[75:101]
    assert run.vocabulary.decode(moment.targets) == TEXT[76:101]
    whole = forward(run.parameters_at(60), run.inputs[:100])
    np.testing.assert_allclose(moment.trace.a, whole.a[75:], rtol=1e-12, atol=1e-14)
    assert moment.scores.steps == 25
    assert moment.scores.loss == pytest.approx(cross_entropy(whole.y_pred[75:], moment.targets), rel=1e-12)


def test_a_moments_passage_is_read_around_its_window():
    """The passage of window 3 is the text's first part of at most 2,000 steps; its rows hold the window's."""
    run = Run(LONG)
    moment = Moment(WindowView(run, 3), 0)

    assert (moment.passage.first, len(moment.passage)) == (0, 1600)
    assert moment.passage_trace.a.shape == (1600, 4)
    np.testing.assert_allclose(moment.passage_trace.a[75:100], moment.trace.a, rtol=1e-12, atol=1e-14)


def test_of_a_short_text_excerpt_and_passage_are_the_text():
    """The notebook's moment has the whole text in both, and both in one trace."""
    moment = Moment(WindowView(Run(Settings()), 0), 0)

    assert len(moment.excerpt) == len(moment.passage) == 26
    assert moment.passage_trace is moment.trace
    assert "".join(moment.letters) == "ABCDEFGHIJKLMNOPQRSTUVWXYZ" and moment.indices is moment.inputs


@pytest.mark.parametrize(("wanted", "seen"), [(-3, 0), (0, 0), (7, 7), (191, 191), (10**6, 191)])
def test_another_window_is_looked_at_and_nothing_is_trained(wanted, seen):
    """The nearest window there is comes into view; the playhead and the run stay, the moment is another."""
    player = arrive(Player(LONG, update=50))
    before = player.moment
    player.look_at(wanted)

    assert (player.view.window, player.update, player.run.update) == (seen, 50, 50)
    assert player.moment is not before and player.moment.excerpt.first == 25 * seen
    np.testing.assert_array_equal(player.moment.parameters.theta, before.parameters.theta)


@pytest.mark.parametrize("at", [50, 300])
def test_a_knob_turned_at_the_playhead_leaves_what_was_before(at):
    """The playhead and the window looked at stay; what comes after is the run with the change, as trained anew."""
    player = arrive(Player(LONG, update=400))
    player.look_at(5)
    arrive(player).seek(at)
    changed = replace(LONG, changes=with_change(LONG, at, "learning_rate", 0.1))
    before = arrive(player).moment.parameters.theta.copy()

    player.change_from(changed)
    arrive(player)

    assert (player.update, player.view.window, player.is_moving, player.run.settings) == (at, 5, False, changed)
    np.testing.assert_array_equal(player.moment.parameters.theta, before)
    player.seek(at + 90)
    np.testing.assert_array_equal(arrive(player).moment.parameters.theta, theta_at(changed, at + 90))
    assert (theta_at(changed, at + 90) != theta_at(LONG, at + 90)).any()


def test_the_loss_lately_is_a_mean_over_the_last_updates():
    """In bits a character over 100 updates, or over what there is of them; before any, of the first window."""
    run = Run(LONG)
    run.advance(updates=300)
    bits = run.losses / np.log(2)

    assert recent_loss(run, 0) == recent_loss(Run(LONG), 0) == pytest.approx(bits[0] / 25, rel=1e-12)
    assert recent_loss(run, 3) == pytest.approx(bits[:3].sum() / 75, rel=1e-12)
    assert recent_loss(run, 150) == pytest.approx(bits[50:150].sum() / 2500, rel=1e-12)
    assert recent_loss(run, 192) == pytest.approx(
        bits[92:192].sum() / (99 * 25 + 24), rel=1e-12
    )  # the last window is short
    short = Run(Settings(text="hello"))
    short.advance(updates=7)
    assert recent_loss(short, 7) == pytest.approx(short.losses[6] / np.log(2) / 5, rel=1e-12)
