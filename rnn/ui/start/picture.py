"""The network, unrolled over its text."""

from __future__ import annotations

from rnn.figures.unrolled import COLUMN_PIXELS, COLUMNS, unrolled_figure
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.controls.choices import choose_first_step
from rnn.ui.state import Session


def show_unrolled(session: Session) -> None:
    """Draw the network over the window at hand, as many steps of it as there is room for."""
    moment = session.player.moment
    first, visible = choose_first_step(session, COLUMNS), session.player.run.vocabulary.visible
    live_plotly(
        unrolled_figure(moment.parameters, moment.trace, moment.inputs, moment.targets, visible, first),
        key="unrolled",
        minimum_width=COLUMN_PIXELS * min(COLUMNS, len(moment.inputs)),
    )
