"""Updates made in pieces, so that they can end after a given time."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

SLICE_SECONDS = 0.01


def make_in_pieces(make_updates: Callable[[int], object], missing: Callable[[], int], seconds: float | None) -> None:
    """Make the missing updates, for about this many seconds at most: in pieces that take about a slice each.

    make_updates  makes as many updates as it is given      missing  returns how many there are still to make
    """
    began, piece = perf_counter(), 1
    while (left := missing()) > 0:
        before = perf_counter()
        if seconds is None:
            piece = left
        elif before - began >= seconds:
            return
        piece = min(piece, left)
        make_updates(piece)
        piece = max(1, min(2 * piece, int(piece * SLICE_SECONDS / max(perf_counter() - before, 1e-6))))
