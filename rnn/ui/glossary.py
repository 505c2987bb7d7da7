"""The terms of the field, read from docs/glossary.md: the one source of the help texts for them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

GLOSSARY = Path(__file__).parent.parent.parent / "docs" / "glossary.md"


@cache
def definitions() -> dict[str, str]:
    """Return the glossary: {term: definition}."""
    entries = re.split(r"^## ", GLOSSARY.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {term: " ".join(text.split()) for term, _, text in (entry.partition("\n") for entry in entries)}


def define(term: str) -> str:
    """Return what a term means. Raises KeyError for one that the glossary does not have."""
    return definitions()[term]
