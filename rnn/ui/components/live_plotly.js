// One chart that stays, changed by Plotly.react; `live_plotly.py` has the reason, and the other half.

const plotly = (source) => window.Plotly?.react
  ? Promise.resolve(window.Plotly)
  : (window.livePlotlySource ??= import(new URL(source, document.baseURI).href).then(() => window.Plotly));

// One chart an animation frame, and while the film plays a rest after each, in proportion to the time it took: longer
// rests where the browser loses frames, shorter ones where it has time. So it keeps about fifty of its sixty frames a
// second, however many charts there are and however slow the machine. A figure that waits is replaced by its successor,
// so that nothing piles up. A chart out of sight waits until it is scrolled to, but for its first drawing; and none in
// sight waits once a key or a button is pressed, but for the chart that is being pressed itself: redrawn, it would miss
// the click. What is printed is drawn before.
const LONGEST_REST_MS = 500, FEWEST_RESTS = 2, MOST_RESTS = 30, WANTED_FRAMES = 54, WATCH_MS = 400, CLICK_MS = 50;
const desk = (window.livePlotlyDesk ??= { waiting: new Map(), seen: new WeakSet(), restUntil: 0, rests: 6 });
desk.observer ??= new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) desk.seen[isIntersecting ? "add" : "delete"](target);
  wake();
});
const next = () => {
  const tasks = [...desk.waiting].filter(([chart]) => chart !== desk.held);
  const isSeen = ([chart]) => desk.seen.has(chart), urgent = tasks.filter(([, task]) => !task.isMoving);
  return urgent.find(isSeen) ?? urgent.find(([chart]) => !chart.isDrawn) ?? tasks.find(isSeen);
};
const wake = () => {
  const task = next()?.[1];
  if (!task) return;
  const rest = task.isMoving ? desk.restUntil - performance.now() : 0;
  clearTimeout(desk.timer);
  desk.timer = setTimeout(() => requestAnimationFrame(drawNext), rest);
};
const drawOne = ([chart, { draw }]) => {
  desk.waiting.delete(chart);
  if (!chart.isConnected) return;
  draw();
  chart.isDrawn = true;
};
const drawNext = () => {
  const found = next();
  if (!found) return;
  const began = performance.now();
  try { drawOne(found); } finally {
    const now = performance.now();
    desk.restUntil = now + Math.min(LONGEST_REST_MS, desk.rests * (now - began));
    wake();
  }
};
const watchFrames = () => {
  desk.movedAt = performance.now();
  if (desk.isWatching) return;
  desk.isWatching = true;
  let frames = 0, since = desk.movedAt;
  const count = (now) => {
    frames += 1;
    if (now - since > WATCH_MS) {
      const isBusy = (1000 * frames) / (now - since) < WANTED_FRAMES;
      desk.rests = Math.min(MOST_RESTS, Math.max(FEWEST_RESTS, desk.rests * (isBusy ? 1.25 : 0.85)));
      [frames, since] = [0, now];
    }
    desk.isWatching = now < desk.movedAt + 1000;
    if (desk.isWatching) requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
};
const queue = (chart, isMoving, draw) => {
  if (isMoving) watchFrames();
  desk.waiting.delete(chart);
  desk.waiting.set(chart, { isMoving, draw });
  wake();
};
desk.queue = queue;  // for what else on the page has much to draw
const hurry = (tasks) => {
  for (const task of tasks) task.isMoving = false;
  wake();
};
const hurryAll = () => hurry(desk.waiting.values());
const hold = ({ target }) => {
  clearTimeout(desk.releasing);
  desk.held = target.closest?.(".live-plotly");
};
const release = () => { desk.releasing = setTimeout(() => { desk.held = null; wake(); }, CLICK_MS); };
const listen = (listener, ...events) => events.forEach((event) => document.addEventListener(event, listener, true));
if (!desk.isListening) {
  listen(hold, "pointerdown");
  listen(hurryAll, "pointerdown", "keydown");
  listen(release, "pointerup", "pointercancel");
  addEventListener("beforeprint", () => [...desk.waiting].forEach(drawOne));
}
desk.isListening = true;

export default component(({ data, parentElement: root, setTriggerValue }) => {
  const chart = root.querySelector(".live-plotly");
  const theme = getComputedStyle(root);
  const value = (name) => theme.getPropertyValue(name).trim().replaceAll('"', "'");
  const figure = data.figure.replace(/var\((--[\w-]+)\)/g, (_, name) => value(name));
  desk.observer.observe(chart);
  write(root.querySelector(".live-plotly-see"), data.see);
  set(chart, "ariaLabel", data.alt);
  setStyle(chart, { height: data.height + "px", minWidth: data.minimum_width + "px" });
  chart.say = ({ points }) => {
    const { x, y, curveNumber, pointIndex, customdata } = points[0];
    report(setTriggerValue, "clicked", { x, y, trace: curveNumber, point: pointIndex, customdata });
  };
  chart.isMoving = data.is_moving;
  if (figure === chart.figure) {
    if (desk.waiting.has(chart) && !data.is_moving) hurry([desk.waiting.get(chart)]);
    return;
  }
  chart.figure = figure;
  plotly(data.source).then((Plotly) => queue(chart, chart.isMoving, () => {
    const { data: traces, layout } = JSON.parse(chart.figure);
    Plotly.react(chart, traces, { ...layout, autosize: true }, { responsive: true, displayModeBar: false });
    if (data.clickable && !chart.isListening) chart.on("plotly_click", (event) => chart.say(event));
    chart.isListening = data.clickable;
  }));
});
