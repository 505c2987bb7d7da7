"""Teach: a link for a class, and a sheet for each lesson."""

from rnn.ui.page import Reel, live, open_page
from rnn.ui.teach.link import choose_link, show_class_link

session = open_page("Teach", "Make a link that opens just what your class needs.")


def room(_reel: Reel) -> None:
    choose_link(session.choices)
    show_class_link(session.choices, session.link_now())


live(session, room)
