"""One hidden unit painted on the text, and where in the text it is highest and lowest."""

from __future__ import annotations

from functools import partial

import numpy as np

from rnn.analysis.unit_passages import Passage, count_left_out, highest_passages, lowest_passages
from rnn.figures.kit import style
from rnn.session.chosen.choices import Choices
from rnn.session.chosen.selection import Selection
from rnn.session.film.reel import Reel
from rnn.session.moment import Moment
from rnn.session.player import Player
from rnn.text.numbers import signed
from rnn.ui.components.painted_text import Paint, PaintedText, show_painted_text
from rnn.ui.components.snippets import Snippet, cut, show_snippets
from rnn.ui.components.words import show_words
from rnn.ui.controls.passage_place import characters_of, chosen_place, go_to, letters_of_passage, where_in_text
from rnn.ui.hidden_states.matches import find_selected_matches, select_span, selected_span

ACTIVATION = Paint("a", -1, 1, ("−1", "+1"))
MOST_PASSAGES = 5


def show_unit_on_text(player: Player, reel: Reel, selection: Selection, choices: Choices, unit: int) -> None:
    """Draw the passage, painted by the activation of a unit; the span that is selected in it, and others like it."""
    show_painted_text(
        [_painted(moment, selection, choices, unit) for moment in reel],
        "unit_on_text",
        lambda place: go_to(player, selection, place),
        lambda start, end: select_span(reel.now, selection, start, end),
    )


def _painted(moment: Moment, selection: Selection, choices: Choices, unit: int) -> PaintedText:
    passage = moment.view.passage
    return PaintedText(
        characters_of(moment.run, passage.inputs),
        moment.passage_trace.a[:, unit],
        ACTIVATION,
        title=f"Unit {unit} on the text" + where_in_text(moment, passage.first),
        see="The activation of the unit once it has read each character: orange above 0, blue below. Click a character "
        "to choose its step; drag over some to select them.",
        first=passage.first,
        chosen=chosen_place(selection, moment),
        selected=selected_span(moment, selection),
        marked=tuple((match.start, match.end) for match in find_selected_matches(moment, selection, choices)),
    )


def show_extremes(player: Player, reel: Reel, selection: Selection, unit: int) -> None:
    """Draw the passages where the unit is highest and lowest, to be gone to with a click."""
    values = [moment.passage_trace.a[:, unit] for moment in reel]
    context = _context(len(values[-1]))
    high = [highest_passages(of_one, MOST_PASSAGES, *context) for of_one in values]
    low = [lowest_passages(of_one, MOST_PASSAGES, *context) for of_one in values]
    left_out = [count_left_out(*of_one) for of_one in zip(values, high, strict=True)]
    _show_passages(player, reel, selection, f"Where unit {unit} is highest", high, style.POSITIVE)
    show_words([_selection(context, "higher", count) for count in left_out], "highest", is_caption=True)
    left_out = [count_left_out(*of_one, is_highest=False) for of_one in zip(values, low, strict=True)]
    _show_passages(player, reel, selection, f"Where unit {unit} is lowest", low, style.NEGATIVE)
    show_words([_selection(context, "lower", count) for count in left_out], "lowest", is_caption=True)


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
    player: Player, reel: Reel, selection: Selection, title: str, found: list[tuple[Passage, ...]], colour: str
) -> None:
    letters = letters_of_passage(reel.now)
    around = _context(len(letters))

    def snippet(passage: Passage) -> Snippet:
        pieces = cut(letters, passage.place, passage.place + 1, *around)
        return Snippet(*pieces, f"a = {signed(passage.value)}", passage.place)

    show_snippets(
        f"unit_passages_{colour}",
        title,
        [[snippet(passage) for passage in passages] for passages in found],
        partial(go_to, player, selection),
        rows=MOST_PASSAGES,
        colour=colour,
    )


def _context(n: int) -> tuple[int, int]:
    """Return how many characters to show before and after a place: less in a short text, which has few passages."""
    return tuple(np.clip([n // 12, n // 24], 1, [20, 10]).tolist())
