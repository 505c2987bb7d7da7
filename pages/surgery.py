"""Surgery."""

from rnn.ui.page import live, open_page

session = open_page("Surgery", "")
live(session, lambda: None)
