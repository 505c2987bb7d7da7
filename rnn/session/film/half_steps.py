"""The four phases of one update, played one after the other."""

from __future__ import annotations

from rnn.session.playhead import Playhead

PHASES = ("forward", "loss", "backward", "update")
SECONDS_A_PHASE = 3.5
LONGEST_TICK = 1.0


class HalfSteps:
    """The phase that is shown while all four are played.

    plays  how often they have been played
    """

    def __init__(self):
        self._playhead = Playhead(LONGEST_TICK, last=len(PHASES) - 1)
        self.plays = 0

    @property
    def phase(self) -> str:
        """The phase that playing has come to, one of PHASES."""
        return PHASES[self._playhead.index]

    @property
    def is_moving(self) -> bool:
        """Whether the next phase will come by itself."""
        return self._playhead.is_playing

    def play(self) -> None:
        """Play all four, from the first on."""
        self.plays += 1
        self._playhead.show(0)
        self._playhead.play()

    def hold(self) -> None:
        """Rest at the phase that is shown."""
        self._playhead.hold()

    def tick(self) -> None:
        """Go on by what the time since the last tick allows; rest at the last phase."""
        self._playhead.tick(1 / SECONDS_A_PHASE)
