"""The slots of the process: as many visitors train at once as there are cores."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class TrainingSlots:
    """A number of slots; who finds none free within the wait goes without this time, so that nobody queues up."""

    def __init__(self, slots: int):
        self._slots = threading.BoundedSemaphore(slots)

    @contextmanager
    def slot(self, wait_seconds: float) -> Iterator[bool]:
        """Hold a slot for the block; yields False, holding none, where none became free in time."""
        is_open = self._slots.acquire(timeout=wait_seconds)
        try:
            yield is_open
        finally:
            if is_open:
                self._slots.release()


TRAINING_SLOTS = TrainingSlots(os.cpu_count() or 1)
