"""Glossary: what each term means, its equation, and the page on which it is at work."""

from rnn.ui.glossary_page.terms import show_terms
from rnn.ui.page import live, open_page

session = open_page("Glossary", "What does a term mean, and on which page is it at work?")
show_terms()
live(session, lambda _reel: None)
