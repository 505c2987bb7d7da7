"""A visitor's story on the page of the way back."""

import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from rnn.model.network import backward_steps
from rnn.text.numbers import number
from rnn.ui.backward.parts import BUGS, PARTS
from tests.support import opening
from tests.support.stories import alts, components, notices, said


def visit(part: str = "replay", **query) -> AppTest:
    """Open a part of the page as a new visitor, with a link."""
    app = opening.visit("backward", **query)
    return app if part == "replay" else app.get_by_key("backward_view").set_value(part).run()


def words(app: AppTest) -> str:
    """Return the sentences of the page."""
    return " ".join(said(app))


def press(app: AppTest, label: str) -> AppTest:
    """Press the button with this label."""
    return next(button for button in app.button if button.label == label).click().run()


def test_the_replay_goes_from_the_last_step_to_the_first():
    """Started over it is at step 26, goes back by the button, and at step 1 dW is complete."""
    app = visit(epoch=300)
    press(app, "Start over")
    assert "**Step 26 of 26 (Z)**" in words(app)
    assert "sent back by the next step none, as this is the last step" in words(app)

    press(app, "Go back one step")
    assert "**Step 25 of 26 (Y)**" in words(app)
    assert "Sent back to step 24" in " ".join(alts(app))

    press(app, "To the first step")
    assert "**Step 1 of 26 (A)**" in words(app)
    assert any(alt.startswith("dW, complete") for alt in alts(app))

    press(app, "Undo one step")
    press(app, "Undo one step")
    assert "**Step 3 of 26 (C)**" in words(app)
    assert not app.exception


def test_the_replay_begins_where_most_of_the_error_comes_from_the_future():
    """There the two parts of the error can be compared; a reload shows the same step, also where that is the last."""
    app = visit(epoch=300)
    session = app.session_state["session"]
    steps = backward_steps(session.player.moment.parameters, session.player.moment.trace, session.player.moment.targets)
    local, future = (np.linalg.norm(error, axis=1) for error in (steps.da_output, steps.da_future))
    t = int(np.argmax(future / (future + local)))

    assert 0 < t < 25 and f"**Step {t + 1} of 26" in words(app)
    assert f"**Step {t + 1} of 26" in words(visit(**session.address))
    press(app, "Start over")
    assert "**Step 26 of 26" in words(visit(**session.address))


def test_the_replay_plays_and_holds():
    """Replay turns into Hold while it moves, and back."""
    app = press(visit(epoch=300), "Replay")
    replay = app.session_state["session"].replay
    assert replay.is_moving

    press(app, "Hold")
    assert not replay.is_moving
    assert not app.exception


def test_the_words_of_the_replay_can_be_worked_out():
    """What step t+1 sends back is what comes from the next step at step t."""
    app = visit(epoch=300)
    press(app, "Start over")
    sent_back = re.search(r"W\.T sends (\S+) back to", words(app)).group(1)
    press(app, "Go back one step")

    assert f"error sent back by the next step {sent_back};" in words(app)


WINDOWS = {"text": "the cat sat on the mat. " * 9, "target": "next", "window": 12, "epochs": 9, "update": 90}


def test_at_the_first_step_of_a_window_the_error_is_cut():
    """The state came from the window before, which learns nothing of it; the length of both is given."""
    app = press(visit(at=3, **WINDOWS), "To the first step")
    moment = app.session_state["session"].player.moment
    gradient = backward_steps(moment.parameters, moment.trace, moment.targets).ds[0] @ moment.parameters.W

    assert f"W.T would send {number(np.linalg.norm(gradient))} back to the last state of window 2" in words(app)
    assert f"carried over (length {number(np.linalg.norm(moment.trace.a_start))})" in words(app)
    assert any(said.startswith("Sent back to window 2, if it were not cut here") for said in alts(app))


@pytest.mark.parametrize("query", [{"at": 1, **WINDOWS}, {"at": 3, "carry": "False", **WINDOWS}, {"epoch": 300}])
def test_before_a_text_or_a_window_that_begins_anew_the_state_is_0(query):
    """Nothing is cut off there: there is nothing to learn."""
    app = press(visit(**query), "To the first step")

    assert not app.session_state["session"].player.moment.trace.a_start.any()
    assert "that is always 0 and is not learnt" in words(app)
    assert not app.warning  # the link was read


def test_the_line_that_passes_the_error_on_is_not_marked_where_it_does_not_run():
    """At step 1 `if t > 0` skips it; at every other step it is marked."""

    def marked(app: AppTest) -> list[bool]:
        lines = [line for part in components(app) for line in part.get("lines", ())]
        return [is_marked for _, text, is_marked in lines if "W.T @ ds[t]" in text]

    app = visit(epoch=300)
    assert any(marked(app))
    press(app, "To the first step")
    assert marked(app) and not any(marked(app))


def test_blame_has_a_matrix_a_line_and_a_sentence():
    """The half-life is in a sentence, and the step is chosen by a control."""
    app = visit("credit", epoch=2000)
    assert "On its way back the error halves every" in words(app)
    app.get_by_key("step").set_value(9).run()

    assert alts(app)[1].startswith("Norm of the error by distance. On its way back")
    assert "The error of step 10" in alts(app)[0]


def test_where_no_rate_can_be_measured_the_film_is_not_said_to_change_that():
    """A text of two steps stays too short, however long one plays."""
    short = visit("credit", text="ab", epoch=5)

    assert "too short" in words(short) and "Play the film" not in words(short)
    assert "Play the film" in words(visit("credit", epoch=2000))


@pytest.mark.parametrize(
    ("settings", "state"),
    [
        ({"epoch": 1}, "At the unigram baseline."),
        ({"epoch": 10_000}, "Learnt."),
        ({"epoch": 20, "learning_rate": 30}, "Exploding."),
    ],
)
def test_health_is_one_line(settings, state):
    """The line of health names the state and what to try."""
    app = visit("norms", **settings)

    assert not app.exception
    (line,) = notices(app)
    assert line["words"].startswith(f"**{state}**")


def test_norms_are_measured_to_where_the_film_is():
    """After a few redraws all chosen frames are measured, and the page is at rest."""
    app = visit("norms", epoch=500)
    for _ in range(60):
        if app.session_state["session"].cache._kept["film norms"][1].is_complete:
            break
        app.run()

    assert "Measured at" in words(app)
    assert [alt.split(".")[0] for alt in alts(app)] == [
        "Gradient norm of each parameter",
        "Size of the next update relative to the weights",
    ]


def test_the_right_backward_pass_passes_and_each_broken_one_is_found():
    """The verdict is good as it is, and bad with each mistake; the comparison is shown only with one."""
    app = visit("check", text="hello", target="next", learning_rate=0.1, epoch=30)
    assert notices(app)[0]["colour"] == "green" and "agree" in notices(app)[0]["words"]
    assert len(alts(app)) == 2

    for bug in list(BUGS)[1:]:
        app.get_by_key("backward_bug").set_value(bug).run()
        assert not app.exception
        assert notices(app)[0]["colour"] == "red" and "The gradients disagree" in notices(app)[0]["words"]
        assert alts(app)[2].startswith("Loss with each backward pass. correct:")
        assert "chaotic" not in notices(app)[0]["words"]


def test_breaking_the_backward_pass_leaves_the_film_alone():
    """The network of the visitor is the same before and after."""
    app = visit("check", epoch=100)
    run = app.session_state["session"].player.run
    before = run.parameters.theta.copy(), run.film.frame(0).theta
    app.get_by_key("backward_bug").set_value("sign").run()

    assert (run.parameters.theta == before[0]).all()
    assert (run.film.frame(0).theta == before[1]).all()


def test_where_differences_themselves_are_off_the_page_says_so():
    """In a chaotic network the right backward pass does not agree with differences; the page says which is wrong."""
    app = visit("check", text="abcdefgh" * 12, hidden_size=30, initial_scale=1, epoch=0)

    assert "chaotic" in notices(app)[0]["words"]
    assert "not the backward pass" in notices(app)[0]["words"]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    "settings",
    [
        {"text": "a", "hidden_size": 1},
        {"text": "<\\ {$%#&_^~}\n>", "target": "next"},
        {"text": "aaaa", "initial_scale": 0},
        {"text": "ab" * 30, "initial_scale": 100},
    ],
)
def test_any_run_has_its_way_back(part, settings):
    """One step, one unit, one character, weights of 0, saturation: no part of the page is an error."""
    app = visit(part, epoch=1, **settings)

    assert not app.exception
    assert alts(app)
