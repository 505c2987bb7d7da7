"""The address in the browser: what it says is followed, and what the visitor has is written into it."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from rnn.session.session import Session


def follow_address(session: Session) -> None:
    """Take what the link says, where the visitor went back or forward in history.

    Any other request may have left the browser before the latest link got there, and bring the one before along.
    """
    query = st.query_params.to_dict()
    if get_script_run_ctx().is_history_navigation and query not in ({}, session.address):
        session.follow(query)


def write_address(session: Session) -> None:
    """Put what the visitor has into the link, unless it is changing just now."""
    if session.renew_address() and session.address != st.query_params.to_dict():
        st.query_params.from_dict(session.address)
