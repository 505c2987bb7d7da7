"""Settings in a link: one URL parameter for each that differs from its default, as text.

A short text is in the link as it is, a longer one compressed, and a long one by its fingerprint alone.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import lru_cache

from rnn.errors import InvalidInput, shown
from rnn.runs.change import Change
from rnn.runs.settings import Settings

LONGEST_PLAIN = 400  # characters
LONGEST_PACKED = 6000  # signs of the link; servers and proxies take some 8,000 in all
LONGEST_UNPACKED = 4_000_000  # bytes; no text of a run is longer

FindText = Callable[[str], str | None]


def to_query(settings: Settings) -> dict[str, str]:
    """Return the URL parameters of these Settings: those that differ from the defaults."""
    query = {}
    for field in fields(settings):
        value = getattr(settings, field.name)
        if value != field.default:
            query |= text_query(value) if field.name == "text" else {field.name: _as_text(value)}
    return query


@lru_cache(maxsize=16)  # asked for with every drawing of a page
def text_query(text: str) -> Mapping[str, str]:
    """Return the URL parameter of a text: `text`, `packed` or `fingerprint`, whichever is the first that is short."""
    if len(text) <= LONGEST_PLAIN:
        return {"text": text}
    packed = base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")
    return {"packed": packed} if len(packed) <= LONGEST_PACKED else {"fingerprint": fingerprint(text)}


def fingerprint(text: str) -> str:
    """Return 32 hexadecimal digits that no other text has: the first half of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def from_query(query: Mapping[str, str], find_text: FindText = lambda _: None) -> Settings:
    """Read settings from URL parameters; what is not there keeps its default, other parameters are left alone.

    find_text  returns the text of a fingerprint, or None: a long text is not in the link, only its fingerprint is
    Raises InvalidInput for a value that is not a number where one is needed, or out of range, and for a text that
    cannot be found.
    """
    if not isinstance(query, Mapping):
        raise InvalidInput("query", f"A link's parameters are a mapping of names to texts, not {shown(query)}.")
    values = {}
    for field in fields(Settings):
        if field.name in query and field.name != "text":
            values[field.name] = _parse(field.name, type(field.default), query[field.name])
    text = _read_text(query, find_text)
    return Settings(**values) if text is None else Settings(text=text, **values)


def _read_text(query: Mapping[str, str], find_text: FindText) -> str | None:
    if "text" in query:
        return query["text"]
    if "packed" in query:
        return _unpack(query["packed"])
    if "fingerprint" not in query:
        return None
    text = find_text(query["fingerprint"])
    if text is None:
        raise InvalidInput(
            "fingerprint",
            "Its text is too long for a link, and this server does not have it (any more). Give the same text again "
            "in the sidebar, and the run comes back.",
        )
    return text


def _unpack(packed: str) -> str:
    if not isinstance(packed, str):
        raise InvalidInput("text", f"The packed text is written in a link as text, not as {shown(packed)}.")
    try:
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)), LONGEST_UNPACKED)
        if not unpacking.eof:  # what is left of a link that was cut may well be the begin of a text
            raise ValueError
        return data.decode()
    except (ValueError, zlib.error):
        raise InvalidInput("text", "Its text cannot be unpacked: a part of the link is missing.") from None


def _as_text(value) -> str:
    if isinstance(value, tuple):
        return ",".join(f"{change.name}@{change.update}={change.value!r}" for change in value)
    return value if isinstance(value, str) else repr(value)


def _parse(name: str, kind: type, text: str):
    label = name.replace("_", " ")
    if not isinstance(text, str):
        raise InvalidInput(name, f"The {label} is written in a link as text, not as {shown(text)}.")
    if kind is bool:
        if text not in ("True", "False"):
            raise InvalidInput(name, f"The {label} is True or False, not “{text[:40]}”.")
        return text == "True"
    if kind is tuple:
        return tuple(_parse_change(part) for part in text.split(",") if part)
    try:
        return kind(text)
    except ValueError:
        raise InvalidInput(name, f"The {label} is a number, not “{text[:40]}”.") from None


def _parse_change(text: str) -> Change:
    name, _, rest = text.partition("@")
    update, _, value = rest.partition("=")
    try:
        return Change(int(update), name, float(value))
    except ValueError:
        raise InvalidInput("changes", f"A change is written as learning_rate@1000=0.05, not “{text[:40]}”.") from None
