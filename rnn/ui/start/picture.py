"""The network, unrolled over its text, and where a click on it leads."""

from __future__ import annotations

from rnn.figures.unrolled import COLUMNS, UnrolledPicture, strongest_units, unrolled_picture
from rnn.session.chosen.choices import Choices
from rnn.session.chosen.selection import Selection
from rnn.session.film.reel import Reel
from rnn.ui.components.unrolled import show_unrolled_picture
from rnn.ui.controls.choices import choose_first_step
from rnn.ui.links import go_to_page

PAGE_OF = {
    "input": "pages/one_step.py",
    "weight": "pages/one_step.py",
    "unit": "pages/hidden_states.py",
    "output": "pages/predictions.py",
}


def show_unrolled(reel: Reel, selection: Selection, choices: Choices) -> None:
    """Draw the network over the window at hand, as many steps of it as there is room for."""
    first = choose_first_step(choices, len(reel.now.inputs), COLUMNS)
    now = reel.now
    when = f"at {now.run.unit} {now.update:,}"
    units = strongest_units(now.trace.a[first : first + COLUMNS], when, selection.unit)

    def open_page_of(place: dict) -> None:
        chosen = {"unit": int(place["unit"])} if "unit" in place else {}
        selection.select(step=int(place["step"]), **chosen)
        go_to_page(PAGE_OF[place["kind"]])

    show_unrolled_picture(
        [_picture(moment, units, first) for moment in reel],
        "unrolled",
        selection.step_in(len(reel.now.inputs)),
        open_page_of,
    )


def _picture(moment, units, first: int) -> UnrolledPicture:
    run = moment.run
    return unrolled_picture(
        moment.parameters,
        moment.trace,
        (moment.inputs, moment.targets),
        run.vocabulary.visible,
        units,
        first,
        f"At {run.unit} {moment.update:,},",
    )
