"""A visitor's story on the page of surgery, with a text in many windows: what is measured, and over what."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from rnn.analysis.edits import HoldUnit, ZeroRow, edited_parameters
from rnn.model.network import cross_entropy, forward
from rnn.runs.presets import POEM
from rnn.ui.surgery import measuring
from tests.support import opening
from tests.support.opening import at_rest, command, session_of
from tests.support.stories import alt, readings, said

RANKING = "Ablation: loss increase without each unit"
ROSE = {"text": "a rose is a rose is a rose. " * 12, "target": "next", "hidden_size": 6, "window": 25, "epochs": 20}


def visit(update: int = 100, **query) -> AppTest:
    """Open the page at an update of a text in windows, and wait until the playhead rests."""
    return at_rest(opening.visit("surgery", **query, update=update))


def measured(app: AppTest) -> AppTest:
    """Let the clock tick until nothing is left to be measured."""
    for _ in range(400):
        if not captions(app, "Measuring"):
            return app
        app.run()
    raise AssertionError("the measuring never ended")


def captions(app: AppTest, words: str) -> list[str]:
    """Return the captions that hold these words."""
    return [text for text in said(app) if words in text]


def losses_without_each_unit(parameters, inputs, targets) -> np.ndarray:
    """Return the loss of a text, in nats, without each unit: each in a pass of its own, with its rows zeroed."""
    losses = []
    for unit in range(parameters.hidden_size):
        ablated = edited_parameters(parameters, [ZeroRow(name, unit) for name in "WUb"])
        losses.append(cross_entropy(forward(ablated, inputs).y_pred, targets))
    return np.array(losses)


@pytest.fixture(scope="module")
def poem() -> AppTest:
    """The page with the preset of the poems, 300 updates trained, its window 31 shown, and all of it measured."""
    app = opening.visit()
    app.selectbox(key="preset").select(POEM.name).run()
    player = session_of(app).player
    player.seek(300)
    player.look_at(30)
    app.switch_page("pages/surgery.py").run()
    return measured(at_rest(app))


def test_the_ranking_of_the_poem_is_over_the_whole_text(poem):
    """The unit with the largest effect is that of the whole text, whose order is not that of the window shown."""
    moment = session_of(poem).player.moment
    inputs, targets = moment.run.windows.inputs, moment.run.windows.targets
    losses = losses_without_each_unit(moment.parameters, inputs, targets)
    in_window = losses_without_each_unit(moment.parameters, moment.inputs, moment.targets)

    first, loss = int(losses.argmax()), cross_entropy(forward(moment.parameters, inputs).y_pred, targets)
    said = alt(poem, RANKING)
    assert f"unit {first}; without it, the loss over the whole text (4,210 predicted characters) changes" in said
    assert f"from {loss / 4210:.4g} to {losses[first] / 4210:.4g} nats per character" in said
    assert in_window.argsort().tolist() != losses.argsort().tolist()


def test_the_losses_of_the_poem_are_of_the_whole_text(poem):
    """Loss and characters right of the untouched network are those of one pass over the text, and said to be so."""
    moment = session_of(poem).player.moment
    inputs, targets = moment.run.windows.inputs, moment.run.windows.targets
    trace = forward(moment.parameters, inputs)

    shown = readings(poem)
    assert shown["Loss, untouched"] == f"{cross_entropy(trace.y_pred, targets) / 4210:.4g} nats per character"
    assert shown["Correct, untouched"] == f"{(trace.o.argmax(axis=1) == targets).sum():,} of 4,210"
    assert captions(poem, "Measured over the whole text (4,210 predicted characters).")


def test_until_the_text_is_measured_the_window_is_shown_and_named(monkeypatch):
    """Each redraw measures a slice; before the end, what is shown is of the window and says so, with the progress."""
    with monkeypatch.context() as patch:
        patch.setattr(measuring, "MEASURING_SECONDS", 0.001)
        app = visit(**ROSE)
        first = captions(app, "Measuring the whole text (335 predicted characters): ")
        then = captions(app.run(), "Measuring the whole text (335 predicted characters): ")

    assert len(first) == len(then) == 1
    assert first != then
    assert "over the window shown (25 predicted characters)" in alt(app, RANKING)
    measured(app)
    assert "over the whole text" in alt(app, RANKING)


def test_an_edit_is_measured_over_the_whole_text():
    """With a unit ablated, the altered loss is that of the text without it; the ranking is not measured anew."""
    app = measured(visit(**ROSE))
    ranking = alt(app, RANKING)

    session_of(app).edit_list.add(HoldUnit(2))
    measured(app.run())

    moment = session_of(app).player.moment
    windows = moment.run.windows
    loss = losses_without_each_unit(moment.parameters, windows.inputs, windows.targets)[2]
    assert readings(app)["Loss, altered"] == f"{loss / len(windows.inputs):.4g} nats per character"
    assert alt(app, RANKING) == ranking
    assert not app.exception


def test_a_playing_film_shows_the_window_and_says_so():
    """While the film plays all is of the window shown, and what is measured at rest is announced."""
    app = visit(**ROSE)
    command(app, do="play")

    assert session_of(app).player.is_moving
    assert captions(app, "Measured over the window shown (25 predicted characters). At rest, the whole text")
    assert readings(app)["Correct, untouched"].endswith(" of 25")
    assert "over the window shown" in alt(app, RANKING)


def test_another_window_changes_the_steps_and_not_the_losses():
    """The predictions at a step are of the window shown and say so; losses and ranking stay those of the text."""
    app = measured(visit(**ROSE))
    before = readings(app), alt(app, RANKING)

    app.slider(key="window_shown").set_value(5).run()

    after = readings(app), alt(app, RANKING)
    assert (after[0]["Loss, untouched"], after[1]) == (before[0]["Loss, untouched"], before[1])
    assert captions(app, "Steps are those of the window shown. Both networks begin it in the state")


def test_a_hold_from_a_step_can_be_shown_in_a_shorter_last_window():
    """The last window has fewer steps than the hold's first: there the networks are the same, and nothing breaks."""
    app = visit(**ROSE)
    session = session_of(app)
    assert len(session.player.run.windows.inputs) % 25 == 10
    session.edit_list.add(HoldUnit(1, 0.9, 20))
    session.player.look_at(session.player.run.windows.count - 1)
    measured(app.run())

    assert not app.exception
    assert captions(app, "The predictions are the same in the window shown.")
    assert captions(app, "the steps of a hold count from the beginning of each window")
    assert readings(app)["Loss, altered"] != readings(app)["Loss, untouched"]


def test_of_a_long_text_a_sample_is_measured_and_its_size_is_said():
    """Of 12,000 characters 2,000 are measured, after which all readings are of them."""
    app = measured(visit(20, **{**ROSE, "text": "ab " * 4000, "hidden_size": 2, "epochs": 5}))

    where = "a sample of the text (2,000 of its 11,999 predicted characters, in 4 passages)"
    assert captions(app, f"Measured over {where}.")
    assert f"over {where}" in alt(app, RANKING)
    assert readings(app)["Correct, untouched"].endswith(" of 2,000")


def test_one_unit_is_ranked_over_a_text_in_windows():
    """A network of one unit has one bar, of the whole text."""
    app = measured(visit(**{**ROSE, "hidden_size": 1}))

    assert not app.exception
    assert "Largest loss increase: unit 0; without it, the loss over the whole text" in alt(app, RANKING)
