"""A span of the text that the visitor selects, the units active over it, and the spans that match it."""

from __future__ import annotations

from functools import partial

import numpy as np
import streamlit as st

from rnn.analysis.unit_passages import Match, active_units_of, find_matches
from rnn.session.chosen.choices import Choices
from rnn.session.chosen.selection import Selection
from rnn.session.film.reel import Reel
from rnn.session.moment import Moment
from rnn.session.player import Player
from rnn.ui.components.snippets import Snippet, cut, show_snippets
from rnn.ui.components.words import show_words
from rnn.ui.controls.passage_place import chosen_place, go_to, letters_of_passage
from rnn.ui.glossary import define
from rnn.ui.markdown import plain
from rnn.ui.state import bind_choice

MOST_MATCHES = 5
LONGEST_NAMED = 12  # characters, or units, that a sentence names
AT_FIRST = 3  # steps, up to the chosen one, while nothing is selected
CONTEXT = 14, 10


def select_span(moment: Moment, selection: Selection, start: int, end: int) -> None:
    """Select the span [start, end) of the passage that is shown."""
    first = moment.view.passage.first
    selection.select(span=(first + start, first + end))


def selected_span(moment: Moment, selection: Selection) -> tuple[int, int]:
    """Return the selected span [start, end) of the passage; while there is none in it, the last steps read."""
    passage = moment.view.passage
    start, end = selection.span or (0, 0)
    if passage.first <= start < end <= passage.first + len(passage):
        return start - passage.first, end - passage.first
    place = chosen_place(selection, moment)
    return max(0, place + 1 - AT_FIRST), place + 1


def find_selected_matches(moment: Moment, selection: Selection, choices: Choices) -> tuple[Match, ...]:
    """Return the spans of the passage in which much the same units are active as in the selected one."""
    a, span, threshold = moment.passage_trace.a, selected_span(moment, selection), choices["active_beyond"]
    key = f"matches {span} {threshold}"
    if key not in moment.kept:
        moment.kept[key] = find_matches(a, *span, threshold, MOST_MATCHES)
    return moment.kept[key]


def show_matches(player: Player, reel: Reel, selection: Selection, choices: Choices) -> None:
    """Say which units are active over the selected span, and draw its matches, to be gone to with a click."""
    threshold = st.slider(
        "A unit is active beyond",
        0.0,
        0.95,
        step=0.05,
        **bind_choice(choices, "active_beyond"),
        help=define("Active unit"),
    )
    letters = letters_of_passage(reel.now)
    start, end = selected_span(reel.now, selection)
    selected = f"Selected: **{plain(_shortened(letters[start:end]))}**."
    active = [active_units_of(moment.passage_trace.a, start, end, threshold) for moment in reel]
    show_words([f"{selected} {_units_in_words(of_one)}" for of_one in active], "active")
    _show_found(player, reel, selection, choices, letters)
    st.caption(
        "“4 of 5 units” means: of the 5 units that are active over at least one of the two passages, 4 are active over "
        "both, with the same sign. The selected passage and its matches are framed in the text above."
    )


def _show_found(player: Player, reel: Reel, selection: Selection, choices: Choices, letters: list[str]) -> None:
    """Draw what was found in the passage, with a little of the text around each."""
    found = [find_selected_matches(moment, selection, choices) for moment in reel]
    show_snippets(
        "matches",
        "Other passages with the same active units",
        [[_snippet(letters, match) for match in matches] for matches in found],
        partial(go_to, player, selection),
        rows=MOST_MATCHES,
        empty="None has an active unit in common with it. Lower the threshold, or select fewer characters.",
    )


def _snippet(letters: list[str], match: Match) -> Snippet:
    shared = f"{match.shared} of {match.either} units"
    return Snippet(*cut(letters, match.start, match.end, *CONTEXT), shared, match.end - 1)


def _units_in_words(on: np.ndarray) -> str:
    if not on.any():
        return "No unit is active over all of it."
    sides = [f"above 0: **{_listed(np.flatnonzero(on == 1))}**", f"below: **{_listed(np.flatnonzero(on == -1))}**"]
    return f"**{np.count_nonzero(on)} of {len(on)}** units are active over all of it, {'; '.join(sides)}."


def _listed(units: np.ndarray) -> str:
    shown = ", ".join(map(str, units[:LONGEST_NAMED])) or "none"
    return shown + (", …" if len(units) > LONGEST_NAMED else "")


def _shortened(letters: list[str]) -> str:
    if len(letters) <= 2 * LONGEST_NAMED:
        return "".join(letters)
    return "".join(letters[:LONGEST_NAMED]) + "…" + "".join(letters[-LONGEST_NAMED:])
