"""Weights and dynamics."""

from rnn.ui.page import live, open_page

session = open_page("Weights and dynamics", "")
live(session, lambda: None)
