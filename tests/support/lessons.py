"""How the tests of lessons open one in Streamlit's own harness, and go from step to step."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from rnn.lessons.lesson import Lesson
from tests.support.opening import session_of, visit


def begun(lesson: Lesson, **query) -> AppTest:
    """Return the app in the first step of a lesson, opened from the page Learn."""
    app = visit(**query).switch_page("pages/learn.py").run()
    return pressed(app, f"begin {lesson.name}")


def pressed(app: AppTest, key: str) -> AppTest:
    """Press a button, and follow to the page of the step that it leads to, which the test's app does not by itself."""
    app.button(key=key).click().run()
    learning = session_of(app).learning
    return app.switch_page(f"pages/{learning.step.page if learning.lesson else 'learn'}.py").run()
