// One chart that stays, changed by Plotly.react; `live_plotly.py` has the reason, and the other half.

// The small build draws all but charts in three dimensions; once the whole Plotly is there, that draws everything.
const isSmall = (source) => source.includes("cartesian");
const canDraw = (source) => window.Plotly?.react && (isSmall(source) || window.wholePlotly);
const fetchPlotly = (source) => (window.livePlotlyFiles ??= {})[source] ??=
  import(new URL(source, document.baseURI).href).then(() => {
    if (!isSmall(source)) window.wholePlotly = window.Plotly;
    window.Plotly = window.wholePlotly ?? window.Plotly;
  });

const themed = (value, colour) => {
  if (typeof value === "string") return value.includes("var(--") ? value.replace(/var\((--[\w-]+)\)/g, colour) : value;
  if (Array.isArray(value)) return value.map((part) => themed(part, colour));
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, themed(part, colour)]));
};

// On touch a swipe scrolls the page, as everywhere; two fingers or a button zoom, and a button that is there as long as
// something is zoomed shows the whole again.
const AXES = /^[xy]axis\d*$/, STEP = 1.6;
const isTouch = () => matchMedia("(pointer: coarse)").matches;
const zoomable = (chart) => Object.entries(chart._fullLayout).filter(([name, axis]) =>
  AXES.test(name) && !axis.fixedrange && axis._id && !axis.matches);

const zoom = (chart, times, share = () => 0.5) => {
  const changes = {};
  for (const [name, { range: [start, end], _id: id }] of zoomable(chart)) {
    const fixed = start + (end - start) * share(id[0]);
    changes[`${name}.range`] = [fixed + (start - fixed) / times, fixed + (end - fixed) / times];
  }
  window.Plotly.relayout(chart, changes);
};

// The ranges that a figure asks for, before Plotly writes into it.
const wholeOf = (layout) => Object.fromEntries(Object.keys(layout).filter((name) => AXES.test(name) && layout[name].range)
  .map((name) => [name, [...layout[name].range]]));

const unzoom = (chart) => {
  const changes = {};
  for (const [name] of zoomable(chart)) {
    const range = chart.whole[name];
    changes[range ? `${name}.range` : `${name}.autorange`] = range ?? true;
  }
  window.Plotly.relayout(chart, changes).then(() => showZoom(chart, false));
};

const showZoom = (chart, isZoomed = chart.isZoomed) => {
  const [more, whole] = chart.parentElement.parentElement.querySelectorAll(".live-plotly-zoom button");
  chart.isZoomed = isZoomed;
  setStyle(more, { display: isTouch() && zoomable(chart).length ? "" : "none" });
  setStyle(whole, { display: isZoomed ? "" : "none" });
  more.onclick = () => zoom(chart, STEP);
  whole.onclick = () => unzoom(chart);
};

const pinch = (chart) => {
  let before = null;
  const apart = ([a, b]) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
  chart.addEventListener("touchmove", (event) => {
    if (event.touches.length !== 2) return;
    event.preventDefault();
    const now = apart(event.touches), [a, b] = event.touches, { xaxis, yaxis } = chart._fullLayout;
    if (before && Math.abs(now / before - 1) > 0.04) {
      const { x, y } = chart.getBoundingClientRect();
      const across = ((a.clientX + b.clientX) / 2 - x - xaxis._offset) / xaxis._length;
      const up = 1 - ((a.clientY + b.clientY) / 2 - y - yaxis._offset) / yaxis._length;
      zoom(chart, now / before, (axis) => Math.max(0, Math.min(1, axis === "x" ? across : up)));
      before = now;
    }
    before ??= now;
  }, { passive: false });
  chart.addEventListener("touchend", () => { before = null; });
};

const listen = (chart) => {
  if (chart.isListening) return;
  chart.isListening = true;
  chart.on("plotly_click", (event) => chart.say?.(event));
  chart.on("plotly_relayout", (change) => {
    const line = change.shapes?.findLast(({ path }) => path);
    if (line) chart.take?.(line.path.match(/[^MLZ ,]+/g).map(Number));
    if (Object.keys(change).some((name) => /range(\[|$)/.test(name))) showZoom(chart, true);
    if (Object.keys(change).some((name) => /autorange$/.test(name))) showZoom(chart, false);
  });
  pinch(chart);
};

// A line that is drawn by hand: on the axes of the chart, and gone when it is handed over.
const penOf = (isDrawable) => isDrawable && { dragmode: "drawopenpath", newshape: { line: { width: 3, dash: "dash" } } };

// A small bar answers over its whole column.
const hoverOf = (traces, layout, isClickable) => {
  const bar = isClickable && traces.find(({ type }) => type === "bar");
  return { ...(bar && { hovermode: bar.orientation === "h" ? "y" : "x" }), ...layout };
};

// Plotly writes into what it is given, so it has a copy of what is asked for.
const drawAnew = (chart, { data: traces, layout }, { clickable, drawable }) => {
  const still = isTouch() && { dragmode: false };
  const shown = { ...hoverOf(traces, layout, clickable), ...still, ...penOf(drawable), autosize: true };
  chart.whole = wholeOf(shown);
  chart.room = {};
  window.Plotly.react(chart, traces, shown, { responsive: true, displayModeBar: false });
  listen(chart);
  showZoom(chart);
};

// A chart that is wider than its box is scrolled to what is chosen in it, each time that this is something else.
const lookAt = (chart, focus) => {
  if (focus === null || focus === chart.focus) return;
  chart.focus = focus;
  const box = chart.parentElement, x = focus * box.scrollWidth;
  if (x < box.scrollLeft || x > box.scrollLeft + box.clientWidth) box.scrollLeft = x - box.clientWidth / 2;
};

const isScaledByPlotly = (chart) => Object.entries(chart._fullLayout).some(([name, axis]) => AXES.test(name) && axis.autorange === true);

export default component(({ data, parentElement: root, setTriggerValue, mark }) => {
  const chart = root.querySelector(".live-plotly");
  const theme = getComputedStyle(root);
  const colour = (_, name) => theme.getPropertyValue(name).trim().replaceAll('"', "'");
  write(root.querySelector(".live-plotly-see"), data.see);
  set(chart, "ariaLabel", data.alt);
  set(chart.parentElement, "tabIndex", data.minimum_width ? 0 : -1);  // what scrolls is to be scrolled by keys too
  setStyle(chart, { height: data.height + "px", minWidth: data.minimum_width + "px" });
  lookAt(chart, data.focus);
  chart.say = data.clickable ? ({ points }) => {
    const { x, y, curveNumber, pointIndex, customdata } = points[0];
    report(setTriggerValue, "clicked", { x, y, trace: curveNumber, point: pointIndex, customdata });
  } : null;
  chart.take = data.drawable ? (path) => {
    const isX = (_, index) => index % 2 === 0, isY = (_, index) => index % 2 === 1;
    chart.asked = null;
    window.Plotly.relayout(chart, { shapes: [] });
    report(setTriggerValue, "drawn", { x: path.filter(isX), y: path.filter(isY) });
  } : null;
  const drawn = colour("", "--st-text-color") + mark + data.drawable;
  if (drawn === chart.drawn) return;
  chart.drawn = drawn;
  const now = themed(data.figure, colour), isSameReel = chart.reel === data.figure;
  chart.reel = data.figure;
  const draw = () => drawAtDesk(chart, () => {
    const isMoved = chart.asked && chart.hasPen === data.drawable && (isSameReel || !isScaledByPlotly(chart)) && moveChart(chart, differences(chart.asked, now), now);
    chart.asked = now;
    chart.hasPen = data.drawable;
    if (!isMoved) drawAnew(chart, themed(data.figure, colour), data);
  });
  if (canDraw(data.source)) draw();
  else fetchPlotly(data.source).then(() => { if (chart.drawn === drawn) draw(); });
});
