"""A row of numbers with their names, as one element: each element more costs frames while the film plays."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

HTML = """
<dl style="display: flex; flex-wrap: wrap; gap: 0.4rem 1.2rem; margin: 0; font-family: var(--st-font);
           color: var(--st-text-color)"></dl>
"""

JS = """
const DOTTED = "underline dotted", SMALL = "0.875rem", LARGE = "1.35rem";

export default function ({ data, parentElement }) {
  const list = parentElement.querySelector("dl");
  while (list.children.length > data.readings.length) list.lastChild.remove();
  data.readings.forEach(([name, value, help, change], index) => {
    const reading = list.children[index] ?? list.appendChild(newReading());
    const [term, number, difference] = reading.children;
    write(term, name);
    write(number, value);
    write(difference, change);
    if (term.title === help) return;
    term.title = help;
    term.ariaLabel = help ? `${name}: ${help}` : null;
    term.style.textDecoration = help ? DOTTED : "";
  });
}

const write = (node, text) => { if (node.textContent !== text) node.textContent = text; };

const newReading = () => {
  const reading = document.createElement("div");
  reading.style.minWidth = "7.6rem";
  for (const [kind, size] of [["dt", SMALL], ["dd", LARGE], ["dd", SMALL]]) {
    const part = reading.appendChild(document.createElement(kind));
    Object.assign(part.style, { margin: 0, fontSize: size, textUnderlineOffset: "0.25em" });
  }
  return reading;
};
"""

_component = st.components.v2.component("readings", html=HTML, js=JS)


class Reading(NamedTuple):
    """A number as it is shown, under its name; `help` says what it is, `change` by how much it differs."""

    name: str
    value: str
    help: str = ""
    change: str = ""


def show_readings(key: str, *readings: Reading) -> None:
    """Draw the readings side by side, or below each other where there is no room."""
    _component(key=key, data={"readings": readings})  # a tuple: of a list, Streamlit would ask Pandas
