"""Train: the loss falls, the gradient is held back, and the text grows from noise."""

from rnn.ui.page import Reel, live, open_page
from rnn.ui.train.health import show_health, show_progress
from rnn.ui.train.loss import show_loss_and_gradient, show_loss_and_text
from rnn.ui.train.parts import choose_view, moves_by_itself
from rnn.ui.train.samples import show_samples

session = open_page("Train", "How does the loss fall, and what does the network say meanwhile?")


def pictures(reel: Reel) -> None:
    part = choose_view(session.choices)
    show_progress(session)
    if part == "samples":
        show_samples(session)
    elif part == "gradient":
        show_loss_and_gradient(session.player, session.choices, session.cache)
    else:
        show_loss_and_text(session.player, session.choices, session.cache)
    show_health(session.player.moment, session.choices, session.cache)


live(session, pictures, is_also_moving=lambda: moves_by_itself(session))
