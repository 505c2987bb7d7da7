"""One hidden unit painted on the text, and where in the text it is highest and lowest."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnn.analysis.unit_passages import Passage, count_left_out, highest_passages, lowest_passages
from rnn.figures.kit import style
from rnn.session.chosen.choices import Choices
from rnn.session.chosen.selection import Selection
from rnn.session.player import Player
from rnn.text.numbers import signed
from rnn.ui.components.painted_text import Paint, PaintedText, show_painted_text
from rnn.ui.components.snippets import Snippet, cut, show_snippets
from rnn.ui.controls.passage_place import characters_of, chosen_place, go_to, letters_of_passage, where_in_text
from rnn.ui.hidden_states.matches import find_selected_matches, select_span, selected_span

ACTIVATION = Paint("a", -1, 1, ("−1", "+1"))
MOST_PASSAGES = 5


def show_unit_on_text(player: Player, selection: Selection, choices: Choices, unit: int) -> None:
    """Draw the passage, painted by the activation of a unit; the span that is selected in it, and others like it."""
    passage, a = player.view.passage, player.moment.passage_trace.a
    text = PaintedText(
        characters_of(player.moment.run, passage.inputs),
        a[:, unit],
        ACTIVATION,
        title=f"Unit {unit} on the text" + where_in_text(player.moment, passage.first),
        see="Orange is where the unit is above 0, blue where it is below: each character has the colour that the unit "
        "takes on when it has just been read. Click a character to choose its step; drag over some to select them.",
        first=passage.first,
        chosen=chosen_place(selection, player.moment),
        selected=selected_span(player.moment, selection),
        marked=tuple((match.start, match.end) for match in find_selected_matches(player.moment, selection, choices)),
    )
    show_painted_text(
        text,
        "unit_on_text",
        lambda place: go_to(player, selection, place),
        lambda start, end: select_span(player.moment, selection, start, end),
    )


def show_extremes(player: Player, selection: Selection, unit: int) -> None:
    """Draw the passages where the unit is highest and lowest, to be gone to with a click."""
    values = player.moment.passage_trace.a[:, unit]
    context = _context(len(values))
    high, low = st.columns(2)
    with high:
        passages = highest_passages(values, MOST_PASSAGES, *context)
        _show_passages(player, selection, f"Where unit {unit} is highest", passages, style.POSITIVE)
        st.caption(_selection(context, "higher", count_left_out(values, passages)))
    with low:
        passages = lowest_passages(values, MOST_PASSAGES, *context)
        _show_passages(player, selection, f"Where unit {unit} is lowest", passages, style.NEGATIVE)
        st.caption(_selection(context, "lower", count_left_out(values, passages, is_highest=False)))


def _selection(context: tuple[int, int], comparative: str, left_out: int) -> str:
    """Return how the passages are selected, and how many places that leaves out."""
    before, after = context
    extreme = {"higher": "highest", "lower": "lowest"}[comparative]
    rule = (
        f"First the {extreme} of all steps shown; then, again and again, the {extreme} of those whose passage, from "
        f"{before} before to {after} after, overlaps none above it."
    )
    if not left_out:
        return f"{rule} No {comparative} step than the last one listed is left out."
    are = "step is" if left_out == 1 else "steps are"
    return (
        f"{rule} {left_out:,} {are} {comparative} than the last one listed and left out, being too near to one above."
    )


def _show_passages(
    player: Player, selection: Selection, title: str, passages: tuple[Passage, ...], colour: str
) -> None:
    letters = letters_of_passage(player.moment)
    around = _context(len(letters))
    show_snippets(
        f"unit_passages_{colour}",
        title,
        [
            [
                Snippet(*cut(letters, passage.place, passage.place + 1, *around), f"a = {signed(passage.value)}")
                for passage in passages
            ]
        ],
        lambda index: go_to(player, selection, passages[index].place),
        rows=MOST_PASSAGES,
        colour=colour,
    )


def _context(n: int) -> tuple[int, int]:
    """Return how many characters to show before and after a place: less in a short text, which has few passages."""
    return tuple(np.clip([n // 12, n // 24], 1, [20, 10]).tolist())
