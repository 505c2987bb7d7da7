"""The way back through a text, replayed: it stands at a step, and can move by itself from the last to the first.

It knows nothing of Streamlit.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from time import monotonic

SECONDS_A_STEP = 0.5
LONGEST_REPLAY = 20.0
LONGEST_TICK = 1.0


@dataclass
class Replay:
    """Where the replay stands in a text of so many steps.

    steps      how many steps the text has
    t          the step that the error has come back to, from 0; it begins at the last one
    is_moving  whether it goes on by itself
    """

    steps: int = 1
    t: int = 0
    is_moving: bool = False
    _place: float = 0.0  # t, with the fraction that the last tick left
    _ticked_at: float = 0.0

    def follow(self, steps: int) -> None:
        """Take another text, if it has another number of steps: begin at its last."""
        if steps != self.steps:
            self.steps = steps
            self.show(steps - 1)

    def show(self, t: int) -> None:
        """Rest at a step, or at the nearest there is."""
        self.t = max(0, min(t, self.steps - 1))
        self._place, self.is_moving = float(self.t), False

    def go(self, steps: int) -> None:
        """Rest so many steps later in the text, or earlier if negative."""
        self.show(self.t + steps)

    def play(self) -> None:
        """Go on by itself; from the last step, if the first is reached."""
        self.show(self.t or self.steps - 1)
        self.is_moving, self._ticked_at = self.t > 0, monotonic()

    def hold(self) -> None:
        """Rest where it is."""
        self.show(self.t)

    def tick(self) -> None:
        """Go back by what the time since the last tick allows; rest at the first step."""
        if not self.is_moving:
            return
        now = monotonic()
        seconds = min(SECONDS_A_STEP, LONGEST_REPLAY / self.steps)
        self._place -= min(now - self._ticked_at, LONGEST_TICK) / seconds
        self._ticked_at = now
        self.t = max(0, ceil(self._place))
        if self.t == 0:
            self.hold()
