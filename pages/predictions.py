"""Predictions: what the network expects at every step, and what in its text surprised it."""

from rnn.ui.controls.choices import choose_one, choose_window
from rnn.ui.controls.passage_place import chosen_step
from rnn.ui.page import Reel, live, open_page
from rnn.ui.predictions.step import show_distribution, show_expectations
from rnn.ui.predictions.text import show_worst_predictions

VIEWS = {"expected": "What it expects", "surprising": "What surprised it"}

session = open_page(
    "Predictions",
    "What does the network expect at each step, and how sure is it? Press **Play** to watch its guesses sharpen; "
    "click a step to open its whole distribution.",
)


def pictures(reel: Reel) -> None:
    choose_window(session.player)
    if choose_one(session.choices, "predictions_view", VIEWS, "Look at") == "expected":
        show_expectations(session.player.moment, session.selection)
    else:
        show_worst_predictions(session.player, session.selection)
    show_distribution(session.player.moment, session.choices, chosen_step(session.selection, session.player.moment))


live(session, pictures)
