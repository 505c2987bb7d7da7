"""How visitors' stories open the app in Streamlit's own harness, wait, and press."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from rnn.session.session import Session
from rnn.ui.controls.transport import take_command
from tests.support.stories import components

APP_SCRIPT = "../../streamlit_app.py"


def visit(page: str | None = None, **query) -> AppTest:
    """Open a page as a new visitor, with these parameters in the address; without a name, the first page."""
    app = AppTest.from_file(APP_SCRIPT, default_timeout=60)
    app.query_params.update({name: str(value) for name, value in query.items()})
    return (app.switch_page(f"pages/{page}.py") if page else app).run()


def session_of(app: AppTest) -> Session:
    """Return what the visitor has."""
    return app.session_state["session"]


def at_rest(app: AppTest) -> AppTest:
    """Let the clock tick until the playhead has arrived, and once more, so that the link is written."""
    for _ in range(400):
        if session_of(app).player.goal is None:
            return app.run()
        app.run()
    raise AssertionError("the playhead never arrived")


def press(app: AppTest, label: str) -> AppTest:
    """Press the button with this word."""
    return next(button for button in app.button if button.label == label).click().run()


def command(app: AppTest, **what) -> AppTest:
    """Do what the browser reports when something is done at the dock: do="play", "pause", "seek" to a place, ..."""
    take_command(session_of(app), what)
    return app.run()


def step(app: AppTest, frames: int) -> AppTest:
    """Go some frames of the film on, or back, as the dock's buttons do."""
    return command(app, do="seek", place=max(0, session_of(app).player.frame + frames))


def is_moving(app: AppTest) -> bool:
    """Return whether the dock offers Pause, not Play."""
    return next(part["is_moving"] for part in components(app) if "is_moving" in part)


def labels(app: AppTest) -> list[str]:
    """Return the words on all buttons."""
    return [button.label for button in app.button]


def unfold(app: AppTest, *keys: str) -> AppTest:
    """Open folded parts of the sidebar."""
    for key in keys:
        session_of(app).choices[key] = True
    return app.run()
