"""Characters as a reader sees them: a letter with its accent is one, however many code points it is written in."""

from __future__ import annotations

import regex

# \X is an extended grapheme cluster, of Unicode Standard Annex #29. Flags come first, as \X looks back to the first of
# a row of them at each: a text of flags alone would take it hours.
_flag = r"\p{Regional_Indicator}{2}[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]*"
_cluster = regex.compile(rf"{_flag}|\X")
_ascii_cluster = regex.compile(r"\r\n|[\x00-\x7f]")  # ASCII has one cluster of two: the line end of Windows


def split(text: str) -> list[str]:
    """Return the text's characters in their order; put together again they are the text.

    A character is an extended grapheme cluster (Unicode Standard Annex #29): a letter with its accents, a syllable of
    Hangul or Devanagari, a flag, an emoji with all its modifiers and joiners, the line end "\\r\\n".
    Where two texts meet, their characters may join: split(x) + split(y) is not always split(x + y).
    Examples: split("abc") == ["a", "b", "c"]; split("e\\u0301a") == ["e\\u0301", "a"]
    """
    if not text.isascii():
        return _cluster.findall(text)
    return _ascii_cluster.findall(text) if "\r\n" in text else list(text)
