"""Long texts by their fingerprints, so that a link that is too short for its text finds it again on this server.

What is not among the project's own texts is kept in memory for a while: whoever has a text's fingerprint has had the
text, or a link from somebody who had. It knows nothing of Streamlit.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from rnn.runs.link import fingerprint
from rnn.runs.presets import PRESETS

MOST_CHARACTERS = 20_000_000


class TextStore:
    """Recent texts; the one not asked for the longest goes first where room is short."""

    def __init__(self, most_characters: int = MOST_CHARACTERS):
        self._lock = Lock()
        self._most = most_characters
        self._texts: OrderedDict[str, str] = OrderedDict()
        self._own = {fingerprint(preset.settings.text): preset.settings.text for preset in PRESETS}

    def keep(self, text: str) -> None:
        """Keep a text."""
        name = fingerprint(text)
        if name in self._own:
            return
        with self._lock:
            self._texts[name] = text
            self._texts.move_to_end(name)
            while sum(map(len, self._texts.values())) > self._most:
                self._texts.popitem(last=False)

    def find(self, name: str) -> str | None:
        """Return the text of a fingerprint, or None if it is not here."""
        with self._lock:
            if name in self._texts:
                self._texts.move_to_end(name)
            return self._own.get(name) or self._texts.get(name)


TEXT_STORE = TextStore()  # of this server
