"""The riddle: trained to copy, what does it write?"""

from rnn.ui.page import Reel, live, open_page
from rnn.ui.riddle.steps import is_measuring, show_networks, show_steps

session = open_page(
    "The riddle",
    "The notebook trains a network to **copy** what it is shown, and then lets it write. What it writes is a riddle: "
    "guess, let the network show you, and find out why, step by step.",
)


def pictures(reel: Reel) -> None:
    if show_networks(session.player.moment, session.riddle_runs):
        show_steps(session.player.moment, session.cache, session.riddle_runs)


def is_working() -> bool:
    riddle_runs = session.riddle_runs
    riddle_runs.choose(session.player.run)
    return not riddle_runs.is_ready or is_measuring(session.player.moment, session.cache, session.riddle_runs)


live(session, pictures, is_also_moving=is_working)
