"""What of a text is measured: all of it, or a sample of passages of a long one, read as in training."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rnn.model.excerpts import STEPS_BEFORE
from rnn.model.windows import TrainingWindows

LONGEST_WHOLE = 10_000  # steps; with H = 256 ablated networks a step takes some 4 ms
LEAST_STEPS = 2_000  # of a sample
PASSAGES = 4  # few and long: where states are carried, each is read after up to 1,000 steps before it
PIECE_STEPS = 16


@dataclass(frozen=True)
class Piece:
    """A few steps of one window, to be read at a time.

    steps        their place in the text
    first_step   the number of the first of them in its window, from 0
    is_fresh     whether the state before them is 0, and not the one that the piece before ended in
    is_measured  False for those that are only read to come into the right state
    """

    steps: slice
    first_step: int
    is_fresh: bool
    is_measured: bool

    def __len__(self) -> int:
        return self.steps.stop - self.steps.start


@dataclass(frozen=True)
class TextSample:
    """Passages of a text, each a range of windows; the whole text where one passage holds all windows."""

    windows: TrainingWindows
    passages: tuple[range, ...]

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole text."""
        return self.passages == (range(self.windows.count),)

    @cached_property
    def steps(self) -> int:
        """The number of steps that are measured."""
        return sum(len(piece) for piece in self.pieces() if piece.is_measured)

    @cached_property
    def steps_to_read(self) -> int:
        """The number of steps that are read: those measured, and those before a passage."""
        return sum(map(len, self.pieces()))

    def pieces(self) -> Iterator[Piece]:
        """Yield what is to be read, in order.

        Where states are carried, a passage is read after up to 1,000 steps before it, as `read_window` reads a window;
        where they are not, each window begins in the state 0.
        """
        windows = self.windows
        for passage in self.passages:
            before = STEPS_BEFORE // windows.length if windows.carries else 0
            first = max(0, passage.start - before)
            for window in range(first, passage.stop):
                is_fresh = window == first or not windows.carries
                yield from _pieces_of(windows.window_span(window), is_fresh, window >= passage.start)


def sample_of(windows: TrainingWindows) -> TextSample:
    """Return the whole of a text of up to 10,000 steps; of a longer one 4 passages, evenly spaced from its beginning to
    its end, of at least 2,000 steps in all.
    """
    if len(windows.inputs) <= LONGEST_WHOLE:
        return TextSample(windows, (range(windows.count),))
    each = -(-LEAST_STEPS // (PASSAGES * windows.length))
    last = len(windows.inputs) // windows.length - each  # complete windows only
    starts = (round(n * last / (PASSAGES - 1)) for n in range(PASSAGES))
    return TextSample(windows, tuple(range(start, start + each) for start in starts))


def _pieces_of(window: slice, is_fresh: bool, is_measured: bool) -> Iterator[Piece]:
    for start in range(window.start, window.stop, PIECE_STEPS):
        steps = slice(start, min(start + PIECE_STEPS, window.stop))
        yield Piece(steps, start - window.start, is_fresh and start == window.start, is_measured)
