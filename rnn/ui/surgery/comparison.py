"""The untouched network and the altered one, side by side."""

from __future__ import annotations

from collections.abc import Sequence

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
from rnn.session.film.reel import Reel
from rnn.session.moment import Moment
from rnn.session.writing import MAXIMUM_SEED, Writing
from rnn.text.numbers import difference, number
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.components.readings import Reading, show_readings
from rnn.ui.components.words import show_words
from rnn.ui.glossary import define
from rnn.ui.markdown import escaped, plain
from rnn.ui.state import bind, bind_choice
from rnn.ui.surgery.measuring import Compared

WRITTEN = 20
COLUMN_PIXELS = 26
MOST_NAMED = 12
ROUNDING = 1e-9  # less than that comes from the order in which sums were made


def show_losses(compared: Sequence[Compared]) -> None:
    """Show loss and correct predictions of both networks, and what they are measured over."""
    show_readings("losses", [_losses(one) for one in compared])
    show_words([f"Measured over {one.scores_of}. {one.unfinished}".strip() for one in compared], "measured", True)


def _losses(compared: Compared) -> list[Reading]:
    (before, after), unit = compared.scores, compared.loss_unit
    untouched, altered = (_shown_loss(scores, unit) for scores in compared.scores)
    return [
        Reading("Loss, untouched", _loss(untouched, unit), define("Loss")),
        Reading("Loss, altered", _loss(altered, unit), change=_change(altered - untouched, "nats")),
        Reading("Correct, untouched", f"{before.right:,} of {before.steps:,}"),
        Reading("Correct, altered", f"{after.right:,} of {after.steps:,}", change=_change(after.right - before.right)),
    ]


def choose_order(choices: Choices) -> bool:
    """Let the visitor choose the order of the bars; return whether the largest effect comes first."""
    return st.toggle(
        "Largest effect first",
        help="The effect of ablating a unit is the loss increase. A unit whose ablation lowers the loss comes last.",
        **bind_choice(choices, "surgery_sorted"),
    )


def show_ranking(compared: Sequence[Compared], edit_list: EditList, is_sorted: bool) -> None:
    """Draw the loss increase without each unit; a click on a bar ablates its unit, or undoes that."""
    figures = [
        ranking_figure(one.ranking, edit_list.held_units, is_sorted, of=one.ranking_of, unit=one.loss_unit)
        for one in compared
    ]
    live_plotly(figures, "ranking", on_click=lambda click: edit_list.ablate(int(click["customdata"])))


def show_distributions(reel: Reel, altered: Sequence[Trace], step: int) -> None:
    """Draw the predictions of both networks at one step of the window; say where they differ most, and what is lost."""
    visible = reel.now.run.vocabulary.visible
    pairs = list(zip(reel, altered, strict=True))
    figures = [
        distributions_figure(m.trace.y_pred[step], other.y_pred[step], visible, int(m.targets[step]), step)
        for m, other in pairs
    ]
    live_plotly(figures, "distributions")
    show_words(
        [f"{_lost(*pair)} {_largest_difference(*pair)}{_begins(reel.now)}".strip() for pair in pairs], "differences"
    )


def step_of_largest_difference(moment: Moment, altered: Trace) -> int:
    """Return the step, from 0, at which the predictions of the two networks differ most (total variation)."""
    apart = np.nan_to_num(np.abs(altered.y_pred - moment.trace.y_pred).sum(axis=1), nan=np.inf)
    return int(apart.argmax())


def _lost(moment: Moment, altered: Trace) -> str:
    """Return which characters the altered network no longer predicts, though the untouched one does."""
    right, still = (trace.o.argmax(axis=1) == moment.targets for trace in (moment.trace, altered))
    lost = moment.visible(moment.targets[right & ~still])
    if not lost:
        return ""
    named = ", ".join(plain(letter) for letter in lost[:MOST_NAMED]) + (", …" if len(lost) > MOST_NAMED else "")
    return f"**Lost: {named}** ({len(lost)} of {int(right.sum())} correct predictions)."


def _begins(moment: Moment) -> str:
    words = " Steps are those of the window shown." if moment.run.windows.count > 1 else ""
    if moment.trace.a_start.any():
        words += " Both networks begin it in the state that the untouched one has before it."
    return words


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


def show_continuations(reel: Reel, edits: tuple[Edit, ...], writing: Writing) -> None:
    """Draw what both networks write after the seed."""
    vocabulary = reel.now.run.vocabulary
    seed, visible = vocabulary.encode(writing.seed), vocabulary.visible
    figures = []
    for moment in reel:
        traces = {made: continue_with(moment.parameters, seed, WRITTEN, made, writing.priming) for made in {(), edits}}
        both = (traces[made].o[-WRITTEN:].argmax(axis=1) for made in ((), edits))
        figures.append(continuations_figure([visible[x] for x in seed], *([visible[k] for k in one] for one in both)))
    live_plotly(figures, "continuations", minimum_width=COLUMN_PIXELS * (len(seed) + WRITTEN))
    how = "twice, as in the notebook" if writing.priming == "refeed" else "once"
    st.caption(f"The network reads the last character of the seed {how}; Generate has a switch for that.")
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
