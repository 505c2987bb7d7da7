"""Learn: short lessons in which the visitor acts and predicts, and their own network answers."""

from rnn.ui.lesson.course import show_course
from rnn.ui.page import Reel, live, open_page

session = open_page("Learn", "What would you like to find out? Each lesson is a few steps with a network of its own.")


def lessons(_reel: Reel) -> None:
    show_course(session)


live(session, lessons)
