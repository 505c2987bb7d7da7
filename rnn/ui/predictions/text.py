"""The loss of each character, painted on the text, and the worst predictions, ten at most."""

from __future__ import annotations

from functools import partial

import numpy as np

from rnn.analysis.scores import entropy_bits
from rnn.analysis.worst_predictions import LEAST_LOSS, WorstPrediction, worst_predictions
from rnn.figures.kit import style
from rnn.model.network import step_losses
from rnn.session.chosen.selection import Selection
from rnn.session.film.reel import Reel
from rnn.session.moment import Moment
from rnn.session.player import Player
from rnn.ui.components.painted_text import Paint, PaintedText, show_painted_text
from rnn.ui.components.snippets import Snippet, cut, show_snippets
from rnn.ui.components.words import show_words
from rnn.ui.controls.passage_place import characters_of, chosen_place, go_to, where_in_text

MOST_SURPRISES = 10
CONTEXT = 24, 8


def show_worst_predictions(player: Player, reel: Reel, selection: Selection) -> None:
    """Draw the passage, painted by the loss of each of its characters, and the worst predictions, ten at most."""
    passage = player.view.passage
    losses = [step_losses(moment.passage_trace.y_pred, passage.targets) for moment in reel]
    show_painted_text(
        [_painted(moment, selection, loss) for moment, loss in zip(reel, losses, strict=True)],
        "loss_on_text",
        lambda place: go_to(player, selection, place),
    )
    show_words(
        [_over_the_passage(loss, m.passage_trace.y_pred) for m, loss in zip(reel, losses, strict=True)], "passage"
    )
    _show_worst(player, reel, selection)


def _over_the_passage(losses: np.ndarray, y_pred: np.ndarray) -> str:
    K, loss = y_pred.shape[1], float(np.maximum(losses.mean(), 0))
    return (
        f"Over the **{len(losses):,}** characters shown the loss is **{loss:.3g} nats** a character: perplexity "
        f"**{np.exp(loss):.1f}**. Mean entropy of the predictions: **{entropy_bits(y_pred).mean():.3g} bits**, as "
        f"uncertain as a fair choice among **{2 ** entropy_bits(y_pred).mean():.1f}** of the {K} characters."
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


def _show_worst(player: Player, reel: Reel, selection: Selection) -> None:
    passage = player.view.passage
    labels, letters = player.run.vocabulary.visible, reel.now.visible(passage.targets)
    found = [
        worst_predictions(moment.passage_trace.y_pred, passage.targets, MOST_SURPRISES, LEAST_LOSS) for moment in reel
    ]
    show_snippets(
        "worst",
        "Worst predictions first: click one to open its distribution",
        [[_snippet(letters, prediction, labels) for prediction in worst] for worst in found],
        partial(go_to, player, selection),
        rows=min(MOST_SURPRISES, len(letters)),
        colour=style.WRONG,
        empty=f"No prediction is worse than {LEAST_LOSS:g} nats.",
    )


def _snippet(letters: list[str], prediction: WorstPrediction, labels: list[str]) -> Snippet:
    around = cut(letters, prediction.step, prediction.step + 1, *CONTEXT)
    return Snippet(*around, _note(prediction, labels[prediction.top_prediction]), prediction.step)


def _note(prediction: WorstPrediction, top_prediction: str) -> str:
    what = "top prediction, correct" if prediction.is_right else f"top prediction {top_prediction}"
    return f"{what} ({prediction.top_probability:.0%}) · {prediction.loss:.2f} nats = {prediction.bits:.2f} bits"
