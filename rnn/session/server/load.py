"""How busy the server is: what it sends of a film follows from that, so that a crowd slows down gently."""

from __future__ import annotations

from threading import Lock
from time import monotonic, process_time

SAMPLE_SECONDS = 0.25
EASY = 0.31  # of one processor: up to here every film has all that it asks for
FEWEST_FRAMES = 2.5  # a second
MOST_TIMES_AHEAD = 1.1
CALM_SECONDS = 3.0


class Load:
    """The processor time that this process has used of late, as a share of the time that has passed."""

    def __init__(self):
        self._lock = Lock()
        self._since, self._used = monotonic(), process_time()
        self._busy_at = self._since
        self.share = 0.0

    @property
    def is_calm(self) -> bool:
        """Whether it has had time for everybody for a while."""
        return self._since - self._busy_at >= CALM_SECONDS

    def measure(self) -> float:
        """Return the share, measured anew where the last time is that long ago; half of it is the former one's."""
        with self._lock:
            now, used = monotonic(), process_time()
            if now - self._since >= SAMPLE_SECONDS:
                self.share = (self.share + (used - self._used) / (now - self._since)) / 2
                self._since, self._used = now, used
                if self.share > EASY:
                    self._busy_at = now
            return self.share

    def frames(self, wanted: float) -> float:
        """Return how many frames a second to send a visitor who could be sent so many."""
        return max(min(wanted, FEWEST_FRAMES), wanted * (EASY / max(self.share, EASY)) ** 2)

    def ahead(self, seconds: float) -> float:
        """Return how many seconds of film to send ahead: more where it is busy, so that fewer requests come."""
        return seconds * min(MOST_TIMES_AHEAD, max(1.0, self.share / EASY))


LOAD = Load()  # of this server
