"""The lessons as a visitor has them: each is played through by doing what it asks, and left again."""

from dataclasses import fields, replace

import pytest

from rnn import Settings
from rnn.lessons.answers import Answer
from rnn.lessons.outcomes import OUTCOMES
from rnn.session.chosen.choices import CHOICES
from rnn.session.chosen.learning import all_lessons
from tests.support.lessons import begun, pressed
from tests.support.opening import session_of, visit
from tests.support.source_code import ROOT
from tests.support.stories import alts, keys

LESSONS, PROBLEMS = all_lessons()
SETTINGS = {setting.name for setting in fields(Settings)}
HELP = {("08-explosion", 4): {"clip_norm": 1.0}}  # what a task leaves to the learner, and its condition does not name
NOT_BUG, OWN_TEXT = "sign", "to be or not to be"  # for what is to be another than is named


def predicted(app, prediction):
    """Commit a guess: the second choice, the highest number, or a curve that falls; and read what came of it."""
    assert app.button(key="commit").disabled == (prediction.slider is None)
    if prediction.choices:
        app.sidebar.radio[0].set_value(1).run()
    elif prediction.slider:
        app.sidebar.slider[0].set_value(prediction.slider.highest).run()
    else:
        app.sidebar.text_input[0].set_value("90, soon").run()
        assert "2 to 24 numbers" in app.sidebar.error[0].value
        app.sidebar.text_input[0].set_value("90, 40 3").run()
    app.button(key="commit").click().run()
    answer = session_of(app).learning.answer
    assert any(answer.said in part.value for part in app.sidebar.markdown)
    outcome = OUTCOMES[prediction.outcome].compute(session_of(app).player.run)
    assert answer.said.endswith(prediction.sentences[outcome.choice].format(**outcome.numbers))
    return app


def satisfied(app, condition):
    """Bring about what a condition asks for, as the visitor would: choose, set, or train."""
    session, name, value = session_of(app), condition.name, condition.value
    if name in ("step", "unit"):
        session.selection.select(**{name: int(value) - (name == "step")})
    elif name in CHOICES:
        word = NOT_BUG if condition.sign == "!=" else value if isinstance(value, str) else f"{value:g}"
        session.choices[name] = CHOICES[name].kind.read(name, word)
    elif name == "written":
        session.writing.show(int(value) - 1)
    elif name == "temperature":
        session.writing.sampling = replace(session.writing.sampling, temperature=value)
    elif name in SETTINGS:
        wanted = OWN_TEXT if condition.sign == "!=" else type(getattr(session.settings, name))(value)
        session.start(replace(session.settings, **{name: wanted}))
    else:
        train(session, condition)
    assert condition.holds(session.facts), (condition, session.player.update, session.facts.get(name))
    return app.run()


def train(session, condition):
    """Go along the film until the condition holds."""
    for update in (300, 700, 1500, 3000, 10_000, 30_000, 100_000):
        if condition.holds(session.facts):
            return
        session.player.seek(min(update, session.player.run.last_update))
        session.player.tick(60)


def test_every_lesson_can_be_read():
    """None is broken, and each is about pages that there are."""
    assert PROBLEMS == []
    assert LESSONS
    assert all((ROOT / f"pages/{step.page}.py").exists() for lesson in LESSONS for step in lesson.steps if step.page)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_a_lesson_is_played_through(lesson):
    """Each step asks for something that can be done, says so when it is, and leads on; the end puts back one's run."""
    app = begun(lesson, text="hello", target="next", epochs="1000", epoch="12")
    for number, step in enumerate(lesson.steps):
        assert not app.exception
        assert step.heading in [part.value for part in app.sidebar.subheader]
        session = session_of(app)
        assert (session.learning.number, "link" in session.problems) == (number, False)
        assert not step.at or set(step.at) & keys(app)
        if step.prediction:
            app = predicted(app, step.prediction)
        if step.conditions:
            is_done = session.learning.is_done(session.facts)
            assert any(("Done" if is_done else "Not yet") in part.value for part in app.sidebar.markdown)
            session.start(replace(session.settings, **HELP.get((lesson.name, number), {})))
            for condition in step.conditions:
                app = satisfied(app, condition)
            assert any("Done" in part.value for part in app.sidebar.markdown)
        is_last = number == len(lesson.steps) - 1
        app = pressed(app, "lesson_end" if is_last else "lesson_next")
    session = session_of(app)

    assert session.learning.lesson is None
    assert (session.settings.text, session.settings.epochs, session.player.update) == ("hello", 1000, 12)


def test_a_reload_comes_back_to_the_step():
    """The link has the lesson, its step, what was predicted, and one's own run."""
    lesson = LESSONS[1]
    app = begun(lesson, text="hello", epoch="3")
    app.sidebar.slider[0].set_value(60.0).run()
    app.button(key="commit").click().run()
    app = pressed(app, "lesson_next")
    query = dict(session_of(app).address)
    again = visit(**query)

    assert not again.exception
    learning = session_of(again).learning
    assert (learning.lesson.name, learning.number, learning.answers) == (lesson.name, 1, {(1, 0): Answer((60.0,), 1)})
    pressed(again, "lesson_leave")
    assert session_of(again).settings.text == "hello"


def test_back_and_skip_lead_where_they_say():
    """Nothing has to be done to go on, and the step before is there again."""
    app = begun(LESSONS[0])
    assert app.button(key="lesson_next").label == "Skip"
    assert app.button(key="lesson_back").disabled
    pressed(pressed(app, "lesson_next"), "lesson_back")

    assert session_of(app).learning.number == 0


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"lesson": "99-none"}, "There is no lesson"),
        ({"lesson": LESSONS[0].name, "lesson_step": "77"}, "none “77”"),
        ({"lesson": LESSONS[0].name, "lesson_step": "x"}, "none “x”"),
    ],
)
def test_a_link_to_what_there_is_not_gets_a_sentence(query, words):
    """It says what there is, and the app goes on."""
    app = visit(**query)

    assert not app.exception
    assert any(words in part.value for part in app.warning)


def test_answers_are_saved_as_a_table_and_cleared():
    """The page Learn has them after the lesson is left: in the card, as a file, in the link."""
    app = begun(LESSONS[1])
    app.sidebar.slider[0].set_value(60.0).run()
    app.button(key="commit").click().run()
    app = pressed(app, "lesson_leave")
    saved = next(part.proto for part in app.get("download_button"))

    assert saved.label == "Save my answers"
    assert any("Answered: 1 of 4" in part.value for part in app.caption)
    assert "60 nats" in session_of(app).learning.table()
    assert session_of(visit(**session_of(app).address)).learning.answers == {(1, 0): Answer((60.0,), 1)}
    next(button for button in app.button if button.label == "Clear my answers").click().run()
    assert not app.exception
    assert not app.get("download_button")


def test_a_question_is_asked_of_its_own_network_only():
    """With another text there is a sentence, and a button that puts back what the step is about."""
    app = begun(LESSONS[9])
    session = session_of(app)
    session.start(replace(session.settings, text="xyxyx", target="copy"))
    app.run()

    assert not app.exception
    assert not app.sidebar.radio
    assert not any("·····" in said for said in alts(app))
    assert any("asks about its own network" in part.value for part in app.sidebar.info)
    app = pressed(app, "lesson_put_back")
    assert len(app.sidebar.radio) == 1
    assert session_of(app).settings.target == "next"


def test_a_lesson_on_a_run_that_diverges_goes_on():
    """The learner made the rate far too large: the steps are still there, and so is the way on."""
    app = begun(LESSONS[7])
    app.sidebar.radio[0].set_value(0).run()
    app.button(key="commit").click().run()
    app = pressed(app, "lesson_next")
    session = session_of(app)
    session.start(replace(session.settings, learning_rate=1e307))
    session.player.seek(1_000)
    session.player.tick(20)
    app.run()

    assert session.player.run.diverged_at is not None
    assert not app.exception
    app = pressed(app, "lesson_next")
    assert not app.exception
    assert session_of(app).learning.number == 2
    assert session_of(app).player.run.diverged_at is None
