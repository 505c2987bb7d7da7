"""A text generated step by step: a short one appears at once, a long one in slices, one slice a redraw."""

from __future__ import annotations

from threading import RLock

from rnn.generation.continuation import Continuation
from rnn.model.parameters import Parameters
from rnn.session.server.training_slots import TRAINING_SLOTS
from rnn.text.vocabulary import Vocabulary

AT_ONCE = 60
SLICE_SECONDS = 0.1


class IncrementalGeneration:
    """One text, written as far as time allows; it is begun anew when anything that it depends on changes.

    While the film plays, every redraw has another network, and so another text: only the first 60 characters are
    written then. The others follow when the film rests. Redraws of one visitor may overlap, so each waits its turn.
    """

    def __init__(self):
        self._lock = RLock()
        self._text: Continuation | None = None
        self._length = 0
        self._origin: tuple | None = None
        self._is_stopped = False

    @property
    def written(self) -> int:
        """How many characters are written."""
        return len(self._text.characters[: self._length]) if self._text else 0

    @property
    def is_finished(self) -> bool:
        return self.written >= self._length

    @property
    def is_stopped(self) -> bool:
        return self._is_stopped and not self.is_finished

    @property
    def is_writing(self) -> bool:
        """Whether the next redraw writes more of it, once the film rests."""
        return not (self.is_finished or self._is_stopped)

    def stop(self) -> None:
        """Write no more of this text; what is written stays. It never waits."""
        self._is_stopped = True

    def resume(self) -> None:
        """Write on from where it was stopped."""
        self._is_stopped = False

    def begin(
        self, parameters: Parameters, vocabulary: Vocabulary, user_chosen: dict[int, str], choices: tuple
    ) -> None:
        """Take up a text: the one at hand where it is the same, or what precedes a changed choice of the visitor's.

        choices  seed, priming, sampling and random seed, as `Continuation` takes them
        """
        with self._lock:
            if self._text is None or self._text.parameters is not parameters or self._origin != (vocabulary, choices):
                self._text = Continuation(parameters, vocabulary, *choices, user_chosen)
                self._origin, self._is_stopped = (vocabulary, choices), False
            elif self._text.user_chosen != user_chosen:
                self._text, self._is_stopped = self._text.with_choices(user_chosen), False

    def write(self, length: int, film_rests: bool) -> Continuation:
        """Write the first characters, and where the film rests a slice of the others; return the text so far."""
        with self._lock:
            text, self._length = self._text, length
            text.write(min(length, AT_ONCE))
            if film_rests and self.is_writing:
                with TRAINING_SLOTS.slot(SLICE_SECONDS) as is_open:
                    if is_open:
                        text.write(length, SLICE_SECONDS)
            return text
