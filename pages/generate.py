"""Generate: a seed is typed, and the network goes on from it, one character after another."""

from rnn.ui.generate.controls import show_length, show_seed, show_steps
from rnn.ui.generate.pictures import show_choice, show_primings, show_state, show_text, show_whole_text
from rnn.ui.page import FEWER_FRAMES, Reel, live, open_page

session = open_page("Generate", "From a seed that you type: what does the network write, and why these characters?")
writing = session.writing


def pictures(reel: Reel) -> None:
    writing.follow(session.settings, session.preset)
    writing.tick()
    player = session.player
    text = writing.write(player.moment.parameters, player.run.vocabulary, film_rests=not player.is_moving)
    step = text.step(writing.shown)
    show_seed(session.player.moment, session.writing)
    show_length(session.player, session.writing)
    show_steps(session.writing)
    show_text(session.writing, text)
    show_whole_text(session.choices, session.writing, text)
    show_choice(session.player.moment, session.writing, step)
    show_state(session.player.moment, step)
    show_primings(session.player.moment, session.writing)


def is_also_moving() -> bool:
    return writing.is_moving or writing.generation.is_writing


live(session, pictures, is_also_moving=is_also_moving, frames_a_second=FEWER_FRAMES)
