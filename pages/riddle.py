"""The riddle: trained to copy, what does it write?"""

from rnn.ui.page import FEWER_FRAMES, Reel, live, open_page
from rnn.ui.riddle.steps import is_measuring, show_networks, show_steps

session = open_page("The riddle", "Trained to **copy** each character, what does it write? Guess, then look.")


def pictures(reel: Reel) -> None:
    if show_networks(reel.now, session.riddle_runs):
        show_steps(reel, session.cache, session.riddle_runs)


def is_working() -> bool:
    riddle_runs = session.riddle_runs
    riddle_runs.choose(session.player.run)
    return not riddle_runs.is_ready or is_measuring(session.player.moment, session.cache, session.riddle_runs)


live(session, pictures, is_also_moving=is_working, frames_a_second=FEWER_FRAMES)
