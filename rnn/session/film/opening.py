"""The opening of the film on a first visit: from the start to where the network has learnt, within seconds."""

from __future__ import annotations

from rnn.runs.run import Run
from rnn.session.film.pace import BY_CHANGE, frame_seconds

OPENING_SECONDS = 5.0
FIRST_SECONDS = 1.5  # of the opening, that come with the first drawing of a page


def opening_haste(run: Run, frame: int) -> float:
    """Return how many times faster than by change the film has to play to get to a frame in time; 1 or more."""
    seconds = sum(frame_seconds(run, BY_CHANGE, index) for index in range(frame + 1))
    return max(1.0, seconds / OPENING_SECONDS)


def opening_frames(run: Run, last: int) -> list[tuple[int, float]]:
    """Return the first frames of the film, up to `last`, and for how long each is shown: as many as begin it."""
    frames, seconds, haste = [], 0.0, opening_haste(run, last)
    for frame in range(last):
        frames.append((frame, frame_seconds(run, BY_CHANGE, frame) / haste))
        seconds += frames[-1][1]
        if seconds > FIRST_SECONDS:
            break
    return frames
