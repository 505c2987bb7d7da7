"""Generate: a seed is typed, and the network goes on from it, one character after another."""

from rnn.ui.generate.controls import show_length, show_seed, show_steps
from rnn.ui.generate.pictures import show_choice, show_primings, show_state, show_text, show_whole_text
from rnn.ui.page import SLOWEST_TICK_SECONDS, live, open_page

session = open_page("Generate", "From a seed that you type: what does the network write, and why these characters?")
writing = session.writing


def pictures() -> None:
    writing.follow(session.settings, session.preset)
    writing.tick()
    player = session.player
    text = writing.write(player.moment.parameters, player.run.vocabulary, film_rests=not player.is_moving)
    step = text.step(writing.shown)
    show_seed(session)
    show_length(session)
    show_steps(session)
    show_text(session, text)
    show_whole_text(session, text)
    show_choice(session, step)
    show_state(session, step)
    show_primings(session)


def is_also_moving() -> bool:
    return writing.is_moving or writing.draft.is_writing


live(session, pictures, is_also_moving=is_also_moving, seconds=SLOWEST_TICK_SECONDS)
