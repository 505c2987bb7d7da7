"""How the tests of lessons open one in Streamlit's own harness, and go from step to step."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from rnn.lessons.lesson import Lesson
from rnn.session.session import Session
from tests.support.source_code import ROOT


def opened(**query) -> AppTest:
    """Return the app at its start, with these parameters."""
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def session_of(app: AppTest) -> Session:
    """Return what the visitor has."""
    return app.session_state["session"]


def begun(lesson: Lesson, **query) -> AppTest:
    """Return the app in the first step of a lesson, opened from the page Learn."""
    app = opened(**query).switch_page("pages/learn.py").run()
    return pressed(app, f"begin {lesson.name}")


def pressed(app: AppTest, key: str) -> AppTest:
    """Press a button, and follow to the page of the step that it leads to, which the test's app does not by itself."""
    app.button(key=key).click().run()
    learning = session_of(app).learning
    return app.switch_page(f"pages/{learning.step.page if learning.lesson else 'learn'}.py").run()
