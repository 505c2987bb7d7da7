"""Backward."""

from rnn.ui.page import live, open_page

session = open_page("Backward", "")
live(session, lambda: None)
