"""What was worked out for a visitor's pages, kept as long as what it was made from stays the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from rnn.session.moment import Moment


@dataclass
class Cache:
    """Results by their names, each kept with what it was made from.

    lock  to be held while something kept is worked on: a press of a button may come in a second thread
    """

    lock: Lock = field(default_factory=Lock)
    _kept: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    def keep(self, name: str, of: Any, make: Callable[[], Any]) -> Any:
        """Return what `make` makes of this object, the same as last time unless the object is another.

        name  of the result; only one is kept for each name, but those of a moment as long as the moment is
        of    a run or a moment: compared by identity, and not to be changed by others
        """
        if isinstance(of, Moment):
            if name not in of.kept:
                of.kept[name] = make()
            return of.kept[name]
        if name not in self._kept or self._kept[name][0] is not of:
            self._kept[name] = of, make()
        return self._kept[name][1]
