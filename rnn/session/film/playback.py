"""How the film plays: what the playhead does at each tick, and what of the film the browser is given."""

from __future__ import annotations

from threading import RLock

from rnn.runs.run import Run
from rnn.session.film.opening import opening_frames, opening_haste
from rnn.session.film.pace import BY_CHANGE, PACES, frame_seconds
from rnn.session.film.reel import Reel
from rnn.session.film.spool import Spool
from rnn.session.moment import WindowView
from rnn.session.playhead import Playhead

NEXT_FRAME_SECONDS = 0.02  # to train for the frame that a step forward from rest shows
REDRAWN_SECONDS = 0.5  # of film that is drawn anew where something was changed while it plays


class Playback:
    """What the player needs to play the film; `Player` has the rest of it, and says what the attributes are."""

    run: Run
    view: WindowView
    update: int
    pace: str
    goal: int | None
    opens: bool
    has_just_arrived: bool
    updates_per_second: float
    _lock: RLock
    _playhead: Playhead
    _spool: Spool
    _opening: float | None  # while the film plays up to the arrival: how much faster than by change
    _opening_end: int

    @property
    def rest(self) -> int:
        """The update that a link to this names: the playhead's, or while the film opens the one where that ends."""
        return self.update if self._opening is None else self._opening_end

    def reel(self, most_a_second: float) -> Reel:
        """Return what the browser is to show until the next tick, at most so many moments a second.

        At rest it is the moment at the playhead, after the frames beside it, which a step shows at once.
        """
        with self._lock:
            if self._spool.is_running and (self.is_playing or not self._spool.is_over):
                return self._spool.running_reel(self.view, self.update, most_a_second)
            beside = [self.frame - (self.update == self.run.film.updates[self.frame]), self.frame + 1]
            opening = opening_frames(self.run, self.frame) if self.opens and self.goal is None else []
            return self._spool.resting_reel(self.view, self.update, opening, beside, most_a_second)

    def make_next_frame_ready(self) -> None:
        """At rest, train as far as the next frame, if that takes no time."""
        with self._lock:
            if not self.is_moving and self.frame + 1 < len(self.run.film.updates):
                self._train_to(int(self.run.film.updates[self.frame + 1]), NEXT_FRAME_SECONDS)
                self.updates_per_second = 0.0

    def play(self) -> None:
        """Start to move; from the beginning if the playhead is at the end of the film, or rests where it arrived."""
        with self._lock:
            if self.is_at_end or self.has_just_arrived:
                self._show_update(0)
            self._take_in_hand()
            self._start_playing(self.frame, last=len(self.run.film.updates) - 1)

    def play_opening(self, frame: int) -> None:
        """Play the film up to where the playhead is, quickly where little changes, from a frame on."""
        with self._lock:
            self._opening_end, haste = self.update, opening_haste(self.run, self.frame)
            self._start_playing(frame, last=self.frame)
            self._opening = haste

    def supply(self, wanted: float, left: float | None = None) -> None:
        """Let the next tick hand out the film up to so many seconds ahead.

        wanted  the seconds of it that the browser is to have
        left    those that it still has to show, where it asks for what follows them
        """
        self._playhead.owe(max(0.0, wanted - (left or 0.0)))
        if left is not None:
            self._spool.left(left)

    def _play_on(self, seconds: float) -> None:
        self._take_back(REDRAWN_SECONDS)
        updates, before = self.run.film.updates, self._playhead.index

        def reach(frame: int) -> int:
            self._train_to(int(updates[frame]), seconds)
            return len(self.run.film) - 1

        pace = self.pace if self._opening is None else BY_CHANGE
        speed, seconds_at = PACES[pace] * (self._opening or 1), self._seconds_at
        if self._playhead.tick(speed, reach, seconds_at if pace == BY_CHANGE else None):
            index = self._playhead.index
            self.update = int(updates[index])
            self._spool.hand_out([(frame, self._seconds_at(frame)) for frame in range(before + 1, index + 1)])
            self._rest_at_the_end()

    def _take_back(self, seconds: float) -> None:
        """Put the playhead back to what the browser shows `seconds` from now, unless it has asked for more."""
        if (last := self._spool.shorten(seconds)) is not None:
            self._playhead.put(last)
            self.update = int(self.run.film.updates[last])

    def _rest_at_the_end(self) -> None:
        """End playing where the film ends, or where the opening does; the browser has the rest to show."""
        if self._opening is not None and not self.is_playing:
            self._opening, self.update = None, self._opening_end
        if self.is_at_end:
            self._playhead.hold()
            self.goal, self.updates_per_second = None, 0.0

    def _seconds_at(self, frame: int) -> float:
        pace = self.pace if self._opening is None else BY_CHANGE
        return frame_seconds(self.run, pace, frame) / (self._opening or 1)

    def _start_playing(self, frame: int, last: int) -> None:
        self.goal, self.opens, self._opening = None, False, None
        self._playhead.last = last
        self._playhead.put(frame)
        self._playhead.play()
        self._spool.start(frame, self._seconds_at(frame))
