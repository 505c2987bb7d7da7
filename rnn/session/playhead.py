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
        self._ticked_at = monotonic()
        self.is_playing = self.last > 0

    def hold(self) -> None:
        """Rest where it is."""
        self.is_playing = False

    def tick(self, speed: float, reach: Callable[[int], int] | None = None) -> bool:
        """Move by what the time since the last tick allows, and rest at the last place.

        speed  in places a second
        reach  makes the places up to the given one ready, as far as there is time, and returns the last that is ready
        Returns whether it was playing, and was not held while `reach` was at work: then it stays where it was drawn.
        """
        if not self.is_playing:
            return False
        now = monotonic()
        elapsed, self._ticked_at = min(now - self._ticked_at, self.longest_tick), now
        due = min(self._place + elapsed * speed, self.last)
        ready = reach(int(due)) if reach else self.last
        if not self.is_playing:
            return False
        self._place = due if int(due) <= ready else float(ready)
        self.index = int(self._place)
        if self.index == self.last:
            self.hold()
        return True
