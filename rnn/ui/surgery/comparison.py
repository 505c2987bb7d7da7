"""The untouched network and the altered one, side by side."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnn.analysis.edits import HoldUnit
from rnn.analysis.scores import score
from rnn.analysis.surgery import continue_with, forward_with, rank_units
from rnn.figures.kit.numbers import difference
from rnn.figures.surgery import continuations_figure, distributions_figure, ranking_figure
from rnn.model.network import Trace
from rnn.session.writing import MAXIMUM_SEED
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.components.readings import Reading, show_readings
from rnn.ui.controls.choices import choose_step
from rnn.ui.markdown import escaped, plain
from rnn.ui.state import Session, bind, bind_choice

WRITTEN = 20
COLUMN_PIXELS = 26
ROUNDING = 1e-9  # less than that is the order in which sums were made


def run_altered(session: Session) -> Trace:
    """Run the network over the window at hand with the visitor's edits."""
    moment = session.player.moment
    return forward_with(moment.parameters, moment.inputs, session.edit_list.edits, moment.trace.a_start)


def show_ranking(session: Session) -> None:
    """Draw what each unit is worth; a click on a bar silences its unit, or lets it speak again."""
    moment, edit_list = session.player.moment, session.edit_list
    is_sorted = st.toggle("Largest effect first", **bind_choice(session, "surgery_sorted"))
    ranking = rank_units(moment.parameters, moment.inputs, moment.targets, moment.trace.a_start)
    figure = ranking_figure(ranking, edit_list.held_units, is_sorted)
    live_plotly(figure, "ranking", on_click=lambda click: edit_list.ablate(int(click["customdata"])))


def show_losses(session: Session, altered: Trace) -> None:
    """Show the loss on the text, and how many characters are right, of both networks."""
    before, after = session.player.moment.scores, score(altered, session.player.moment.targets)
    show_readings(
        "losses",
        Reading("Loss, untouched", f"{before.loss:.4g} nats"),
        Reading("Loss, altered", f"{after.loss:.4g} nats", change=_change(after.loss - before.loss, "nats")),
        Reading("Right, untouched", f"{before.right} of {before.steps}"),
        Reading("Right, altered", f"{after.right} of {after.steps}", change=_change(after.right - before.right)),
    )


def show_distributions(session: Session, altered: Trace) -> None:
    """Draw what both networks expect at the step that the visitor chooses."""
    run, moment, step = session.player.run, session.player.moment, choose_step(session)
    untouched = moment.trace.y_pred[step]
    target = int(moment.targets[step])
    figure = distributions_figure(untouched, altered.y_pred[step], run.vocabulary.visible, target, step)
    live_plotly(figure, "distributions")
    apart = np.abs(altered.y_pred - moment.trace.y_pred).sum(axis=1) / 2
    if apart.max() > ROUNDING:
        most = int(apart.argmax())
        character = plain(run.vocabulary.visible[moment.inputs[most]])
        st.caption(
            f"They differ most at step {most + 1}, after {character}: {apart[most]:.0%} of the probability moved."
        )


def show_continuations(session: Session) -> None:
    """Draw what both networks write after the visitor's seed; a seed that will not do gets its sentence."""
    run, parameters, writing = session.player.run, session.player.moment.parameters, session.writing
    _choose_seed(session)
    seed = run.vocabulary.encode(writing.seed)
    visible = run.vocabulary.visible
    edits = session.edit_list.edits
    both = [
        continue_with(parameters, seed, WRITTEN, edit, writing.priming).o[-WRITTEN:].argmax(axis=1)
        for edit in ((), edits)
    ]
    figure = continuations_figure([visible[x] for x in seed], *([visible[k] for k in text] for text in both))
    live_plotly(figure, "continuations", minimum_width=COLUMN_PIXELS * (len(seed) + WRITTEN))
    how = "twice, as in the notebook" if writing.priming == "refeed" else "once"
    st.caption(f"The seed's last character is shown {how}; Generate has a switch for that.")
    if any(isinstance(edit, HoldUnit) and edit.first_step for edit in edits):
        st.caption("A hold that begins at a later step counts from the seed's first character here.")


def _choose_seed(session: Session) -> None:
    writing = session.writing
    writing.follow(session.settings, session.preset)
    st.text_input(
        "Seed",
        max_chars=MAXIMUM_SEED,
        **bind("surgery_seed", writing.typed, lambda typed: writing.type_seed(typed, session.player.run.vocabulary)),
        help="The characters to go on from; the same seed as on Generate.",
    )
    if writing.problem:
        st.error(escaped(f"{writing.problem} The seed stays as it was."))


def _change(change: float, unit: str = "") -> str:
    return difference(change, unit) if abs(change) > ROUNDING else "the same"
