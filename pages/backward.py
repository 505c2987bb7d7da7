"""Backward: how the error finds its way back through time, and whether the way is right."""

from rnn.ui.backward.check import show_check
from rnn.ui.backward.credit_assignment import show_credit_assignment
from rnn.ui.backward.norms import show_norms
from rnn.ui.backward.parts import choose_part, moves_by_itself
from rnn.ui.backward.replay import show_replay
from rnn.ui.controls.choices import choose_window
from rnn.ui.page import Reel, live, open_page

session = open_page(
    "Backward",
    "How does the error find its way back through time, does it fade, and is the way right? A forward pass makes an "
    "error at every step; backpropagation through time carries them from the last step to the first.",
)


def pictures(reel: Reel) -> None:
    choose_window(session.player)
    part = choose_part(session.choices)
    if part == "replay":
        show_replay(session.player.moment, session.cache, session.replay)
    elif part == "credit":
        show_credit_assignment(session.player.moment, session.selection, session.cache)
    elif part == "norms":
        show_norms(session.player, session.choices, session.cache)
    else:
        show_check(session.player, session.choices, session.cache)


live(
    session,
    pictures,
    is_also_moving=lambda: moves_by_itself(session.player, session.choices, session.cache, session.replay),
)
