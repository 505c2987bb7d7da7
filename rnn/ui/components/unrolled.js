// The unrolled network on a canvas; `unrolled.py` has the reason, `figures/unrolled.py` what is shown.

const GUTTER = 74, TOP = 50, LOSS_ROW = 16, BOTTOM = 44, HEIGHT = 320, LOWER = 240, CELL = 0.66, NARROWEST = 18, TOUCHED = 40, NEAR = 4, PHASE_MS = 2400;
const MONO = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
const TYPES = { f4: Float32Array, f8: Float64Array };

const numbers = (packed) => {
  if (!packed?.bdata) return packed ?? [];
  const bytes = Uint8Array.from(atob(packed.bdata), (sign) => sign.charCodeAt(0));
  return new TYPES[packed.dtype](bytes.buffer);
};

export default component(({ data, parentElement: root, setTriggerValue }) => {
  const canvas = root.querySelector("canvas"), { figure } = data;
  const view = (canvas.view ??= newView(root, canvas));
  const { recurrent, entering, leaving } = figure.lines;
  Object.assign(view, { data, phase: null, ...figure, a: numbers(figure.a), top: TOP + (figure.phase ? LOSS_ROW : 0) });
  view.lines = [numbers(recurrent), numbers(entering), numbers(leaving)];
  view.open = (place) => report(setTriggerValue, "opened", place);
  const caption = root.querySelector("figcaption");
  write(caption, data.see);
  setStyle(caption, { display: data.see ? "block" : "none" });
  set(canvas, "ariaLabel", `${data.alt} Arrow keys go from cell to cell, Enter opens its page.`);
  const title = root.querySelector(".title");
  write(title, figure.title ?? "");
  setStyle(title, { display: figure.title ? "block" : "none" });
  if (view.phase) begin(view);
  draw(view);
  if (view.at) tell(view);
});

// ---- a phase of one update, which appears column by column ----

const begin = (view) => {
  const { phase } = view, mark = `${phase.name} ${phase.plays}`;
  phase.losses = numbers(phase.losses);
  if (view.begun === mark) return;
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  Object.assign(view, { begun: mark, ends: isStill ? 0 : performance.now() + PHASE_MS });
  if (!isStill && !view.isTurning) turn(view);
};

const turn = (view) => {
  view.isTurning = performance.now() < view.ends && view.canvas.isConnected;
  draw(view);
  if (view.phase?.direction) follow(view);
  if (view.isTurning) requestAnimationFrame(() => turn(view));
};

// Where the picture is wider than the screen, what appears is kept in sight.
const follow = (view) => {
  const { phase, letters, size, ends } = view, box = view.canvas.parentElement;
  if (box.scrollWidth <= box.clientWidth) return;
  const done = Math.min(1, 1 - (ends - performance.now()) / PHASE_MS);
  const column = (phase.direction > 0 ? done : 1 - done) * letters.length;
  box.scrollLeft = GUTTER + column * size.step - box.clientWidth / 2;
};

// How far something of a column has appeared, from 0 to 1.
const appeared = ({ phase, ends, letters }, part, column) => {
  if (!phase?.appears.includes(part)) return 1;
  const done = Math.min(1, 1 - (ends - performance.now()) / PHASE_MS), count = letters.length;
  if (!phase.direction) return done;
  const before = phase.direction > 0 ? column : count - 1 - column;
  return Math.max(0, Math.min(1, done * count - before));
};

const newView = (root, canvas) => {
  const view = { root, canvas, context: canvas.getContext("2d"), at: null };
  new ResizeObserver(() => { if (view.data) draw(view); }).observe(root.querySelector(".scroll"));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTimeout(draw, 100, view));
  canvas.onpointermove = (event) => { view.at = placeAt(view, event); tell(view); };
  canvas.onpointerleave = () => { view.at = null; tell(view); };
  canvas.onclick = (event) => {
    const place = placeAt(view, event);
    if (place) view.open(place);
  };
  canvas.onkeydown = (event) => move(view, event);
  canvas.onblur = () => { view.at = null; tell(view); };
  return view;
};

// ---- where everything is ----

const measure = (view) => {
  const wide = view.root.querySelector(".scroll").clientWidth, columns = view.letters.length, rows = view.units.length;
  const least = matchMedia("(pointer: coarse)").matches ? TOUCHED : NARROWEST;
  const step = Math.max(least, Math.min(64, (wide - GUTTER - 8) / columns));
  const row = Math.min(38, (view.phase ? LOWER : HEIGHT) / rows);
  const width = Math.max(Math.min(wide, GUTTER + step * columns + 8), GUTTER + least * columns + 8);
  return { step, row, width, height: view.top + BOTTOM + row * rows };
};

const xOf = (view, column) => GUTTER + (column + 0.5) * view.size.step;
const yOf = (view, row) => view.top + (row + 0.5) * view.size.row;

const placeAt = (view, { offsetX: x, offsetY: y }) => {
  const { size, letters, units, first } = view, column = Math.floor((x - GUTTER) / size.step);
  if (!size || column < 0 || column >= letters.length) return null;
  const step = first + column, row = Math.floor((y - view.top) / size.row);
  if (row < 0) return { kind: "output", step, column };
  if (row >= units.length) return { kind: "input", step, column };
  const isBeside = Math.abs(x - xOf(view, column)) > (CELL / 2) * size.step;
  const line = isBeside && lineAt(view, x, y);
  if (line) return { kind: "weight", step: first + line.column, column: line.column, unit: units[line.row], weight: line.weight };
  return { kind: "unit", step, column, unit: units[row], row };
};

const lineAt = (view, x, y) => {
  for (const line of linesOf(view)) {
    const dx = line.x1 - line.x0, dy = line.y1 - line.y0;
    const share = Math.max(0, Math.min(1, ((x - line.x0) * dx + (y - line.y0) * dy) / (dx * dx + dy * dy || 1)));
    if (Math.hypot(x - line.x0 - share * dx, y - line.y0 - share * dy) < NEAR) return line;
  }
  return null;
};

const linesOf = (view) => {
  const { lines: [recurrent, entering, leaving], letters, units, size } = view, found = [];
  const half = (CELL / 2) * size.step, each = entering.length / letters.length / 2, low = yOf(view, units.length - 0.5);
  for (let column = 0; column < letters.length; column++) {
    const x = xOf(view, column);
    for (let i = 0; column + 1 < letters.length && i < recurrent.length; i += 3) {
      const [from, row, weight] = recurrent.slice(i, i + 3);
      found.push({ x0: x + half, y0: yOf(view, from), x1: xOf(view, column + 1) - half, y1: yOf(view, row), weight, row, column: column + 1 });
    }
    for (let i = 0; i < each; i++) {
      const at = 2 * (column * each + i), [row, weight] = entering.slice(at, at + 2), [outRow, out] = leaving.slice(at, at + 2);
      found.push({ x0: x, y0: low + 4, x1: x - half, y1: yOf(view, row), weight, row, column });
      found.push({ x0: x + half, y0: yOf(view, outRow), x1: x, y1: view.top - 2, weight: out, row: outRow, column });
    }
  }
  return found.filter(({ weight }) => weight !== 0);  // 0 has no sign
};

// ---- what is drawn ----

const mixed = (background, colour, share) => {
  const part = (index) => Math.round(background[index] + (colour[index] - background[index]) * share);
  return `rgb(${part(0)},${part(1)},${part(2)})`;
};

const rgb = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

const palette = (view) => {
  const theme = getComputedStyle(view.canvas), value = (name) => theme.getPropertyValue(name).trim();
  const { colours } = view, hex = /^#[0-9a-f]{6}$/i;
  const background = value("--st-background-color"), text = value("--st-text-color");
  return {
    text, background: rgb(hex.test(background) ? background : "#ffffff"), line: value("--st-border-color"),
    negative: rgb(colours.negative), positive: rgb(colours.positive), wrong: colours.wrong, correct: colours.correct,
    selected: colours.selected, loss: colours.loss, font: value("--st-font") || "sans-serif",
  };
};

const draw = (view) => {
  const size = (view.size = measure(view)), { canvas, context: pen } = view, scale = devicePixelRatio || 1;
  const width = Math.round(size.width * scale), height = Math.round(size.height * scale);
  if (canvas.width !== width || canvas.height !== height) {
    Object.assign(canvas, { width, height });
    setStyle(canvas, { width: size.width + "px", height: size.height + "px" });
  }
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, size.width, size.height);
  const colours = (view.colour = palette(view));
  drawLabels(view, pen, colours);
  drawLines(view, pen, colours);
  drawCells(view, pen, colours);
  drawLetters(view, pen, colours);
  drawFrames(view, pen, colours);
};

const drawLabels = (view, pen, { text, font }) => {
  const { units, hidden_size: all, phase } = view;
  Object.assign(pen, { fillStyle: text, textAlign: "right", textBaseline: "middle", font: `12px ${font}`, globalAlpha: 0.75 });
  pen.fillText(phase?.upper ?? "predicts", GUTTER - 12, 20);
  pen.fillText("with %", GUTTER - 12, 36);
  if (phase?.losses.length) pen.fillText("loss, nats", GUTTER - 12, 53);
  pen.fillText("hidden", GUTTER - 12, yOf(view, units.length / 2 - 0.5) - 8);
  pen.fillText(units.length < all ? `${units.length} of ${all}` : "units", GUTTER - 12, yOf(view, units.length / 2 - 0.5) + 8);
  pen.fillText("reads", GUTTER - 12, yOf(view, units.length - 0.5) + 20);
  pen.globalAlpha = 1;
};

const drawLines = (view, pen, { negative, positive }) => {
  const lines = linesOf(view), largest = Math.max(...lines.map(({ weight }) => Math.abs(weight)), 0);
  const fade = view.phase && !view.phase.direction ? appeared(view, "lines", 0) : 1;
  for (const isNegative of [true, false]) for (const isBold of [false, true]) {
    pen.beginPath();
    for (const { x0, y0, x1, y1, weight, column } of lines) {
      if ((weight < 0) !== isNegative || (Math.abs(weight) > largest / 2) !== isBold) continue;
      if (!appeared(view, "lines", column)) continue;
      pen.moveTo(x0, y0);
      pen.lineTo(x1, y1);
    }
    Object.assign(pen, { strokeStyle: `rgb(${isNegative ? negative : positive})`, lineWidth: isBold ? 1.3 : 0.6, globalAlpha: 0.5 * fade });
    pen.stroke();
  }
  pen.globalAlpha = 1;
};

const drawCells = (view, pen, { background, negative, positive }) => {
  const { a, letters, units, size, phase } = view, scale = phase?.scale ?? 1, wide = CELL * size.step, high = Math.max(2, size.row - Math.min(5, size.row / 4));
  for (let column = 0; column < letters.length; column++) {
    const there = appeared(view, "cells", column);
    for (let row = 0; row < units.length; row++) {
      const value = a[column * units.length + row];
      pen.fillStyle = mixed(background, value < 0 ? negative : positive, there * (Math.min(1, Math.abs(value) / scale) || 0));
      pen.beginPath();
      pen.roundRect(xOf(view, column) - wide / 2, yOf(view, row) - high / 2, wide, high, 3);
      pen.fill();
    }
  }
};

// The colour is beside the letter: on either background a letter has to be darker, or lighter, to be read.
const drawLetters = (view, pen, { text, correct, wrong, loss, font }) => {
  const { letters, predicted, shares, right, units, first, phase, size } = view, low = yOf(view, units.length - 0.5);
  const hasLosses = phase?.losses.length > 0, most = hasLosses && Math.max(...phase.losses, 1e-12);
  pen.textAlign = "center";
  for (let column = 0; column < letters.length; column++) {
    const x = xOf(view, column), isRight = right[column] || hasLosses;
    const wide = hasLosses ? CELL * size.step * (phase.losses[column] / most) : 16;
    pen.globalAlpha = appeared(view, "outputs", column);
    pen.fillStyle = hasLosses ? loss : isRight ? correct : wrong;
    pen.fillRect(x - wide / 2, 28, wide, 3);
    pen.fillStyle = text;
    pen.font = `600 16px ${MONO}`;
    pen.fillText(predicted[column], x, 17);
    pen.font = `10px ${font}`;
    pen.fillText((isRight ? "" : "×") + shares[column], x, 39);
    if (hasLosses) pen.fillText(phase.losses[column].toFixed(1), x, 53);
    pen.globalAlpha = 1;
    pen.font = `15px ${MONO}`;
    pen.fillText(letters[column], x, low + 19);
    const step = first + column + 1;
    if (step !== 1 && step % 5) continue;
    pen.font = `10px ${font}`;
    pen.globalAlpha = 0.7;
    pen.fillText(step, x, low + 35);
    pen.globalAlpha = 1;
  }
};

const drawFrames = (view, pen, { selected, text }) => {
  const { size, data, first, letters, at } = view, column = data.step - first;
  if (column >= 0 && column < letters.length) {
    Object.assign(pen, { strokeStyle: selected, lineWidth: 2 });
    pen.strokeRect(xOf(view, column) - size.step / 2 + 1, 4, size.step - 2, size.height - 8);
  }
  if (!at) return;
  const row = at.kind === "unit" ? at.row : null;
  Object.assign(pen, { strokeStyle: text, lineWidth: 1.5 });
  if (row !== null)
    pen.strokeRect(xOf(view, at.column) - size.step / 2 + 2, yOf(view, row) - size.row / 2, size.step - 4, size.row);
};

// ---- what is pointed at ----

const wordsOf = (view, { kind, column, unit, row, step, weight }) => {
  const read = `step ${step + 1}, reads ${view.letters[column]}`;
  if (kind === "input") return `${read}: opens One step`;
  const { phase } = view, written = (value) => phase ? value.toPrecision(4) : value.toFixed(4);
  if (kind === "weight") return `${phase?.line ?? "weight"} ${written(weight)} at unit ${unit}, step ${step + 1}: opens One step`;
  if (kind === "unit")
    return `${read}, unit ${unit}: ${phase?.cell ?? "activation"} ${written(view.a[column * view.units.length + row])}; opens Hidden states`;
  if (phase?.losses.length)
    return `${read}, target ${view.targets[column]} gets ${view.shares[column]} %: loss ${written(phase.losses[column])} nats; opens Predictions`;
  const verdict = view.right[column] ? "correct" : `wrong, the target is ${view.targets[column]}`;
  return `${read}, predicts ${view.predicted[column]} with ${view.shares[column]} %: ${verdict}; opens Predictions`;
};

const tell = (view) => {
  const tip = view.root.querySelector(".tip"), { at, canvas } = view;
  setStyle(tip, { display: at ? "block" : "none" });
  if (at) {
    write(tip, wordsOf(view, at));
    const box = canvas.parentElement, x = xOf(view, at.column) - box.scrollLeft;
    const y = at.kind === "output" ? 46 : at.kind === "input" ? view.size.height - 74 : yOf(view, at.row ?? 0) + view.size.row / 2 + 4;
    setStyle(tip, { left: Math.max(0, Math.min(x, box.clientWidth - tip.offsetWidth)) + "px", top: box.offsetTop + y + "px" });
  }
  draw(view);
};

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const move = (view, event) => {
  const { letters, units, first } = view, by = MOVES[event.key];
  if (event.key === "Enter" && view.at) view.open(view.at);
  else if (!by) return;
  else {
    const column = Math.max(0, Math.min(letters.length - 1, (view.at?.column ?? view.data.step - first) + by[0]));
    const from = { output: -1, input: units.length }[view.at?.kind] ?? view.at?.row ?? 0;
    const row = Math.max(-1, Math.min(units.length, from + by[1]));
    const kind = row < 0 ? "output" : row === units.length ? "input" : "unit";
    view.at = { kind, step: first + column, column, ...(kind === "unit" && { unit: units[row], row }) };
    tell(view);
  }
  event.preventDefault();
  event.stopPropagation();
};
