"""What a learner predicts, in the picture that it is about, and what the network did beside it."""

import json

import pytest

from rnn.session.chosen.learning import all_lessons
from tests.support.lessons import begun, pressed
from tests.support.stories import alts, charts

LESSONS, _ = all_lessons()
CHOSEN = [(one, step) for one in LESSONS for step in one.steps if step.prediction and step.prediction.choices]
PICTURES = {"loss": "Loss during", "decay": "Norm of the error", "text": "Generated text"}


def test_a_guess_is_in_the_picture():
    """A number as it is set, a curve also in the step after it, and neither on another run."""

    def guess():
        chart = next(chart for chart in charts(app) if chart["alt"].startswith("Loss during"))
        traces = json.loads(chart["figure"])["data"]
        return next((trace["y"] for trace in traces if trace.get("name") == "your prediction"), None)

    app = begun(LESSONS[1])
    app.sidebar.slider[0].set_value(60.0).run()
    assert guess() is not None
    app = pressed(app, "lesson_next")
    assert guess() is None
    app.sidebar.text_input[0].set_value("90 40 3").run()
    drawn = guess()
    assert drawn is not None
    app.button(key="commit").click().run()
    app = pressed(app, "lesson_next")
    assert guess() == drawn
    app = pressed(app, "lesson_next")
    assert guess() is None


@pytest.mark.parametrize("step", CHOSEN, ids=lambda step: step[1].prediction.outcome)
def test_a_choice_is_in_the_picture(step):
    """As soon as it is made; what the network did, its text or its loss, is seen when it is committed, not before."""
    lesson, at = step
    app = begun(lesson)
    for _ in range(lesson.steps.index(at)):
        app = pressed(app, "lesson_next")

    def drawn(words: str) -> list[str]:
        return [chart["alt"] for chart in charts(app) if words in chart["figure"] + chart["see"]]

    picture = PICTURES[at.prediction.picture]
    assert not drawn("our prediction")
    for choice in range(len(at.prediction.choices)):
        app.sidebar.radio[0].set_value(choice).run()
        assert [alt.startswith(picture) for alt in drawn("our prediction")] == [True]
    assert not drawn("what the network did")
    assert at.prediction.picture != "text" or [said for said in alts(app) if "to come ·····" in said] == alts(app)
    app.button(key="commit").click().run()
    assert not any("·" in said for said in alts(app))
    assert bool(drawn("what the network did")) == (at.prediction.picture == "loss")
    assert not app.exception
