"""Teach: a link for a class, and a sheet for each lesson."""

from rnn.ui.page import Reel, live, open_page
from rnn.ui.teach.link import choose_link, show_class_link
from rnn.ui.teach.papers import show_papers
from rnn.ui.teach.parts import choose_part

session = open_page("Teach", "Make a link that opens just what your class needs, or print a lesson.")


def room(_reel: Reel) -> None:
    if choose_part(session.choices) == "sheet":
        show_papers(session.choices)
    else:
        choose_link(session.choices)
        show_class_link(session.choices, session.link_now())


live(session, room)
