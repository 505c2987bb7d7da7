"""What all pages share: the app, the sidebar, the dock, and the part that moves while the film plays."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.errors import StreamlitInvalidLayoutContextError

from rnn.model import backend
from rnn.runs.settings import Settings
from rnn.session.film.pace import PACES
from rnn.session.film.reel import Reel
from rnn.session.server.load import LOAD
from rnn.ui import state
from rnn.ui.address import follow_address, write_address
from rnn.ui.app import guard
from rnn.ui.controls.transport import show_dock
from rnn.ui.lesson.panel import shown_of
from rnn.ui.lesson.strip import show_strip
from rnn.ui.markdown import escaped
from rnn.ui.sidebar.sidebar import show_sidebar
from rnn.ui.state import Session, current_session

MOST_FRAMES = 20  # a second, of a film that plays faster
FEWER_FRAMES = 8.5  # on a page that has much to work out and to draw; twice as many of a film that plays faster
ASKING_SECONDS = 0.2  # from one drawing to the next of what moves by itself


def open_page(title: str, question: str | Callable[[Settings], str]) -> Session:
    """Begin a page: its title, the question that it answers, the sidebar. Every page calls this first.

    question  in Markdown, one line; or made of the run's settings
    """
    guard()
    session = current_session()
    session.open(state.value_of("page"))
    follow_address(session)
    show_sidebar(session)
    state.note("sidebar_shows", (session.values_at_playhead, shown_of(session)))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.title(title, anchor=False, width="content")
        st.markdown(question if isinstance(question, str) else question(session.settings), width="stretch")
    _show_news(session)
    session.arrive()
    write_address(session)
    return session


def live(
    session: Session,
    draw: Callable[[Reel], None],
    is_also_moving: Callable[[], bool] = lambda: False,
    frames_a_second: float = MOST_FRAMES,
) -> None:
    """Draw the page's pictures and the dock, for one reel of the film after the other while it plays.

    draw             called with the reel: what moves with the film is drawn for each of its moments
    is_also_moving   whether the page has something of its own that moves, the playhead being at rest
    frames_a_second  how many moments a second are drawn at most, at the normal pace
    """

    def draw_once() -> None:
        if path := state.value_of("next_page"):
            state.note("next_page", None)
            session.renew_address()
            st.switch_page(path, query_params=session.address)
        session.player.tick()
        session.player.make_next_frame_ready()
        LOAD.measure()
        most = min(MOST_FRAMES, frames_a_second * (2 if PACES[session.player.pace] > PACES["normal"] else 1))
        reel, serial = session.player.reel(LOAD.frames(most)), state.next_serial()
        state.begin_reel(serial, 0 if reel.plays or reel.opens else len(reel) - 1, reel.plays and len(reel) == 1)
        draw(reel)
        is_busy = session.player.goal is not None or is_also_moving()
        with st.bottom, st.container(gap=None):
            show_strip(session)
            show_dock(session, reel, serial, LOAD.ahead(ASKING_SECONDS) if is_busy else None)
        write_address(session)
        if _is_sidebar_old(session.player.is_moving, session.values_at_playhead, shown_of(session)):
            st.rerun()  # the sidebar is the whole page's to draw

    @st.fragment
    def moving_part() -> None:
        if state.comes_from_left_page():
            state.open_anew()
        try:
            draw_once()
        except StreamlitInvalidLayoutContextError:  # the page was left, and come back to, before it was all there
            state.open_anew()

    moving_part()


def _is_sidebar_old(is_moving: bool, values: dict[str, float], lesson: tuple | None) -> bool:
    values_shown, lesson_shown = state.value_of("sidebar_shows")
    return lesson != lesson_shown or (not is_moving and values != values_shown)


def _show_news(session: Session) -> None:
    if session.news:
        st.toast(session.news, icon=":material/restart_alt:")
        session.news = None
    if "link" in session.problems:
        st.warning(escaped(session.problems["link"]), icon=":material/link_off:")
    if backend.is_missing():
        st.caption("Numba could not be imported, so the network trains in plain NumPy: the same numbers, more slowly.")
