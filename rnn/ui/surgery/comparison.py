"""The untouched network and the altered one, side by side."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnn.analysis.edits import Edit, HoldUnit
from rnn.analysis.scores import Scores
from rnn.analysis.surgery import continue_with
from rnn.figures.surgery import continuations_figure, distributions_figure, ranking_figure
from rnn.model.network import Trace
from rnn.runs.presets import Preset
from rnn.session.chosen.choices import Choices
from rnn.session.edit_list import EditList
from rnn.session.moment import Moment
from rnn.session.writing import MAXIMUM_SEED, Writing
from rnn.text.numbers import difference, number
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.components.readings import Reading, show_readings
from rnn.ui.markdown import escaped, plain
from rnn.ui.state import bind, bind_choice
from rnn.ui.surgery.measuring import Compared

WRITTEN = 20
COLUMN_PIXELS = 26
ROUNDING = 1e-9  # less than that comes from the order in which sums were made


def show_losses(compared: Compared) -> None:
    """Show loss and characters right of both networks, and what they are measured over."""
    (before, after), unit = compared.scores, compared.loss_unit
    untouched, altered = (_shown_loss(scores, unit) for scores in compared.scores)
    show_readings(
        "losses",
        Reading("Loss, untouched", _loss(untouched, unit)),
        Reading("Loss, altered", _loss(altered, unit), change=_change(altered - untouched, "nats")),
        Reading("Right, untouched", f"{before.right:,} of {before.steps:,}"),
        Reading("Right, altered", f"{after.right:,} of {after.steps:,}", change=_change(after.right - before.right)),
    )
    st.caption(f"Measured over {compared.scores_of}. {compared.unfinished}".strip())


def choose_order(choices: Choices) -> bool:
    """Let the visitor choose the order of the bars; return whether the largest effect comes first."""
    return st.toggle(
        "Largest effect first",
        help="The effect of ablating a unit is the loss increase. A unit whose ablation lowers the loss comes last.",
        **bind_choice(choices, "surgery_sorted"),
    )


def show_ranking(compared: Compared, edit_list: EditList, is_sorted: bool) -> None:
    """Draw the loss increase without each unit; a click on a bar ablates its unit, or undoes that."""
    figure = ranking_figure(
        compared.ranking, edit_list.held_units, is_sorted, of=compared.ranking_of, unit=compared.loss_unit
    )
    live_plotly(figure, "ranking", on_click=lambda click: edit_list.ablate(int(click["customdata"])))


def show_distributions(moment: Moment, altered: Trace, step: int) -> None:
    """Draw the predictions of both networks at one step of the window, and say at which step they differ most."""
    visible = moment.run.vocabulary.visible
    target = int(moment.targets[step])
    figure = distributions_figure(moment.trace.y_pred[step], altered.y_pred[step], visible, target, step)
    live_plotly(figure, "distributions")
    sentences = [_largest_difference(moment, altered)]
    if moment.run.windows.count > 1:
        sentences.append("Steps are those of the window shown.")
    if moment.trace.a_start.any():
        sentences.append("Both networks begin it in the state that the untouched one has before it.")
    st.caption(" ".join(sentences))


def choose_seed(moment: Moment, writing: Writing, preset: Preset | None) -> None:
    """Let the visitor type the seed; one that will not do gets its sentence."""
    writing.follow(moment.run.settings, preset)
    st.text_input(
        "Seed",
        max_chars=MAXIMUM_SEED,
        **bind("surgery_seed", writing.typed, lambda typed: writing.type_seed(typed, moment.run.vocabulary)),
        help="The characters to go on from; the same seed as on Generate.",
    )
    if writing.problem:
        st.error(escaped(f"{writing.problem} The seed stays as it was."))


def show_continuations(moment: Moment, edits: tuple[Edit, ...], writing: Writing) -> None:
    """Draw what both networks write after the seed."""
    vocabulary = moment.run.vocabulary
    seed, visible = vocabulary.encode(writing.seed), vocabulary.visible
    both = [
        continue_with(moment.parameters, seed, WRITTEN, made, writing.priming).o[-WRITTEN:].argmax(axis=1)
        for made in ((), edits)
    ]
    figure = continuations_figure([visible[x] for x in seed], *([visible[k] for k in text] for text in both))
    live_plotly(figure, "continuations", minimum_width=COLUMN_PIXELS * (len(seed) + WRITTEN))
    how = "twice, as in the notebook" if writing.priming == "refeed" else "once"
    st.caption(f"The seed's last character is shown {how}; Generate has a switch for that.")
    if any(isinstance(edit, HoldUnit) and edit.is_for_some_steps for edit in edits):
        st.caption("The steps of a hold count from the seed's first character here.")


def _largest_difference(moment: Moment, altered: Trace) -> str:
    apart = np.abs(altered.y_pred - moment.trace.y_pred).sum(axis=1) / 2
    where = "in the window shown" if moment.run.windows.count > 1 else "at all steps"
    if not np.isfinite(apart).all():
        return "The altered network's numbers are too large: some of its predictions are not finite."
    if apart.max() <= ROUNDING:
        return f"The predictions are the same {where}."
    most = int(apart.argmax())
    after = plain(moment.letters[most])
    share = f"{apart[most]:.0%}" if apart[most] >= 0.01 else "less than 1%"
    return f"They differ most at step {most + 1}, after {after}: {share} of the probability is on other characters."


def _shown_loss(scores: Scores, unit: str) -> float:
    """Return the loss in this unit: of the whole in nats, or per character."""
    return max(scores.loss, 0) if unit == "nats" else max(scores.loss, 0) / scores.steps


def _loss(loss: float, unit: str) -> str:
    return f"{number(loss)} {unit}" if np.isfinite(loss) else "not finite"


def _change(change: float, unit: str = "") -> str:
    if not np.isfinite(change):
        return "not to be compared"
    return difference(change, unit) if abs(change) > ROUNDING else "the same"
