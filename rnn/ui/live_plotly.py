"""Draw a Plotly figure so that it can change many times a second: no flash, zoom kept, clicks handed back.

`st.plotly_chart` builds a new chart on each change of its data. This component keeps one chart and lets
`Plotly.react` change it, with the Plotly that Streamlit itself serves. Where that file cannot be found,
`st.plotly_chart` is drawn instead.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

from rnn.ui import session

# What the theme's colours become where no browser code is there to look them up.
FALLBACK_COLOURS = {"--st-text-color": "#808b99", "--st-border-color": "#b8c0ca"}

HTML = """
<div class="live-plotly-scroll" style="overflow-x: auto">
  <div class="live-plotly" role="img"></div>
</div>
"""

JS = """
const plotly = (source) => window.Plotly?.react
  ? Promise.resolve(window.Plotly)
  : (window.livePlotlySource ??= import(new URL(source, document.baseURI).href).then(() => window.Plotly));

// One chart an animation frame, and while the film plays a rest after each, in proportion to the time it took: however
// many charts there are and however slow the machine, the browser keeps about fifty of its sixty frames a second. A
// figure that waits is replaced by its successor, so that nothing piles up; a chart that is out of sight waits until it
// is scrolled to, or the film rests.
const RESTS = 6, LONGEST_REST_MS = 300;
const desk = (window.livePlotlyDesk ??= { waiting: new Map(), seen: new WeakSet(), restUntil: 0 });
desk.observer ??= new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) desk.seen[isIntersecting ? "add" : "delete"](target);
  wake();
});
const next = () => {
  const tasks = [...desk.waiting];
  return tasks.find(([, task]) => !task.isMoving) ?? tasks.find(([chart]) => desk.seen.has(chart));
};
const wake = () => {
  const task = next()?.[1];
  if (!task) return;
  clearTimeout(desk.timer);
  desk.timer = setTimeout(() => requestAnimationFrame(drawNext), task.isMoving ? desk.restUntil - performance.now() : 0);
};
const drawNext = () => {
  const found = next();
  if (!found) return;
  const [chart, { draw }] = found, began = performance.now();
  desk.waiting.delete(chart);
  try { draw(); } finally {
    const now = performance.now();
    desk.restUntil = now + Math.min(LONGEST_REST_MS, RESTS * (now - began));
    wake();
  }
};
const queue = (chart, isMoving, draw) => {
  desk.waiting.delete(chart);
  desk.waiting.set(chart, { isMoving, draw });
  wake();
};

export default function ({ data, parentElement, setTriggerValue }) {
  const chart = parentElement.querySelector(".live-plotly");
  const theme = getComputedStyle(parentElement);
  const value = (name) => theme.getPropertyValue(name).trim().replaceAll('"', "'");
  const figure = data.figure.replace(/var\\((--[\\w-]+)\\)/g, (_, name) => value(name));
  desk.observer.observe(chart);
  chart.setAttribute("aria-label", data.alt);
  chart.style.height = data.height + "px";
  chart.style.minWidth = data.minimum_width + "px";
  chart.say = ({ points }) => {
    const { x, y, curveNumber, pointIndex, customdata } = points[0];
    setTriggerValue("clicked", { x, y, trace: curveNumber, point: pointIndex, customdata });
  };
  if (figure === chart.figure) return;
  chart.figure = figure;
  plotly(data.source).then((Plotly) => queue(chart, data.is_moving, () => {
    const { data: traces, layout } = JSON.parse(chart.figure);
    Plotly.react(chart, traces, { ...layout, autosize: true }, { responsive: true, displayModeBar: false });
    if (data.clickable && !chart.isListening) chart.on("plotly_click", (event) => chart.say(event));
    chart.isListening = data.clickable;
  }));
}
"""

_component = st.components.v2.component("live_plotly", html=HTML, js=JS, isolate_styles=False)


def live_plotly(
    figure: go.Figure, key: str, on_click: Callable[[dict], None] | None = None, minimum_width: int = 0
) -> None:
    """Draw the figure, and below it the sentence on what to see that it carries.

    key            the chart's own name; the same key is the same chart, changed in place
    on_click       called with {"x", "y", "trace", "point", "customdata"} of the mark that was clicked, before the rerun
    minimum_width  in pixels; on a narrower screen the chart scrolls sideways in its own box
    """
    source = plotly_source()
    if source is None:
        _draw_without_component(figure, key)
    else:
        _component(
            key=key,
            data={
                "figure": figure.to_json(),
                "alt": figure.layout.meta["alt"],
                "height": figure.layout.height,
                "minimum_width": minimum_width,
                "clickable": on_click is not None,
                "is_moving": session.is_moving(),
                "source": source,
            },
            on_clicked_change=lambda: on_click and on_click(session.clicked(key)),
        )
    st.caption(figure.layout.meta["see"])


@cache
def plotly_source() -> str | None:
    """Return the address of the Plotly that Streamlit serves, relative to the app's, or None if it is not there."""
    served = Path(st.__file__).parent / "static" / "static" / "js"
    found = sorted(served.glob("PlotlyChart.*.js"))
    return f"static/js/{found[0].name}" if len(found) == 1 else None


def _draw_without_component(figure: go.Figure, key: str) -> None:
    def colour(match: re.Match) -> str:
        return FALLBACK_COLOURS.get(match.group(1), "rgba(128,128,128,0.15)")

    plain = go.Figure(json.loads(re.sub(r"var\((--[\w-]+)\)", colour, figure.to_json())))
    st.plotly_chart(plain, key=key, alt=figure.layout.meta["alt"], theme=None)
