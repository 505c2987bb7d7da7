"""Weights and dynamics: the five parameters, their spectrum, and the path of the state."""

from rnn.ui.controls.choices import choose_one, choose_window
from rnn.ui.page import Reel, live, open_page
from rnn.ui.weights.dynamics import OF_THE_WHOLE_FILM, is_preparing, prepare, show_path, show_spectrum
from rnn.ui.weights.matrices import show_likeness, show_parameters

VIEWS = {
    "parameters": "Parameters",
    "spectrum": "Spectrum",
    "path": "Path of the state",
    "similarity": "Character similarity",
}

session = open_page(
    "Weights and dynamics",
    "What do the weights look like, and what do they do to the state? Press **Play** to watch them form.",
)


def pictures(reel: Reel) -> None:
    choose_window(session.player)
    view = choose_one(session.choices, "weights_view", VIEWS, "Look at", label_visibility="collapsed")
    study = prepare(session.player, session.cache) if view in OF_THE_WHOLE_FILM else None
    if view == "parameters":
        show_parameters(session.player.moment, session.choices)
    elif view == "spectrum":
        show_spectrum(session.player, session.selection, session.cache, study)
    elif view == "path":
        show_path(session.player, session.choices, session.writing, session.preset, study)
    else:
        show_likeness(session.player.moment)


live(
    session,
    pictures,
    is_also_moving=lambda: is_preparing(session.player.moment, session.choices, session.cache),
)
