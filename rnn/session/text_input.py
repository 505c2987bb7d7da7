"""The text that a visitor gives: what they typed or uploaded, how it is cleaned, and what came of it.

It knows nothing of Streamlit.
"""

from __future__ import annotations

from dataclasses import dataclass

from rnn.errors import InvalidInput
from rnn.runs.fitting import fit_to_text
from rnn.runs.settings import Settings
from rnn.text.intake import decode, take_in

LONGEST_TYPED = 1000  # characters that the field shows for editing; the browser sends them with every request


@dataclass
class TextInput:
    """What is on it.

    source           the text that is learnt as it was given, or None if it came with a preset or a link
    refused          the text that was given last, if it could not be learnt: cleaned in another way, perhaps it can
    is_lower_case    whether it is turned to lower case; collapses_spaces: whether runs of white space become one
    changes          what was changed in it and in the settings, in sentences
    """

    source: str | None = None
    refused: str | None = None
    is_lower_case: bool = False
    collapses_spaces: bool = False
    changes: tuple[str, ...] = ()

    def read(self, source: str | bytes, settings: Settings) -> Settings:
        """Return the settings with a text that was typed, or the bytes of a file, as they can be learnt.

        Raises InvalidInput for a text that cannot be learnt; the desk keeps it beside the one that is.
        """
        self.refused = None
        text = decode(source) if isinstance(source, bytes) else source
        try:
            intake = take_in(text, self.is_lower_case, self.collapses_spaces)
            fitted, said = fit_to_text(settings, intake.text)
        except InvalidInput:
            self.refused = text if text.strip() else None
            raise
        self.source, self.changes = text, (*intake.changes, *said)
        return fitted

    def clean(self, settings: Settings, is_lower_case: bool, collapses_spaces: bool) -> Settings:
        """Return the settings with the text that was given last cleaned in another way, from how it was given.

        Raises InvalidInput, and keeps to the ways that it was cleaned in, if it cannot be learnt so.
        """
        before = self.is_lower_case, self.collapses_spaces
        self.is_lower_case, self.collapses_spaces = is_lower_case, collapses_spaces
        given = next(text for text in (self.refused, self.source, settings.text) if text is not None)
        try:
            return self.read(given, settings)
        except InvalidInput:
            self.is_lower_case, self.collapses_spaces = before
            raise

    def clear(self) -> None:
        """Forget what was given, and how it was cleaned: another text came with a preset or a link."""
        self.__init__()
