"""One playhead on one film: play, pause, step, seek."""

from __future__ import annotations

from threading import RLock
from time import monotonic

import numpy as np

from rnn.model import backend
from rnn.runs.run import Run
from rnn.runs.settings import Settings
from rnn.session.film.pace import describe_speed
from rnn.session.film.playback import Playback
from rnn.session.film.spool import Spool
from rnn.session.moment import Moment, WindowView
from rnn.session.playhead import Playhead
from rnn.session.server.training_slots import TRAINING_SLOTS

ARRIVAL_UPDATE = 10_000
LONGEST_ARRIVAL = 5.0  # seconds; a large network on a long text is shown as far as it has come by then
PLAYING_SECONDS = 0.06
SEEKING_SECONDS = 0.2
LONGEST_TICK = 0.5


class Player(Playback):
    """The playhead of one run.

    run         what is being played; it trains only as far as the playhead needs
    update      where the playhead is
    view        the window of the text that is looked at
    pace        how fast it plays, by its name in PACES
    has_just_arrived  whether nobody has moved the playhead from where newcomers find it; Play then starts at 0
    was_asked_for  whether a link or the visitor asked for this update; if not, a slow run may rest before it
    goal        an update that it is on its way to as fast as training and replaying allow, or None
    opens       whether a browser may play the film up to here on its own, as a first visit does
    A press of a button may come in a second thread while a tick of the clock is still training in the first; whatever
    moves the playhead or reads the network waits for the other to finish. Only `pause` never waits.
    """

    def __init__(self, settings: Settings, update: int | None = None, pace: str = "normal"):
        """Start a run and go to an update; without one, to where a newcomer finds it trained, and at rest."""
        self._lock = RLock()
        self._playhead = Playhead(LONGEST_TICK)  # its places are the frames of the film
        self._start_run(settings)
        self.pace = pace
        self.has_just_arrived = update in (None, ARRIVAL_UPDATE)
        self.was_asked_for = update is not None
        self._started_at = monotonic()
        self.goal: int | None = None
        self.update = 0
        self.updates_per_second = 0.0
        self.opens = False
        self._opening = None
        self._go_to(ARRIVAL_UPDATE if update is None else update)

    @property
    def is_playing(self) -> bool:
        """Whether the playhead moves along the film by itself."""
        return self._playhead.is_playing

    @property
    def is_moving(self) -> bool:
        """Whether the next tick may change the playhead."""
        return self.is_playing or self.goal is not None

    @property
    def is_at_end(self) -> bool:
        return self.update >= self.run.last_update

    @property
    def aim(self) -> int:
        """The update where the playhead is, or where it is on its way to."""
        return self.update if self.goal is None else self.goal

    @property
    def speed(self) -> str:
        """What the run is doing, in a sentence or two: its speed while it trains, and what it is on its way to."""
        return describe_speed(self.run, self.goal, self.is_moving, self.is_playing, self.updates_per_second)

    @property
    def moment(self) -> Moment:
        """The network at the playhead."""
        with self._lock:
            return self._spool.moment(self.view, self.update)

    @property
    def frame(self) -> int:
        """The index of the film's frame at the playhead, or just before it."""
        return self.run.film.frame_before(self.update)

    def pause(self) -> None:
        """Stop, whatever it was doing."""
        self._playhead.hold()
        self._spool.stop()
        self.goal, self.updates_per_second, self._opening, self.opens = None, 0.0, None, False

    def step(self, frames: int) -> None:
        """Rest one or more frames further along the film, or back."""
        updates = self.run.film.updates
        between = self.update > updates[self.frame] and frames < 0  # back from between two frames: to the first of them
        self.seek(int(updates[np.clip(self.frame + frames + between, 0, len(updates) - 1)]))

    def seek(self, update: int) -> None:
        """Go to an update and rest: at once where it is quickly had, else training on through the coming ticks."""
        self.pause()
        with self._lock:
            self._take_in_hand()
            self._go_to(update)

    def return_to_screen(self) -> None:
        """While it plays, put the playhead back to what the browser shows now, which was given the film further on."""
        with self._lock:
            if self.is_playing:
                self._take_back(0.0)

    def look_at(self, window: int) -> None:
        """Unroll another window of the text, by its number from 0; the nearest if there is none of that number."""
        with self._lock:
            self.view = WindowView(self.run, max(0, min(window, self.run.windows.count - 1)))

    def change_from(self, settings: Settings, update: int | None = None) -> None:
        """Go on with settings that differ only from an update on, the playhead's if none is given.

        What is before it stays trained. The playhead stays where it is, or goes where it was going; while the film
        plays, it may have to go back to the frame before, and goes on from there.
        """
        with self._lock:
            here, aim, window = self.update, self.aim, self.view.window
            self.run = self.run.forked(settings, here if update is None else min(update, here))
            self._take_in_hand()
            self.goal = None
            self.look_at(window)
            self._show_update(min(here, self.run.update))
            if not self.is_playing:
                self._go_to(aim)

    def tick(self, seconds: float | None = None) -> None:
        """Move the playhead by what the time since the last tick allows, training for about `seconds` at most."""
        with self._lock:
            if self._is_provisional and backend.is_compiled(*self._sizes(self.run.settings)):
                self._train_anew()
            if (goal := self.goal) is not None:
                self._seek_on(goal, seconds or SEEKING_SECONDS)
            elif self.is_playing:
                self._play_on(seconds or PLAYING_SECONDS)

    def _take_in_hand(self) -> None:
        self.has_just_arrived, self.was_asked_for = False, True

    def _start_run(self, settings: Settings) -> None:
        self._is_provisional = not backend.is_compiled(*self._sizes(settings))
        self.run = Run(settings, backend.fastest(*self._sizes(settings)))
        self._spool = Spool()
        self.look_at(0)

    @staticmethod
    def _sizes(settings: Settings) -> tuple[int, int]:
        return settings.hidden_size, len(settings.vocabulary)

    def _train_anew(self) -> None:
        """Train with the kernel what NumPy had trained so far: a link is the same run, bit by bit, for everybody."""
        aim, window = self.aim, self.view.window
        self._start_run(self.run.settings)
        self.look_at(window)
        self.update = 0  # all that is trained by now: whoever presses Pause in this very tick rests there
        if not self.is_playing:
            self._go_to(aim)

    def _go_to(self, update: int) -> None:
        update = max(0, min(update, self.run.last_update))
        if update <= self.run.update and self.run.replay(update, SEEKING_SECONDS):
            self._show_update(update)
        else:
            self.goal = update

    def _seek_on(self, goal: int, seconds: float) -> None:
        self._train_to(goal, seconds)
        goal = min(goal, self.run.last_update)
        if self.run.update < goal:
            self._show_update(self.run.update)
            if self._has_arrived_late:
                self.goal = None
        elif self.run.replay(goal, seconds):
            self._show_update(goal)
            self.goal = None

    @property
    def _has_arrived_late(self) -> bool:
        is_long = self.run.unit == "update"  # an epoch takes no time: the notebook's network is shown as it has learnt
        return not self.was_asked_for and is_long and monotonic() - self._started_at > LONGEST_ARRIVAL

    def _train_to(self, update: int, seconds: float) -> None:
        run = self.run
        if run.update >= update or run.is_finished:
            return
        with TRAINING_SLOTS.slot(seconds) as is_open:
            self.updates_per_second = 0.0
            if is_open:
                began = monotonic()
                done = run.advance(updates=update - run.update, seconds=seconds)
                self.updates_per_second = done / max(monotonic() - began, 1e-6)

    def _show_update(self, update: int) -> None:
        self.update = update
        self._spool.stop()
        self._playhead.put(self.frame)
        if self.is_playing:
            self._spool.start(self.frame, self._seconds_at(self.frame))
