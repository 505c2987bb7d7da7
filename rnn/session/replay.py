"""The way back through a text, replayed: from the last step to the first, by hand or by itself."""

from __future__ import annotations

from rnn.session.playhead import Playhead

SECONDS_A_STEP = 0.5
LONGEST_REPLAY = 20.0
LONGEST_TICK = 1.0


class Replay:
    """The step that the error has come back to, in a text of a number of steps; it begins at the last one."""

    def __init__(self):
        self._playhead = Playhead(LONGEST_TICK)  # its places count the steps that the error has gone back
        self.has_begun = False  # whether a step was chosen, by the visitor or for them

    @property
    def steps(self) -> int:
        """The number of steps of the text."""
        return self._playhead.last + 1

    @property
    def t(self) -> int:
        """The step that the error has come back to, counted from 0."""
        return self._playhead.last - self._playhead.index

    @property
    def is_moving(self) -> bool:
        """Whether it goes on by itself."""
        return self._playhead.is_playing

    def follow(self, steps: int, begin_at: int | None = None) -> None:
        """Take another text, if it has another number of steps: begin at a step, or at its last.

        begin_at  it counts once for a text, and not where a step was chosen before
        """
        if steps != self.steps:
            self._playhead.last = steps - 1
            self.begin_anew()
        if begin_at is not None and not self.has_begun:
            self.show(begin_at)

    def begin_anew(self) -> None:
        """Go to the last step, as before any was chosen."""
        self._playhead.show(0)
        self.has_begun = False

    def show(self, t: int) -> None:
        """Rest at a step, or at the nearest there is."""
        self.has_begun = True
        self._playhead.show(self.steps - 1 - t)

    def step(self, steps: int) -> None:
        """Rest one or more steps later in the text, or earlier if negative."""
        self.has_begun = True
        self._playhead.step(-steps)

    def play(self) -> None:
        """Go back by itself; from the last step, if the first is reached."""
        self.has_begun = True
        self._playhead.play()

    def hold(self) -> None:
        """Rest where it is."""
        self._playhead.hold()

    def tick(self) -> None:
        """Go back by what the time since the last tick allows; rest at the first step."""
        self._playhead.tick(1 / min(SECONDS_A_STEP, LONGEST_REPLAY / self.steps))
