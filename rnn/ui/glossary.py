"""The terms of the field, read from docs/glossary.md: the one source of the page on them and of the help texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

GLOSSARY = Path(__file__).parent.parent.parent / "docs" / "glossary.md"
EQUATION = re.compile(r"^\$\$ (.+) \$\$$", re.MULTILINE)
AT_WORK = re.compile(r"^At work: \[(.+)\]\((\w+)\)$", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """A term of the glossary.

    term, definition  the word, and what it means, on one line
    equation          in LaTeX; empty where the term has none
    page              the name of the script of the page on which it is at work, such as "one_step"
    """

    term: str
    definition: str
    equation: str
    page: str


@cache
def entries() -> tuple[Entry, ...]:
    """Return the glossary's entries, in their order. Raises ValueError for one that names no page."""
    parts = re.split(r"^## ", GLOSSARY.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return tuple(_read(*part.partition("\n")[::2]) for part in parts)


@cache
def definitions() -> dict[str, str]:
    """Return the glossary: {term: definition}."""
    return {entry.term: entry.definition for entry in entries()}


def define(term: str) -> str:
    """Return what a term means. Raises KeyError for one that the glossary does not have."""
    return definitions()[term]


def _read(term: str, text: str) -> Entry:
    equation, at_work = EQUATION.search(text), AT_WORK.search(text)
    if at_work is None:
        raise ValueError(f"The glossary names no page for “{term}”.")
    definition = AT_WORK.sub("", EQUATION.sub("", text))
    return Entry(term, " ".join(definition.split()), equation.group(1) if equation else "", at_work.group(2))
