"""The one place that loads a component of ours: its HTML, and its JavaScript behind what it needs of those shared.

Streamlit sends all of it along with every drawing, so comments and indents stay here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from rnn.ui import state
from rnn.ui.components.reels import changes, encoded

SHARED_FILES = ("shared.js", "shared_charts.js", "shared_bars.js", "shared_layout.js")
SHARED = "\n\n".join(Path(__file__).with_name(name).read_text("utf-8") for name in SHARED_FILES)
COMMENT = re.compile(r"(^|  )//.*$", re.MULTILINE)  # at the beginning of a line, or behind two spaces


def component(file: str, html: str, css: str | None = None, is_isolated: bool = True) -> Callable[..., None]:
    """Declare a component and return the function that draws it: draw(key, frames, **takers).

    file         of the Python that declares it; the JavaScript is beside it, under the same name
    css          of its own; it needs is_isolated
    is_isolated  whether the page's styles and the component's stay apart
    key          the component's own name; the same key is the same component, changed in place
    frames       what its JavaScript gets: names, and strings, numbers, tuples or dicts, which it gets as JSON: of a
                 list Streamlit would ask Pandas. Or one of these for each moment of the reel that is being drawn
    takers       {trigger: called with what the component reports under that name, before the rerun; or None}
    """
    source = Path(file)
    script = complete_script(source.with_suffix(".js").read_text("utf-8"))
    html = " ".join(html.split())
    mount = st.components.v2.component(source.stem, html=html, css=css, js=script, isolate_styles=is_isolated)

    def draw(key: str, frames: dict[str, Any] | Sequence[dict[str, Any]], **takers: Callable[[dict], None] | None):
        callbacks = {f"on_{name}_change": partial(_hand_back, key, name, take) for name, take in takers.items()}
        is_fixed = isinstance(frames, dict)
        frames = [frames] if is_fixed else frames
        data = {name: encoded(value) if isinstance(value, dict) else value for name, value in frames[-1].items()}
        if not is_fixed and state.waits_for_its_time(frames):  # all the same or not: it changes when the others do
            data["reel"] = encoded({**state.join_reel(), "count": len(frames), "changes": changes(frames)})
        mount(key=key, data=data | {"drawing": state.number_of_drawing(key, data)}, **callbacks)

    return draw


def complete_script(script: str) -> str:
    """Return a component's JavaScript behind the shared functions that it uses, all as short as they can be sent."""
    script = _shortened(script)
    for paragraph in reversed(SHARED.split("\n\n")):  # a function uses those before it
        function = _shortened(paragraph)
        name = re.match(r"const (\w+) =", function)
        if name and re.search(rf"\b{name[1]}\(", script):
            script = f"{function}\n{script}"
    return script


def _hand_back(key: str, trigger: str, take: Callable[[dict], None] | None) -> None:
    """Hand a component's report to who takes it, unless it was taken before."""
    report = dict(state.clicked(key, trigger))
    if state.is_new(f"{key} {trigger}", report.pop("at")) and take:
        take(report)


def _shortened(script: str) -> str:
    """Return JavaScript without its comments, indents and empty lines."""
    lines = (line.strip() for line in COMMENT.sub("", script).splitlines())
    return "\n".join(line for line in lines if line)
