"""What all pages share: the app, the sidebar, the transport bar, and the part that moves while the film plays."""

from __future__ import annotations

from collections.abc import Callable
from time import sleep

import streamlit as st

from rnn.model import backend
from rnn.session.server.refresh_throttle import REFRESH_THROTTLE
from rnn.ui.address import follow_address, write_address
from rnn.ui.app import guard
from rnn.ui.components.scrubber import show_scrubber
from rnn.ui.controls.transport import show_buttons, show_moment
from rnn.ui.markdown import escaped
from rnn.ui.sidebar.sidebar import show_sidebar
from rnn.ui.state import Session, current_session

TICK_SECONDS = 0.18
SLOW_TICK_SECONDS = 0.3  # for a page with so many charts that the browser would do nothing else
SLOWEST_TICK_SECONDS = 0.5  # for one that has many controls or equations besides
SENDING_SECONDS = 0.05


def open_page(title: str, question: str) -> Session:
    """Begin a page: its title, the question that it answers, sidebar and transport bar. Every page calls this first."""
    guard()
    session = current_session()
    follow_address(session)
    show_sidebar(session)
    st.title(title)
    st.markdown(question)
    _show_news(session)
    session.arrive()
    show_buttons(session)
    write_address(session)
    return session


def live(
    session: Session,
    draw: Callable[[], None],
    is_also_moving: Callable[[], bool] = lambda: False,
    seconds: float = TICK_SECONDS,
) -> None:
    """Draw scrubber, readings and the page's pictures, again and again while the playhead moves.

    is_also_moving  whether the page has something of its own that moves, the playhead being at rest
    seconds         from one drawing to the next; more where many visitors' films play
    """

    def motion() -> tuple[bool, bool, float | None]:
        moving = session.player.is_moving, is_also_moving()
        return *moving, REFRESH_THROTTLE.interval(id(session), seconds) if any(moving) else None

    clocked = motion()
    *_, interval = clocked

    @st.fragment(run_every=interval)
    def moving_part() -> None:
        session.player.tick()
        show_scrubber(session.player)
        show_moment(session.player.moment)
        draw()
        if motion() != clocked:  # clock and buttons are the whole page's to set
            st.rerun()
        write_address(session)

    moving_part()
    _let_it_be_sent(session, interval is not None)


def _let_it_be_sent(session: Session, has_clock: bool) -> None:
    """End the page a moment later, if the browser may still send a tick of the clock that it had until now.

    That tick would begin at once, and make Streamlit drop what this run has drawn of the moving part but not yet sent.
    It still reports to the browser that the run was complete, so that this takes the charts away and builds new ones.
    """
    if session.had_clock:
        sleep(SENDING_SECONDS)
    session.had_clock = has_clock


def _show_news(session: Session) -> None:
    if session.news:
        st.toast(session.news, icon=":material/restart_alt:")
        session.news = None
    if "link" in session.problems:
        st.warning(escaped(session.problems["link"]), icon=":material/link_off:")
    if backend.is_missing():
        st.caption("Numba could not be imported, so the network trains in plain NumPy: the same numbers, more slowly.")
