"""A list of snippets of a text, each with the characters in question marked and a note: a click goes there.

It is one element, whatever its length: each element more costs frames while the film plays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import streamlit as st

from rnn.figures.kit import style
from rnn.ui import state

HTML = """
<div style="font-family: var(--st-font); color: var(--st-text-color)">
  <div class="snippets-title" style="padding: 0.4rem 0.25rem; font-size: 1rem"></div>
  <ol style="list-style: none; margin: 0; padding: 0"></ol>
</div>
"""

JS = """
const LOOKS = {
  button: `display: flex; flex-wrap: wrap; gap: 0 0.8rem; width: 100%; align-items: baseline; padding: 0.3rem 0.6rem;
           text-align: start; color: inherit; font: inherit; background: none; cursor: pointer; margin-bottom: 0.3rem;
           border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius)`,
  text: `flex: 1 1 10rem; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: pre;
         font-family: var(--st-code-font); font-size: 0.875rem; line-height: 1.5`,
  note: "font-size: 0.875rem; white-space: nowrap; font-variant-numeric: tabular-nums",
};

export default function ({ data, parentElement, setTriggerValue }) {
  const list = parentElement.querySelector("ol");
  list.onkeydown = (event) => { if (event.key === " ") event.stopPropagation(); };  // Space is the page's shortcut too
  write(parentElement.querySelector(".snippets-title"), data.title);
  while (list.children.length > data.rows) list.lastChild.remove();
  while (list.children.length < data.rows) list.append(newRow());
  [...list.children].forEach((row, index) => {
    const button = row.firstChild, [text, note] = button.children;
    const [before, marked, after, said] = data.snippets[index] ?? [index ? "" : data.empty, "", "", ""];
    [before, marked, after].forEach((part, place) => write(text.children[place], part));
    write(note, said);
    const colour = marked ? data.colour + "66" : "";
    if (text.children[1].colour !== colour) text.children[1].style.backgroundColor = colour;
    text.children[1].colour = colour;
    const hidden = index < Math.max(1, data.snippets.length) ? "visible" : "hidden";
    if (row.style.visibility !== hidden) row.style.visibility = hidden;
    button.disabled = index >= data.snippets.length;
    button.onclick = () =>
      setTriggerValue("clicked", { index, at: performance.timeOrigin + performance.now() });
  });
}

const write = (node, text) => { if (node.textContent !== text) node.textContent = text; };

const newRow = () => {
  const row = document.createElement("li"), button = row.appendChild(document.createElement("button"));
  button.style.cssText = LOOKS.button;
  for (const part of ["text", "note"]) button.appendChild(document.createElement("span")).style.cssText = LOOKS[part];
  button.firstChild.dir = "auto";
  for (let part = 0; part < 3; part++) button.firstChild.append(document.createElement("span"));
  return row;
};
"""

_component = st.components.v2.component("snippets", html=HTML, js=JS)


class Snippet(NamedTuple):
    """A piece of a text, as a reader can see it: what is in question, what stands around it, and a note on it."""

    before: str
    marked: str
    after: str
    note: str


def show_snippets(
    key: str,
    title: str,
    snippets: Sequence[Snippet],
    on_choose: Callable[[int], None],
    rows: int,
    colour: str = style.MARKER,
    empty: str = "None.",
) -> None:
    """Draw the snippets below each other.

    on_choose  called with the index of the one that was clicked, before the rerun
    rows       how many there may be at most; room is kept for them, so that nothing jumps while the film plays
    empty      what stands in the list where there is none
    """
    _component(
        key=key,
        data={"title": title, "snippets": tuple(snippets), "rows": rows, "colour": colour, "empty": empty},
        on_clicked_change=lambda: _hand_on(key, on_choose, len(snippets)),
    )


def cut(letters: Sequence[str], start: int, end: int, before: int, after: int) -> tuple[str, str, str]:
    """Return [start, end) of a text's characters, as a reader can see them, and so many before and after it."""
    around = letters[max(0, start - before) : start], letters[start:end], letters[end : end + after]
    left, marked, right = ("".join(part).replace("␣", " ") for part in around)
    return ("…" if start > before else "") + left, marked.replace(" ", "␣"), right


def _hand_on(key: str, on_choose: Callable[[int], None], count: int) -> None:
    click = state.clicked(key)
    if state.is_new(key, click["at"]) and click["index"] < count:
        on_choose(click["index"])
