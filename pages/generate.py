"""Generate: a seed is typed, and the network goes on from it, one character after another."""

import streamlit as st

from rnn.ui.generate.controls import show_length, show_sampling, show_sampling_seed, show_seed, show_steps
from rnn.ui.generate.pictures import show_choice, show_empty_text, show_primings, show_state, show_text, show_whole_text
from rnn.ui.lesson.in_pictures import awaits_characters, characters_in
from rnn.ui.page import FEWER_FRAMES, Reel, live, open_page

session = open_page("Generate", "What does the network write after your seed, and why?")
writing = session.writing
writing.follow(session.settings, session.preset)
left, right = st.columns([5, 2], gap="medium")
with right:
    show_seed(session.player.moment, writing)
    show_length(writing)
    show_sampling(session.player.moment, writing)
    show_sampling_seed(writing)


def pictures(reel: Reel) -> None:
    player = session.player
    predicted = characters_in(session.learning, player.run, session.cache)
    if awaits_characters(session.learning, session.settings):
        with left:
            show_empty_text(writing, predicted)
        return
    writing.tick()
    text = writing.write(reel.now.parameters, player.run.vocabulary, film_rests=not player.is_moving)
    texts = [*(writing.beginning_of(m.parameters, player.run.vocabulary) for m in reel.moments[:-1]), text]
    steps = [one.step(writing.shown) for one in texts]
    with left:
        show_text(writing, texts, predicted)
        show_steps(writing)
        show_choice(reel, writing, steps, player)
    show_state(reel, steps)
    show_primings(writing, texts)
    show_whole_text(session.choices, writing, text)


def is_also_moving() -> bool:
    return writing.is_moving or writing.generation.is_writing


live(session, pictures, is_also_moving=is_also_moving, frames_a_second=FEWER_FRAMES)
