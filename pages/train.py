"""Train: the loss falls and the text grows sharper."""

import streamlit as st

from rnn.figures.loss import loss_figure
from rnn.figures.said import said_figure
from rnn.ui.live_plotly import live_plotly
from rnn.ui.page import live, open_page

session = open_page("Train", "How does the loss fall, and what does the network say meanwhile?")


def pictures() -> None:
    left, right = st.columns([3, 2])
    with left:
        show_loss()
    with right:
        show_text()


def show_loss() -> None:
    run, moment = session.player.run, session.player.moment
    is_logarithmic = st.toggle("Logarithmic axes", value=True, key="is_logarithmic", persist_state="session")
    figure = loss_figure(
        run.losses, run.test_losses, run.guessing_loss, moment.update, moment.scores.loss,
        run.settings.updates, is_logarithmic, run.diverged_at,
    )  # fmt: skip
    live_plotly(figure, key="loss")


def show_text() -> None:
    run, moment = session.player.run, session.player.moment
    st.markdown(session.player.speed)
    live_plotly(said_figure(moment.trace.y_pred, moment.targets, run.vocabulary.visible), key="said")


live(session, pictures)
