"""How many visitors have something moving at the same time: they share one interpreter, so each gets fewer redraws.

It knows nothing of Streamlit.
"""

from __future__ import annotations

from collections.abc import Hashable
from math import ceil
from threading import Lock
from time import monotonic

VISITORS_AT_FULL_PACE = 2
PATIENCE_SECONDS = 1.0


class RefreshThrottle:
    """Who has ticked within the last moments. A visitor whose next two ticks did not come has gone, or rests."""

    def __init__(self):
        self._lock = Lock()
        self._until: dict[Hashable, float] = {}

    def interval(self, visitor: Hashable, seconds: float) -> float:
        """Return the seconds from one tick of this visitor to the next: `seconds`, longer where they are many."""
        now = monotonic()
        with self._lock:
            others = {who: until for who, until in self._until.items() if until > now and who != visitor}
            interval = seconds * ceil((len(others) + 1) / VISITORS_AT_FULL_PACE)
            self._until = {**others, visitor: now + 2 * interval + PATIENCE_SECONDS}
            return interval


REFRESH_THROTTLE = RefreshThrottle()  # of this server
