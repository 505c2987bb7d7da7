"""One step."""

from rnn.ui.page import live, open_page

session = open_page("One step", "")
live(session, lambda: None)
