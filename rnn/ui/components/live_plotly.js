// One chart that stays, changed by Plotly.react; `live_plotly.py` has the reason, and the other half.

const plotly = (source) => window.Plotly?.react
  ? Promise.resolve(window.Plotly)
  : (window.livePlotlySource ??= import(new URL(source, document.baseURI).href).then(() => window.Plotly));

const themed = (value, colour) => {
  if (typeof value === "string") return value.includes("var(--") ? value.replace(/var\((--[\w-]+)\)/g, colour) : value;
  if (Array.isArray(value)) return value.map((part) => themed(part, colour));
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, themed(part, colour)]));
};

export default component(({ data, parentElement: root, setTriggerValue, mark }) => {
  const chart = root.querySelector(".live-plotly");
  const theme = getComputedStyle(root);
  const colour = (_, name) => theme.getPropertyValue(name).trim().replaceAll('"', "'");
  write(root.querySelector(".live-plotly-see"), data.see);
  set(chart, "ariaLabel", data.alt);
  setStyle(chart, { height: data.height + "px", minWidth: data.minimum_width + "px" });
  chart.say = ({ points }) => {
    const { x, y, curveNumber, pointIndex, customdata } = points[0];
    report(setTriggerValue, "clicked", { x, y, trace: curveNumber, point: pointIndex, customdata });
  };
  const drawn = colour("", "--st-text-color") + mark;
  if (drawn === chart.drawn) return;
  chart.drawn = drawn;
  const { data: traces, layout } = themed(data.figure, colour);
  const draw = () => drawAtDesk(chart, () => {
    window.Plotly.react(chart, traces, { ...layout, autosize: true }, { responsive: true, displayModeBar: false });
    if (data.clickable && !chart.isListening) chart.on("plotly_click", (event) => chart.say(event));
    chart.isListening = data.clickable;
  });
  if (window.Plotly?.react) draw(); else plotly(data.source).then(() => { if (chart.drawn === drawn) draw(); });
});
