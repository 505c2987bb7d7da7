"""The scrubber: a range input over the frames of the film.

Streamlit's own slider sends its value back with every rerun, also with those of the clock: while the film plays, the
value that the browser still holds would come back as if the visitor had moved the slider. This one speaks only when
it is moved; and it does so while it is being dragged, so that the pictures follow the hand.
"""

from __future__ import annotations

import streamlit as st

from rnn.ui.state import Session, clicked

HTML = """
<label style="display: block; font-size: 0.875rem; color: var(--st-text-color); font-family: var(--st-font)">
  <span></span>
  <input type="range" min="0" step="1" style="width: 100%; margin: 0.4rem 0; accent-color: var(--st-primary-color)">
</label>
"""

JS = """
const EVERY_MS = 120;

export default function ({ data, parentElement, setTriggerValue }) {
  const input = parentElement.querySelector("input"), label = parentElement.querySelector("span");
  const say = (update) => {
    const words = data.unit + " " + update.toLocaleString("en");
    label.textContent = "Film: " + words + " of " + data.updates.at(-1).toLocaleString("en");
    input.setAttribute("aria-valuetext", words);
  };
  const send = (trigger) => { input.sentAt = performance.now(); setTriggerValue(trigger, Number(input.value)); };

  input.max = data.updates.length - 1;
  input.setAttribute("aria-label", "Film, by frames even in the logarithm of the update");
  if (!input.isHeld) { input.value = data.frame; say(data.update); }
  input.onpointerdown = () => { input.isHeld = true; };
  input.onpointerup = input.onpointercancel = () => { input.isHeld = false; };
  input.onkeydown = (event) => event.stopPropagation();
  input.oninput = () => {
    say(data.updates[input.value]);
    clearTimeout(input.waiting);
    input.waiting = setTimeout(() => send("clicked"), Math.max(0, (input.sentAt ?? 0) + EVERY_MS - performance.now()));
  };
  input.onchange = () => { clearTimeout(input.waiting); send("released"); };
}
"""

_component = st.components.v2.component("scrubber", html=HTML, js=JS)


def show_scrubber(session: Session) -> None:
    """Draw the scrubber at the playhead; a frame that the film has not reached yet is trained for."""
    player = session.player
    updates = tuple(player.run.film.updates.tolist())  # of a list, Streamlit would ask Pandas whether it is a table
    _component(
        key="scrubber",
        data={"updates": updates, "frame": player.frame, "update": player.update, "unit": player.run.unit},
        on_clicked_change=lambda: player.seek(_update("clicked", updates)),
        on_released_change=lambda: player.seek(_update("released", updates)),
    )


def _update(trigger: str, updates: tuple[int, ...]) -> int:
    return updates[min(clicked("scrubber", trigger), len(updates) - 1)]
