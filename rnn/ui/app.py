"""The pages and their order. A page that is opened by its own address on a fresh server goes through here too."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import streamlit as st
from threadpoolctl import threadpool_limits

import rnn.ui
from rnn.model import backend
from rnn.ui import state

PAGES = {
    "Watch": (
        ("pages/start.py", "Start", ":material/home:", "A trained network, unrolled over its text."),
        ("pages/learn.py", "Learn", ":material/school:", "Short lessons: you predict, and the network answers."),
        ("pages/train.py", "Train", ":material/show_chart:", "Watch the loss fall and the text grow sharper."),
        ("pages/hidden_states.py", "Hidden states", ":material/grid_on:", "What every hidden unit does at every step."),
        ("pages/predictions.py", "Predictions", ":material/bar_chart:", "What the network expects at every step."),
        ("pages/generate.py", "Generate", ":material/edit_note:", "Type a seed and let the network go on from it."),
    ),
    "Microscope": (
        ("pages/one_step.py", "One step", ":material/calculate:", "How one number comes about, term by term."),
        ("pages/backward.py", "Backward", ":material/undo:", "Backpropagation through time, replayed and checked."),
        (
            "pages/weights.py",
            "Weights and dynamics",
            ":material/hub:",
            "The weights, their spectrum, the state's path.",
        ),
        ("pages/surgery.py", "Surgery", ":material/content_cut:", "Ablate a unit, edit a weight, and compare."),
        ("pages/riddle.py", "The riddle", ":material/quiz:", "Trained to copy: what does it write, and why?"),
    ),
    "Class": (
        ("pages/glossary.py", "Glossary", ":material/dictionary:", "What each term means, and where it is at work."),
        ("pages/teach.py", "Teach", ":material/co_present:", "Links for a class, and sheets to print."),
    ),
}
START = "pages/start.py"
ICON = Path(__file__).with_name("icon.svg")  # not an emoji: to know one, Streamlit reads a list of all there are

# All the CSS that there is for what Streamlit draws. What waits for its next drawing does not fade, as it would with
# each reel. Under a finger nothing that is to be touched is smaller than 40 pixels: what Streamlit draws lower is
# higher there, and its small signs answer around themselves.
CSS = """<style>
[data-testid=stElementContainer][data-stale=true] { opacity: 1 !important; transition: none !important; }
@media (pointer: coarse) {
  [data-testid=stSidebarNavLink], [data-testid=stPageLink-NavLink], [data-testid=stButtonGroup] button,
  [data-testid=stCheckbox] > label, [data-testid=stRadioOption] { min-height: 40px; align-items: center; }
  [data-testid=stSelectbox] button, [data-testid^=stNumberInputStep] { min-width: 40px; }
  [data-testid=stTooltipHoverTarget] button, [data-testid=stExpandSidebarButton], [data-testid=stMainMenuButton],
  [data-testid=stSidebarCollapseButton] button { position: relative; }
  [data-testid=stTooltipHoverTarget] button::after, [data-testid=stExpandSidebarButton]::after,
  [data-testid=stMainMenuButton]::after, [data-testid=stSidebarCollapseButton] button::after {
    content: ""; position: absolute; inset: -12px; }
}
</style>"""


@asynccontextmanager
async def stand_ready(_server: st.App) -> AsyncIterator[None]:
    """Load all that pages need, and begin to compile, while the server has nobody to serve: the first need not wait."""
    backend.compile_in_background()
    for module in walk_packages(rnn.ui.__path__, "rnn.ui."):
        import_module(module.name)
    yield None


def open_app() -> None:
    """Name the pages and run the one that was asked for."""
    _keep_to_one_thread()
    st.set_page_config(page_title="Unrolled", page_icon=ICON, layout="wide")
    session = state.current_session()
    pages = {
        section: [
            st.Page(
                path,
                title=title,
                icon=icon,
                help=text,
                default=path == START,
                visibility="visible" if session.classroom.offers(path) else "hidden",
            )
            for path, title, icon, text in rows
        ]
        for section, rows in PAGES.items()
    }
    position = "top" if session.learning.lesson else "sidebar"  # the lesson has the sidebar to itself
    page = st.navigation(pages, position=position, expanded=True)
    st.html(CSS)
    backend.compile_in_background()
    state.come_in(page.url_path or "start")
    page.run()


@st.cache_resource(show_spinner=False)
def _keep_to_one_thread():
    """Let NumPy's matrices use one thread: more cost time on matrices this small, and slow the other visitors."""
    return threadpool_limits(1)


def guard() -> None:
    """Run the app's script if this page was opened without it, as a fresh server does with an address of a page."""
    if not state.has_come_in():
        open_app()
        st.stop()
