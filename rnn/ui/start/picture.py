"""The network, unrolled over its text."""

from __future__ import annotations

from rnn.figures.unrolled import COLUMN_PIXELS, COLUMNS, unrolled_figure
from rnn.session.chosen.choices import Choices
from rnn.session.film.reel import Reel
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.controls.choices import choose_first_step


def show_unrolled(reel: Reel, choices: Choices) -> None:
    """Draw the network over the window at hand, as many steps of it as there is room for."""
    run = reel.now.run
    first = choose_first_step(choices, run.settings.window_steps, COLUMNS)
    live_plotly(
        [
            unrolled_figure(
                moment.parameters, moment.trace, moment.inputs, moment.targets, run.vocabulary.visible, first
            )
            for moment in reel
        ],
        key="unrolled",
        minimum_width=COLUMN_PIXELS * min(COLUMNS, len(reel.now.inputs)),
    )
