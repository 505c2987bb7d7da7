"""A visitor's story on the page of the riddle."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from rnn.ui.riddle.chapters import AS_IN_THE_NOTEBOOK
from rnn.ui.riddle.steps import is_measuring
from tests.support import opening
from tests.support.stories import alt, alts, said


def measures(session) -> bool:
    """Say whether the page still measures something."""
    return is_measuring(session.player.moment, session.cache, session.riddle_runs)


def visit(**query) -> AppTest:
    """Open the page with these settings, and wait until the networks are trained."""
    return wait_until_trained(opening.visit("riddle", **(query or {"epoch": 10_000})))


def wait_until_trained(app: AppTest) -> AppTest:
    """Run ticks until the first question is there."""
    for _ in range(300):
        if app.radio or app.success:
            return app
        app.run()
    raise AssertionError("the networks were never trained")


def guess_and_show(app: AppTest, number: int, choice: int) -> AppTest:
    """Guess at a step, and let it be shown."""
    app.radio(key=f"riddle_guess_{number}").set_value(choice).run()
    return app.button(key=f"riddle_show_{number}").click().run()


def wait_until_measured(app: AppTest) -> AppTest:
    """Run ticks until every frame that there is was measured, if that step is reached."""
    for _ in range(100):
        if not measures(app.session_state["session"]):
            return app
        app.run()
    raise AssertionError("the film was never measured")


def everything_said(app: AppTest) -> str:
    """Return all that is said on the page and in its sidebar."""
    parts = [*app.markdown, *app.caption, *app.sidebar.markdown, *app.sidebar.caption, *app.sidebar.title]
    return "\n".join(part.value for part in parts)


def words(app: AppTest) -> str:
    """Return all that is written on the page, without its escapes."""
    return "\n".join(said(app)).replace("\\", "")


def test_one_question_comes_at_a_time_and_is_guessed_first():
    """On arrival there is the first question alone; its button waits for a guess, and the answer opens the next."""
    app = visit()

    assert not app.exception
    assert [step.value for step in app.main.header] == ["1 of 6 · Trained to copy"]
    assert app.button(key="riddle_show_0").disabled
    assert not re.search("It writes|goes on with the alphabet|continues", everything_said(app))
    assert [said[:37] for said in alts(app)] == ["What will it write?. The seed ABCDEFG"]

    guess_and_show(app, 0, 0)

    assert "You guessed: *GGGG: it repeats, as its target asks*. **Not so.**" in words(app)
    assert "It writes HIJK" in words(app)
    assert app.main.header[1].value == "2 of 6 · Each character once"


def test_the_six_steps_solve_the_riddle():
    """With the right guesses each is called right, each answer has its pictures, and the solution is given."""
    app = visit()
    for number, choice in enumerate(AS_IN_THE_NOTEBOOK):
        guess_and_show(app, number, choice)
        wait_until_measured(app)

    assert not app.exception
    assert words(app).count("**Right.**") == 6
    assert "two things make a network" in app.success[0].value
    assert sum("Shown: " in said for said in alts(app)) == 6
    assert "plays steps 1 to 5" in words(app)
    assert "Any character in the place after ABCDEFG gives H: 26 of 26." in words(app)
    assert "625 cases: it copies the wrong character in 0 (0.0%)" in words(app)
    assert "it first learns to copy, and then unlearns it" in words(app)
    assert "At the playhead, epoch 10,000" in alt(app, "Characters copied along the film")


def test_the_riddle_moves_with_the_playhead():
    """At epoch 50 the visitor's network does not copy all, and says so; at 300 it copies, and nothing goes on."""
    app = visit()
    for number, choice in enumerate(AS_IN_THE_NOTEBOOK):
        guess_and_show(app, number, choice)

    app.session_state["session"].player.seek(50)
    app.run()
    assert "On its own text it predicts 17 of 26 characters correctly." in words(app)

    app.session_state["session"].player.seek(300)
    wait_until_measured(app.run())
    assert "All 19 characters are G: it repeats." in words(app)
    assert "This network does what its target asks" in app.success[0].value.replace("\\", "")
    assert "At epoch 300, where this network is now" in words(app)
    assert "it goes on" not in words(app).replace("HIJK: it goes on with its text", "")


def test_frames_that_are_left_are_measured_by_the_clock(monkeypatch):
    """Where a slice is too short for the whole film, the page goes on by itself until all frames are measured."""
    monkeypatch.setattr("rnn.ui.riddle.steps.MEASURING_SECONDS", 0.0)
    app = visit()
    for number, choice in enumerate(AS_IN_THE_NOTEBOOK[:5]):
        guess_and_show(app, number, choice)
    session = app.session_state["session"]
    assert measures(session)

    monkeypatch.setattr("rnn.ui.riddle.steps.MEASURING_SECONDS", 60.0)
    app.run()

    assert not measures(session)


def test_other_first_weights_turn_out_otherwise():
    """With random seed 4 the first step writes HRST, and the end names the steps that are as in the notebook."""
    app = visit(random_seed=4)
    for number in range(6):
        guess_and_show(app, number, 1)
        wait_until_measured(app)

    assert "at first, but character number 2 is R and should be I." in words(app)
    assert "are: 2, 3, 4, 5, 6." in app.success[0].value.replace("\\", "")


def test_a_run_on_next_letters_plays_the_second_part():
    """The visitor's network plays the last step; the one that copies is trained here."""
    assert "plays step 6, at the playhead" in words(visit(target="next"))


def test_a_network_that_diverged_is_called_so():
    """At a learning rate beyond all bounds the network trained here is not said to be trained for 10,000 epochs."""
    app = visit(target="next", learning_rate=1e308)

    assert "are played by one with the same settings but for the target, trained here until it diverged" in words(app)
    for number in range(6):
        guess_and_show(app, number, 2)
    assert not app.exception


def test_a_text_that_does_not_fit_is_named():
    """With “hello” the page says why, and two networks with the notebook's settings play."""
    app = visit(text="hello", target="next", epochs=50)

    assert "12 characters or more" in words(app)
    guess_and_show(app, 0, 1)
    assert "It writes HIJK" in words(app)


def test_the_networks_are_trained_once():
    """Another page and back, the network is the same one; starting again forgets the guesses alone."""
    app = visit()
    riddle_runs = app.session_state["session"].riddle_runs
    trained = list(riddle_runs.runs.values())
    for number in range(6):
        guess_and_show(app, number, 1)
    app.switch_page("pages/train.py").run().switch_page("pages/riddle.py").run()
    assert riddle_runs.guesses == [1] * 6

    app.button(key="riddle_again").click().run()

    assert [run is before for run, before in zip(riddle_runs.runs.values(), trained, strict=True)] == [True]
    assert [step.value for step in app.main.header] == ["1 of 6 · Trained to copy"]
    assert app.radio(key="riddle_guess_0").value is None


@pytest.mark.parametrize("text", ["*_<>&$#[]()`~|", "qwertyuiopas df"])
def test_any_text_without_repeats_has_the_riddle(text):
    """Signs and spaces are shown as they are."""
    app = visit(text=text, epochs=20)
    for number in range(6):
        guess_and_show(app, number, 2)

    assert not app.exception
    assert len(app.success) == 1
