"""The loss of each character, painted on the text, and the worst predictions, ten at most."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnn.analysis.scores import entropy_bits
from rnn.analysis.worst_predictions import LEAST_LOSS, WorstPrediction, worst_predictions
from rnn.figures.kit import style
from rnn.model.network import step_losses
from rnn.session.chosen.selection import Selection
from rnn.session.moment import Moment
from rnn.session.player import Player
from rnn.ui.components.painted_text import Paint, PaintedText, show_painted_text
from rnn.ui.components.snippets import Snippet, cut, show_snippets
from rnn.ui.controls.passage_place import characters_of, chosen_place, go_to, where_in_text

MOST_SURPRISES = 10
CONTEXT = 24, 8


def show_worst_predictions(player: Player, selection: Selection) -> None:
    """Draw the passage, painted by the loss of each of its characters, and the worst predictions, ten at most."""
    passage, trace = player.view.passage, player.moment.passage_trace
    losses = step_losses(trace.y_pred, passage.targets)
    _say_how_sure(losses, trace.y_pred)
    show_painted_text(
        _painted(player.moment, selection, losses), "loss_on_text", lambda place: go_to(player, selection, place)
    )
    _show_worst(player, selection, worst_predictions(trace.y_pred, passage.targets, MOST_SURPRISES, LEAST_LOSS))


def _say_how_sure(losses: np.ndarray, y_pred: np.ndarray) -> None:
    K, loss = y_pred.shape[1], float(np.maximum(losses.mean(), 0))
    st.markdown(
        f"Over the **{len(losses):,}** characters shown the loss is **{loss:.3g} nats** a character: perplexity "
        f"**{np.exp(loss):.1f}**. Its own probabilities have a mean entropy of "
        f"**{entropy_bits(y_pred).mean():.3g} bits**: as uncertain as a fair choice among "
        f"**{2 ** entropy_bits(y_pred).mean():.1f}** of the {K} characters."
    )


def _painted(moment: Moment, selection: Selection, losses: np.ndarray) -> PaintedText:
    passage, K = moment.view.passage, len(moment.run.vocabulary)
    first = passage.first + (moment.run.settings.target == "next")
    full = max(1.0, 2 * float(np.log(K)))  # stays the same while the network learns
    return PaintedText(
        characters_of(moment.run, passage.targets),
        losses,
        Paint("loss", 0, full, ("0: certain", f"{full:.1f} or more"), "nats", style.LOSS),
        title="What each character cost" + where_in_text(moment, first),
        see="Each target; the fuller its colour, the larger its loss. The uniform baseline has ln K = "
        f"{np.log(K):.2f} nats{', half of the fullest colour' if full > 1 else ''}. Click one to open its distribution "
        "below.",
        first=first,
        chosen=chosen_place(selection, moment),
    )


def _show_worst(player: Player, selection: Selection, worst: tuple[WorstPrediction, ...]) -> None:
    labels = player.run.vocabulary.visible
    letters = player.moment.visible(player.view.passage.targets)
    snippets = [
        Snippet(
            *cut(letters, prediction.step, prediction.step + 1, *CONTEXT),
            _note(prediction, labels[prediction.top_prediction]),
        )
        for prediction in worst
    ]
    show_snippets(
        "worst",
        "Worst predictions first: click one to open its distribution",
        [snippets],
        lambda index: go_to(player, selection, worst[index].step),
        rows=min(MOST_SURPRISES, len(letters)),
        colour=style.WRONG,
        empty=f"No prediction is worse than {LEAST_LOSS:g} nats.",
    )


def _note(prediction: WorstPrediction, top_prediction: str) -> str:
    what = "top prediction, correct" if prediction.is_right else f"top prediction {top_prediction}"
    return f"{what} ({prediction.top_probability:.0%}) · {prediction.loss:.2f} nats = {prediction.bits:.2f} bits"
