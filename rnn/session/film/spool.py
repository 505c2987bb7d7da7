"""The part of the film that the browser has been given to play, and made into reels."""

from __future__ import annotations

from time import monotonic

from rnn.session.film.reel import Reel, thinned
from rnn.session.moment import Moment, WindowView

MOST_KEPT = 50  # moments
BEHIND_SECONDS = 0.5  # by which the browser may be late: a reel reaches the screen some time after it is made


class Spool:
    """The frames that the browser was given and has not yet shown, or not long ago, each with its seconds.

    A reel goes on from the last one where the browser has asked for more; otherwise it begins with what may be on the
    screen now, so that whatever was changed in the meantime is seen at once.
    """

    def __init__(self):
        self._frames: list[tuple[int, float]] = []
        self._ends_at = 0.0  # by the clock, when the browser will have shown them all
        self._is_continued = False
        self._first_new = 0  # in _frames: where the next reel begins
        self._moments: dict[int, Moment] = {}
        self.is_running = False

    def start(self, frame: int, seconds: float) -> None:
        """Begin to play at a frame."""
        self._frames, self._ends_at = [(frame, seconds)], monotonic() + seconds
        self._is_continued, self._first_new = False, 0
        self.is_running = True

    def stop(self) -> None:
        """Rest: the browser is to show what is at the playhead."""
        self.is_running = False

    @property
    def is_over(self) -> bool:
        """Whether the browser has shown all that it was given."""
        return monotonic() >= self._ends_at

    def left(self, seconds: float) -> None:
        """Take from the browser for how many seconds it still has frames to show: it asks for those that follow."""
        self._ends_at, self._is_continued = monotonic() + seconds, True

    def shorten(self, seconds: float) -> int | None:
        """Unless more was asked for, take back what would be shown later than that; return the last frame that is left.

        Whatever was changed has all that is left drawn anew, and is seen the sooner the less that is.
        """
        end, count = monotonic() + seconds, len(self._frames)
        while not self._is_continued and len(self._frames) > 1 and self._ends_at - self._frames[-1][1] > end:
            self._ends_at -= self._frames.pop()[1]
        return self._frames[-1][0] if len(self._frames) < count else None

    def hand_out(self, frames: list[tuple[int, float]]) -> None:
        """Give the browser further frames, (index, seconds) each."""
        now = monotonic()
        kept = self._still_to_show(now)
        self._first_new = len(kept) if self._is_continued and frames else 0
        self._is_continued = False
        self._ends_at = max(now, self._ends_at) + sum(seconds for _, seconds in frames)
        self._frames = [*kept, *frames]

    def running_reel(self, view: WindowView, update: int, most_a_second: float) -> Reel:
        """Return the reel of the frames at hand, the last of which is at an update."""
        first, self._first_new = self._first_new, 0
        places, seconds = thinned(*map(list, zip(*self._frames[first:], strict=True)), most_a_second)
        moments = [self.moment(view, u) for u in (*view.run.film.updates[places[:-1]].tolist(), update)]
        return Reel(tuple(moments), tuple(places), tuple(seconds), plays=True, continues=first > 0)

    def resting_reel(
        self, view: WindowView, update: int, opening: list[tuple[int, float]], beside: list[int], most_a_second: float
    ) -> Reel:
        """Return the reel of a moment at rest: the opening of the film, the frames beside it that there are, itself."""
        film, here = view.run.film, view.run.film.frame_before(update)
        opens, seconds = thinned(*map(list, zip(*opening, strict=True)), most_a_second) if opening else ([], [])
        places = [*opens, *(frame for frame in beside if 0 <= frame < len(film) and film.updates[frame] != update)]
        moments = [self.moment(view, int(film.updates[place])) for place in places]
        seconds = [*seconds, *[0.0] * (len(places) - len(opens) + 1)]
        return Reel((*moments, self.moment(view, update)), (*places, here), tuple(seconds), opens=len(opens))

    def moment(self, view: WindowView, update: int) -> Moment:
        """Return the network at an update; the same object as before, as long as the view is the same."""
        moment = self._moments.pop(update, None)
        if moment is None or moment.view is not view:
            moment = Moment(view, update)
            _ = moment.parameters  # at once: the next tick trains them on
        self._moments[update] = moment
        while len(self._moments) > MOST_KEPT:
            del self._moments[next(iter(self._moments))]
        return moment

    def _still_to_show(self, now: float) -> list[tuple[int, float]]:
        """Return the last frames that the browser may not yet have shown to their end, one at least."""
        left, first = self._ends_at - now + BEHIND_SECONDS, len(self._frames)
        while first > 0 and (left > 0 or first == len(self._frames)):
            first -= 1
            left -= self._frames[first][1]
        return self._frames[first:]
