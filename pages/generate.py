"""Generate: a seed is typed, and the network goes on from it, one character after another."""

from rnn.ui.page import SLOWEST_TICK_SECONDS, live, open_page
from rnn.ui.writing_controls import show_dials, show_seed, show_steps
from rnn.ui.writing_pictures import show_choice, show_primings, show_state, show_text

session = open_page("Generate", "From a seed that you type: what does the network write, and why these characters?")
writing = session.writing


def pictures() -> None:
    writing.follow(session.settings, session.preset)
    writing.tick()
    show_seed(session)
    show_dials(session)
    show_steps(session)
    steps = writing.write(session.player.moment.parameters, session.player.run.vocabulary)
    show_text(session, steps)
    show_choice(session, steps[writing.number])
    show_state(session, steps[writing.number])
    show_primings(session)


live(session, pictures, seconds=SLOWEST_TICK_SECONDS, is_also_moving=lambda: writing.is_moving)
