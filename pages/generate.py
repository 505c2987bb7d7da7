"""generate."""

from rnn.ui.page import live, open_page

session = open_page("generate", "")
live(session, lambda: None)
