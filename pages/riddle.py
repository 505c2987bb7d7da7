"""The riddle: trained to copy, it continues. Why?"""

from rnn.ui.page import live, open_page
from rnn.ui.riddle.steps import show_cast, show_steps

session = open_page(
    "The riddle",
    "The notebook trains a network to **copy** what it is shown. Given the first letters of the alphabet, it goes on "
    "with the alphabet. Why? Guess, and let the network show you, in five steps.",
)


def pictures() -> None:
    if show_cast(session):
        show_steps(session)


def is_training() -> bool:
    riddle_runs = session.riddle_runs
    riddle_runs.choose(session.player.run)
    return not riddle_runs.is_ready


live(session, pictures, is_also_moving=is_training)
