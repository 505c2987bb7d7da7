"""What the page compares: over the text, or a sample of it, once that is measured; until then over the window shown.

A text that is one window is measured at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from rnn.analysis.edits import Edit
from rnn.analysis.scores import Scores, score
from rnn.analysis.surgery import Ranking, forward_with, rank, rank_units
from rnn.model.network import Trace
from rnn.session.cache import Cache
from rnn.session.edit_list import EditList
from rnn.session.measurements import SurgeryOverText
from rnn.session.moment import Moment
from rnn.session.player import Player

MEASURING_SECONDS = 0.06


@dataclass(frozen=True)
class Compared:
    """What is known of the untouched network, of the altered one, and of each with one unit ablated.

    altered     the altered network's pass over the window, from the state that the untouched one has before it
    scores      of the untouched and of the altered network, over what `scores_of` names
    ranking     of the units, over what `ranking_of` names
    loss_unit   of the ranking, and of the losses as they are shown
    unfinished  a sentence on what is still to be measured, or ""
    """

    altered: Trace
    scores: tuple[Scores, Scores]
    scores_of: str
    ranking: Ranking
    ranking_of: str
    loss_unit: str
    unfinished: str = ""


def compare(player: Player, cache: Cache, moment: Moment, edits: tuple[Edit, ...]) -> Compared:
    """Measure a slice of the text if the playhead rests here, and return what is known: of the text or the window."""
    windows = moment.run.windows
    altered = forward_with(moment.parameters, moment.inputs, edits, moment.trace.a_start, windows.length)
    in_window = moment.scores, score(altered, moment.targets)
    ranking = partial(cache.keep, "window's ranking", moment, lambda: _rank_in_window(moment))
    over_text = _over_text(cache, moment)
    if windows.count == 1:
        return Compared(altered, in_window, over_text.where, ranking(), over_text.where, "nats")
    window, unit = f"the window shown ({len(moment.inputs):,} predicted characters)", "nats per character"
    if player.is_moving or moment is not player.moment:
        later = f"At rest, {over_text.where} is measured."
        return Compared(altered, in_window, window, ranking(), window, unit, later)
    with cache.lock:
        over_text.aim_at(moment, edits)
        over_text.go_on(MEASURING_SECONDS)
        progress, scores, ranked = over_text.progress, over_text.scores, over_text.ranking
    scores_of, ranking_of = (over_text.where if known else window for known in (scores, ranked))
    unfinished = f"Measuring {over_text.where}: {progress}." if progress else ""
    return Compared(altered, scores or in_window, scores_of, ranked or ranking(), ranking_of, unit, unfinished)


def is_measuring(player: Player, cache: Cache, edit_list: EditList) -> bool:
    """Say whether the playhead rests, and something of the text is still to be measured."""
    if player.is_moving or player.run.windows.count == 1:
        return False
    moment = player.moment
    return not _over_text(cache, moment).is_complete_for(moment, edit_list.edits)


def _over_text(cache: Cache, moment: Moment) -> SurgeryOverText:
    return cache.keep("surgery over the text", moment.run, lambda: SurgeryOverText(moment.run))


def _rank_in_window(moment: Moment) -> Ranking:
    ranking = rank_units(moment.parameters, moment.inputs, moment.targets, moment.trace.a_start)
    if moment.run.windows.count == 1:
        return ranking
    steps = len(moment.inputs)
    return rank(ranking.losses / steps, ranking.loss / steps)
