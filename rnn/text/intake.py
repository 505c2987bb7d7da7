"""How a text is taken in: an uploaded file is decoded, a text cleaned and measured, or refused in a sentence."""

from __future__ import annotations

import math

from rnn.errors import InvalidInput
from rnn.text.characters import split
from rnn.text.cleaning import MOST_PARTS, Cleaned, clean

MAXIMUM_CHARACTERS = 200_000
MAXIMUM_VOCABULARY = 256
MAXIMUM_BYTES = 1_000_000  # of a file; and of a text, so that a huge one is refused before it is cleaned and split
SIGNATURES = {  # the first bytes of files that are no plain text
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"%PDF-": "a PDF document",
    b"{\\rtf": "an RTF document",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\x1f\x8b": "a gzip archive",
}
UTF_8_MARK = b"\xef\xbb\xbf"
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\r\f")) + b"\x7f"
MOST_CONTROL_BYTES = 0.02  # of a file's bytes; a plain text has hardly any, other files have them everywhere

Intake = Cleaned


def decode(data: bytes) -> str:
    """Return the text of an uploaded file in UTF-8, without its byte-order mark.

    Raises InvalidInput, for field "text", if the file is empty, has more than 1 MB, is no plain text, or is not in
    UTF-8; the sentence says which, at which byte, and what to do.
    """
    if len(data) > MAXIMUM_BYTES:
        raise InvalidInput("text", _too_large("The file", len(data)))
    _check_plain(data)
    text = data.removeprefix(UTF_8_MARK)
    if not text:
        raise InvalidInput("text", "The file is empty. Choose one with some text in it.")
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidInput("text", _not_utf_8(data, error.start + len(data) - len(text))) from None


def take_in(text: str, lower_case: bool = False, collapse_spaces: bool = False) -> Intake:
    """Return the text as it can be learnt, and what was changed in it, as `clean` does.

    Raises InvalidInput, for field "text", if it is longer than 1 MB, is left with nothing but white space, or still has
    more than 200,000 characters (those of `split`), more than 256 different ones, or one of more than 40 code points;
    the sentence says how many, and what to do.
    """
    if not text:
        raise InvalidInput("text", "The text is empty. Give at least one character.")
    if len(text) > MAXIMUM_BYTES:
        raise InvalidInput("text", _too_large("The text", len(text)))
    intake = clean(text, lower_case, collapse_spaces)
    _check_some(intake.text)
    characters = split(intake.text)
    if len(characters) > MAXIMUM_CHARACTERS:
        raise InvalidInput("text", _too_long(len(characters)))
    if len(set(characters)) > MAXIMUM_VOCABULARY:
        small = clean(text, lower_case=True, collapse_spaces=collapse_spaces).text
        raise InvalidInput("text", _too_many(len(set(characters)), len(set(split(small)))))
    if (parts := max(map(len, characters))) > MOST_PARTS:
        raise InvalidInput("text", _too_dense(parts, [len(character) for character in characters].index(parts) + 1))
    return intake


def _check_plain(data: bytes) -> None:
    """Raise InvalidInput for a file that its first bytes or its control characters give away as no plain text."""
    for signature, kind in SIGNATURES.items():
        if data.startswith(signature):
            raise InvalidInput("text", f"The file is {kind}, not a plain text. Save its text as a .txt file in UTF-8.")
    if data.startswith(UTF_16_MARKS):
        raise InvalidInput("text", "The file is a text in UTF-16. Save it as UTF-8, then choose it again.")
    controls = len(data) - len(data.translate(None, delete=CONTROL_BYTES))
    if b"\x00" in data or controls > MOST_CONTROL_BYTES * len(data):
        raise InvalidInput(
            "text",
            f"The file is no plain text: it has control characters ({controls:,} in its {len(data):,} bytes). "
            "Choose a .txt file in UTF-8.",
        )


def _check_some(text: str) -> None:
    """Raise InvalidInput for a cleaned text in which nothing can be seen."""
    if not text:
        raise InvalidInput(
            "text", "Nothing of the text can be seen: it held control characters only. Give some letters."
        )
    if not text.strip():
        raise InvalidInput("text", "The text holds only spaces and line ends. Give at least one letter.")


def _not_utf_8(data: bytes, position: int) -> str:
    """Say which byte of a file, counted from 1, is not UTF-8, and in which line it is."""
    line = data.count(b"\n", 0, position) + 1
    return (
        f"The file is not in UTF-8: byte {position + 1:,}, in line {line:,}, is {data[position]:02X} in hexadecimal, "
        "which no character of UTF-8 has at such a place. Save the file as UTF-8, then choose it again."
    )


def _too_large(subject: str, size: int) -> str:
    return (
        f"{subject} has {math.ceil(size / 1000):,} kB; at most {MAXIMUM_BYTES // 1000:,} kB (1 MB) can be taken in. "
        f"Give a part of it, of up to {MAXIMUM_CHARACTERS:,} characters."
    )


def _too_long(count: int) -> str:
    return f"The text has {count:,} characters; at most {MAXIMUM_CHARACTERS:,} can be learnt. Give a part of it."


def _too_many(different: int, in_lower_case: int) -> str:
    sentence = f"The text has {different:,} different characters; at most {MAXIMUM_VOCABULARY} can be learnt. "
    if in_lower_case <= MAXIMUM_VOCABULARY:
        return sentence + f"In lower case it would have {in_lower_case:,}: choose lower case."
    return sentence + "Give a shorter part of it, or a text with fewer different characters."


def _too_dense(parts: int, position: int) -> str:
    return (
        f"Character {position:,} of the text is made of {parts:,} code points, such as several accents on one letter; "
        f"at most {MOST_PARTS} can be shown. Take it out."
    )
