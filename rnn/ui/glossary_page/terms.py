"""The list of the terms: a box that finds some of them, and each with its meaning, equation and page."""

from __future__ import annotations

import streamlit as st

from rnn.ui.app import PAGES
from rnn.ui.glossary import Entry, entries
from rnn.ui.glossary_page.search import LONGEST_QUERY, find

TITLES = {path: (title, icon) for rows in PAGES.values() for path, title, icon, _ in rows}
NOTHING = "No term has these words. Type fewer or other words, or clear the box to see all terms."


@st.fragment  # apart from the part that moves with the film: nothing here does, and there is much of it
def show_terms() -> None:
    """Draw the box, and below it the terms that it finds; all of them while it is empty."""
    query = st.text_input(
        "Find a term",
        key="glossary_query",
        type="search",
        live=True,
        max_chars=LONGEST_QUERY,
        placeholder="gradient, temperature, …",
        icon=":material/search:",
        width=400,
    )
    known = entries()
    found = find(known, query)
    if not found:
        st.info(NOTHING, icon=":material/search_off:")
        return
    st.caption(f"{len(found)} of {len(known)} terms" if len(found) < len(known) else f"{len(known)} terms, A to Z")
    for entry in found:
        _show(entry)


def _show(entry: Entry) -> None:
    path = f"pages/{entry.page}.py"
    title, icon = TITLES[path]
    with st.container(border=True):
        words, work = st.columns([3, 2], gap="medium", vertical_alignment="center")
        with words:
            st.header(entry.term)
            st.markdown(entry.definition)
        with work:
            if entry.equation:
                st.latex(entry.equation)
            st.page_link(path, label=f"At work on: {title}", icon=icon)
