"""A place that moves by itself: over the frames of a film, the steps of a text, the characters of a generated one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic


@dataclass
class Playhead:
    """A place in a row of places: it is shown and stepped by hand, or played by the clock.

    longest_tick  the seconds that one tick moves it by at most, however late the tick comes
    last          the last place; the first is 0. Playing ends at the last
    index         the place where it is
    is_playing    whether the next tick moves it
    """

    longest_tick: float
    last: int = 0
    index: int = 0
    is_playing: bool = False
    _place: float = 0.0  # index, with the fraction that the last tick left
    _ticked_at: float = 0.0
    _owed: float | None = None

    def put(self, index: int) -> None:
        """Go to a place, or to the nearest there is; if it was playing, it plays on from there."""
        self.index = max(0, min(index, self.last))
        self._place = float(self.index)

    def show(self, index: int) -> None:
        """Go to a place, or to the nearest there is, and rest."""
        self.hold()
        self.put(index)

    def step(self, places: int) -> None:
        """Rest one or more places further on, or back if negative."""
        self.show(self.index + places)

    def play(self) -> None:
        """Start to move; from the first place, if it is at the last. In a row of one place there is nothing to play."""
        self.put(self.index if self.index < self.last else 0)
        self._ticked_at, self._owed = monotonic(), None
        self.is_playing = self.last > 0

    def owe(self, seconds: float) -> None:
        """Let the next tick move it by what so many seconds allow, whenever that tick comes."""
        self._owed = seconds

    def hold(self) -> None:
        """Rest where it is."""
        self.is_playing = False

    def tick(
        self,
        speed: float,
        reach: Callable[[int], int] | None = None,
        seconds_at: Callable[[int], float] | None = None,
    ) -> bool:
        """Move by what the time since the last tick allows, and rest at the last place.

        speed  in places a second; the highest, where `seconds_at` says for how long each place is shown
        reach  makes the places up to the given one ready, as far as there is time, and returns the last that is ready
        Returns whether it was playing, and was not held while `reach` was at work: then it stays where it was drawn.
        """
        if not self.is_playing:
            return False
        now = monotonic()
        elapsed = min(now - self._ticked_at, self.longest_tick) if self._owed is None else self._owed
        self._ticked_at, self._owed = now, None
        due = min(self._place + elapsed * speed, self.last)
        ready = reach(int(due)) if reach else self.last
        if not self.is_playing:
            return False
        if seconds_at:
            due = self._walked(elapsed, seconds_at, min(int(due), ready))
        self._place = due if int(due) <= ready else float(ready)
        self.index = int(self._place)
        if self.index == self.last:
            self.hold()
        return True

    def _walked(self, seconds: float, seconds_at: Callable[[int], float], last: int) -> float:
        """Return the place so many seconds further on, the last that is ready at most."""
        seconds += (self._place - self.index) * seconds_at(self.index)
        place = self.index
        while place < last and seconds >= seconds_at(place):
            seconds -= seconds_at(place)
            place += 1
        return float(last) if place == last else place + seconds / seconds_at(place)
