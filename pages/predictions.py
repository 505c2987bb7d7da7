"""predictions."""

from rnn.ui.page import live, open_page

session = open_page("predictions", "")
live(session, lambda: None)
