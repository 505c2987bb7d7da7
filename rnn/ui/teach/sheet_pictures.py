"""The pictures of a sheet: what a page shows of a run at the moment of a lesson's step, to be printed."""

from __future__ import annotations

import re
from collections.abc import Callable

from rnn.analysis.worksheet import fill_worksheet
from rnn.figures.credit_assignment import gradient_decay_figure
from rnn.figures.hidden import VIEWS, hidden_heatmap_figure
from rnn.figures.kit import style
from rnn.figures.loss import loss_figure
from rnn.figures.predicted import predicted_characters_figure
from rnn.figures.worksheet import pre_activation_figure
from rnn.monitoring.loss_curve import read_curves
from rnn.session.cache import Cache
from rnn.session.measurements import baseline_losses, credit_norms, gradient_decay
from rnn.session.moment import Moment

PAPER = {
    "--st-text-color": "#10151c",
    "--st-background-color": "#ffffff",
    "--st-secondary-background-color": "#f3f5f8",
    "--st-border-color": "#d5dbe3",
    "--st-font": "sans-serif",
}
UNIT, CHARACTER = 0, 0
ON_A_SCREEN = ("Click", "Drag", "Play", "Press")


def picture_of(page: str, moment: Moment) -> style.Figure | None:
    """Return what a page, by its name in the address, has to show at a moment; None where that is not for paper."""
    return PICTURES[page](moment) if page in PICTURES else None


def on_paper(figure: style.Figure) -> str:
    """Return a figure as JSON for Plotly, in the colours of the light theme."""
    found = re.sub(r"var\((--[\w-]+)\)", lambda match: PAPER[match[1]], figure.to_json())
    return found.replace("</", "<\\/")  # inside a script no tag may end


def caption_of(figure: style.Figure) -> str:
    """Return what to see in a figure, without what only a screen can do."""
    sentences = re.split(r"(?<=\.) ", figure.words["see"])
    return " ".join(sentence for sentence in sentences if not sentence.startswith(ON_A_SCREEN))


def _loss(moment: Moment) -> style.Figure:
    run, levels = moment.run, baseline_losses(moment, Cache()).levels
    now = moment.update, moment.scores.loss / len(moment.targets)
    return loss_figure(read_curves(run, True), levels, now, is_for_drawing=moment.update == 0)


def _predicted(moment: Moment) -> style.Figure:
    return predicted_characters_figure(moment.trace.y_pred, moment.targets, moment.run.vocabulary.visible)


def _hidden(moment: Moment) -> style.Figure:
    return hidden_heatmap_figure(VIEWS[1], moment.trace.a, moment.letters, UNIT, 0)


def _sum(moment: Moment) -> style.Figure:
    step = len(moment.inputs) // 2
    sheet = fill_worksheet(
        moment.parameters,
        moment.trace,
        moment.inputs,
        moment.targets,
        (step, UNIT, CHARACTER),
        moment.run.vocabulary.visible,
    )
    return pre_activation_figure(sheet, step + 1, UNIT)


def _decay(moment: Moment) -> style.Figure:
    cache = Cache()
    return gradient_decay_figure(gradient_decay(moment, cache), credit_norms(moment, cache), len(moment.inputs) - 1)


PICTURES: dict[str, Callable[[Moment], style.Figure]] = {
    "start": _predicted,
    "predictions": _predicted,
    "generate": _predicted,
    "train": _loss,
    "hidden_states": _hidden,
    "one_step": _sum,
    "backward": _decay,
}
