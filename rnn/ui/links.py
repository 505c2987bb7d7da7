"""Links from one page to another, but for pages that a teacher's link leaves out; and where the app is."""

from __future__ import annotations

import streamlit as st

from rnn.ui import state


def show_link(path: str, label: str, icon: str) -> None:
    """Draw a link to a page, if it is offered."""
    if state.current_session().classroom.offers(path):
        st.page_link(path, label=label, icon=icon)


def go_to_page(path: str) -> None:
    """Open another page, if it is offered, once the callback that this is called in has ended."""
    if state.current_session().classroom.offers(path):
        state.note("next_page", path)


def address_of_the_app() -> str:
    """Return where the app is: the address that the browser shows, without the page's name and parameters."""
    address = (st.context.url or "").split("?")[0]
    return address.rpartition("/")[0] if address.count("/") > 2 else address
