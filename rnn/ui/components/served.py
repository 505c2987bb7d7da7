"""Files that Streamlit serves for its own elements, and that components of ours load too."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st


@cache
def served_script(name: str) -> str | None:
    """Return the address of a script, relative to the app's, or None if it is not there under that name.

    name  as it begins, before the mark of its version: "PlotlyChart"
    """
    found = sorted((Path(st.__file__).parent / "static" / "static" / "js").glob(f"{name}.*.js"))
    return f"static/js/{found[0].name}" if len(found) == 1 else None
