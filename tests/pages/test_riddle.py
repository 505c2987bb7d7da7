"""A visitor's story on the page of the riddle."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.stories import alts

DOOR = "../../streamlit_app.py"


def visit(**query) -> AppTest:
    """Open the page with these settings, and wait until the networks are trained."""
    app = AppTest.from_file(DOOR, default_timeout=60)
    app.query_params.update({name: str(value) for name, value in query.items()})
    app.run().switch_page("pages/riddle.py").run()
    return wait_until_trained(app)


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


def words(app: AppTest) -> str:
    """Return all that is said on the page, without its escapes."""
    return "\n".join(text.value for text in [*app.markdown, *app.caption, *app.success]).replace("\\", "")


def test_one_question_comes_at_a_time_and_is_guessed_first():
    """On arrival there is the first question alone; its button waits for a guess, and the answer opens the next."""
    app = visit()

    assert not app.exception
    assert [step.value for step in app.main.subheader] == ["1 of 5 · Trained to copy"]
    assert app.button(key="riddle_show_0").disabled
    assert "It writes" not in words(app)

    guess_and_show(app, 0, 0)

    assert "You guessed: *GGGG: it repeats, as it was trained to*. **It does not.** It writes HIJK" in words(app)
    assert app.main.subheader[1].value == "2 of 5 · Each character once"


def test_the_five_steps_tell_the_story():
    """With the right guesses each is called right, each answer has its picture, and the solution is told."""
    app = visit()
    for number, choice in enumerate((1, 0, 2, 1, 1)):
        guess_and_show(app, number, choice)

    assert not app.exception
    assert words(app).count("**Right.**") == 5
    assert "two things make a network" in app.success[0].value
    assert sum("It is shown" in said for said in alts(app)) == 5
    assert "plays steps 1 to 3" in words(app)


def test_the_story_moves_with_the_playhead():
    """At epoch 50 the visitor's network has not learnt to copy, and the first step says so."""
    app = guess_and_show(visit(), 0, 1)

    app.session_state["session"].player.seek(50)
    app.run()

    assert "It has not learnt to copy yet" in words(app)


def test_other_first_weights_turn_out_otherwise():
    """With random seed 4 the first step says HRST, and the end names the steps that are as in the notebook."""
    app = visit(random_seed=4)
    for number in range(5):
        guess_and_show(app, number, 1)

    assert "It writes HRST: it goes on with its text for 1 of 4 characters" in words(app)
    assert "are: 2, 3, 4, 5." in app.success[0].value


def test_a_run_on_next_letters_plays_the_second_part():
    """The visitor's network spells; the one that copies is trained here."""
    assert "plays steps 4 and 5" in words(visit(target="next"))


def test_a_text_that_does_not_fit_is_told_so():
    """With “hello” the page says why, and tells the story with the notebook's settings."""
    app = visit(text="hello", target="next", epochs=50)

    assert "12 characters or more" in words(app)
    guess_and_show(app, 0, 1)
    assert "It writes HIJK" in words(app)


def test_the_networks_are_trained_once():
    """Another page and back, the network is the same one; starting again forgets the guesses alone."""
    app = visit()
    riddle_runs = app.session_state["session"].riddle_runs
    trained = list(riddle_runs.runs.values())
    for number in range(5):
        guess_and_show(app, number, 1)
    app.switch_page("pages/train.py").run().switch_page("pages/riddle.py").run()
    assert len(riddle_runs.guesses) == 5

    app.button(key="riddle_again").click().run()

    assert [run is before for run, before in zip(riddle_runs.runs.values(), trained, strict=True)] == [True]
    assert [step.value for step in app.main.subheader] == ["1 of 5 · Trained to copy"]
    assert app.radio(key="riddle_guess_0").value is None


@pytest.mark.parametrize("text", ["*_<>&$#[]()`~|", "qwertyuiopas df"])
def test_any_text_without_repeats_tells_it(text):
    """Signs and spaces are told as they are."""
    app = visit(text=text, epochs=20)
    for number in range(5):
        guess_and_show(app, number, 2)

    assert not app.exception
    assert len(app.success) == 1
