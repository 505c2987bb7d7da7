"""Train: the loss falls, the gradient is clipped, the text grows from noise, and one update goes by in slow motion."""

import streamlit as st

from rnn.ui.page import Reel, live, open_page
from rnn.ui.train.half_steps import show_half_steps
from rnn.ui.train.health import show_fixes, show_health
from rnn.ui.train.loss import show_loss_and_gradient, show_loss_and_text
from rnn.ui.train.parts import choose_view, moves_by_itself
from rnn.ui.train.samples import show_samples

session = open_page("Train", "How does the loss fall, and has the network learnt more than counts?")
picture = st.container()
part = choose_view(session.choices, session.player)


def pictures(reel: Reel) -> None:
    with picture:
        if part == "update":
            show_half_steps(session.player, reel, session.selection, session.choices, session.cache)
            return
        if part == "samples":
            show_samples(session, reel)
        elif part == "gradient":
            show_loss_and_gradient(session.player, reel, session.choices, session.cache, session.learning)
        else:
            show_loss_and_text(session.player, reel, session.choices, session.cache, session.learning)
        show_fixes(session)
        show_health(reel, session.choices, session.cache)


live(session, pictures, is_also_moving=lambda: moves_by_itself(session))
