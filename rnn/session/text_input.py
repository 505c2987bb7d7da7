"""The text that a visitor gives: what they typed or uploaded, how it is cleaned, and what came of it.

It knows nothing of Streamlit.
"""

from __future__ import annotations

from dataclasses import dataclass

from rnn.analysis.predictability import explain_pairs
from rnn.errors import InvalidInput
from rnn.runs.fitting import describe_recommendation, fit_to_text, is_recommended, recommend
from rnn.runs.presets import is_preset_text
from rnn.runs.settings import Settings
from rnn.text.intake import decode, take_in

LONGEST_TYPED = 1000  # characters that the field shows for editing; the browser sends them with every request


@dataclass(frozen=True)
class Fit:
    """Settings as they were fitted to a text, what is to be said of them, and those before, if they can be undone."""

    settings: Settings
    sentences: tuple[str, ...]
    before: Settings | None = None


@dataclass
class TextInput:
    """What a visitor gave, and what came of it.

    source           the text that is learnt as it was given, or None if it came with a preset or a link
    refused          the text that was given last, if it could not be learnt: cleaned in another way, perhaps it can
    is_lower_case    whether it is turned to lower case; collapses_spaces: whether runs of white space become one
    cleaned          what was changed in the text, in sentences
    fit              the settings that were fitted to it last, or None
    """

    source: str | None = None
    refused: str | None = None
    is_lower_case: bool = False
    collapses_spaces: bool = False
    cleaned: tuple[str, ...] = ()
    fit: Fit | None = None

    def read(self, source: str | bytes, settings: Settings) -> Settings:
        """Return the settings with a text that was typed, or the bytes of a file, as they can be learnt.

        They are those recommended for it, unless the visitor has chosen others for a text of their own before.
        Raises InvalidInput for a text that cannot be learnt; it is kept beside the one that is.
        """
        return self._read(source, settings, has_chosen_settings(settings))

    def clean(self, settings: Settings, is_lower_case: bool, collapses_spaces: bool) -> Settings:
        """Return the settings with the text that was given last cleaned in another way, from how it was given.

        Raises InvalidInput, and keeps to the ways that it was cleaned in, if it cannot be learnt so.
        """
        before = self.is_lower_case, self.collapses_spaces
        self.is_lower_case, self.collapses_spaces = is_lower_case, collapses_spaces
        given = next((text for text in (self.refused, self.source) if text is not None), None)
        try:
            if given is None:  # a preset's text or a link's: its settings go with it
                return self._read(settings.text, settings, is_chosen=not is_recommended(settings))
            return self.read(given, settings)
        except InvalidInput:
            self.is_lower_case, self.collapses_spaces = before
            raise

    def recommend(self, settings: Settings) -> Settings:
        """Return the settings that are recommended for the text that is learnt."""
        return self._take_recommended(settings, settings.text)

    def undo(self, settings: Settings) -> Settings:
        """Return the settings from before the recommendation, with the present text as far as they fit it.

        Raises InvalidInput for a text that cannot be learnt with them; the recommendation then stays.
        """
        if (before := self.before(settings)) is None:
            return settings
        return self._take_fitted(before, settings.text)

    def before(self, settings: Settings) -> Settings | None:
        """Return the settings that `undo` brings back, or None where the run is not the recommended one any more."""
        return self.fit.before if self._is_fit(settings) else None

    def sentences(self, settings: Settings) -> tuple[str, ...]:
        """Return what is to be said of the text, and of the settings as long as they are those fitted to it."""
        return (*self.cleaned, *(self.fit.sentences if self._is_fit(settings) else ()))

    def clear(self) -> None:
        """Forget what was given, and how it was cleaned: another text came with a preset or a link."""
        self.__init__()

    def _read(self, source: str | bytes, settings: Settings, is_chosen: bool) -> Settings:
        self.refused = None
        text = decode(source) if isinstance(source, bytes) else source
        take = self._take_fitted if is_chosen else self._take_recommended
        try:
            intake = take_in(text, self.is_lower_case, self.collapses_spaces)
            fitted = take(settings, intake.text)
        except InvalidInput:
            self.refused = text if text.strip() else None
            raise
        self.source, self.cleaned = text, intake.changes
        return fitted

    def _take_fitted(self, settings: Settings, text: str) -> Settings:
        fitted, sentences = fit_to_text(settings, text)
        self.fit = Fit(fitted, sentences)
        return fitted

    def _take_recommended(self, settings: Settings, text: str) -> Settings:
        recommended = recommend(settings, text)
        before = self.before(settings) or settings  # what was recommended for another text is not what they had
        self.fit = Fit(recommended, _sentences_on(recommended, settings), before)
        return recommended

    def _is_fit(self, settings: Settings) -> bool:
        return self.fit is not None and self.fit.settings == settings


def has_chosen_settings(settings: Settings) -> bool:
    """Say whether an own text, not a preset's, is learnt with other settings than those recommended for it."""
    return not is_preset_text(settings.text) and not is_recommended(settings)


def _sentences_on(recommended: Settings, before: Settings) -> tuple[str, ...]:
    """Say what was chosen, what is no longer held out, and why a network could not beat a table of pairs."""
    sentences = [describe_recommendation(recommended)]
    if recommended.held_out != before.held_out:
        sentences.append("Nothing is held out of so short a text.")
    if recommended.target == "next":
        indices = recommended.vocabulary.encode(recommended.training_characters)
        reason = explain_pairs(indices[:-1], indices[1:], len(recommended.vocabulary))
        sentences += [reason] if reason else []
    return tuple(sentences)
