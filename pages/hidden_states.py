"""hidden_states."""

from rnn.ui.page import live, open_page

session = open_page("hidden_states", "")
live(session, lambda: None)
