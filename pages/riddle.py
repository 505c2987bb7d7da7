"""The riddle."""

from rnn.ui.page import live, open_page

session = open_page("The riddle", "")
live(session, lambda: None)
