// The unrolled network on a canvas; `unrolled.py` has the reason, `figures/unrolled.py` what is shown.

const GUTTER = 74, TOP = 50, BOTTOM = 44, HEIGHT = 320, CELL = 0.66, NARROWEST = 18, TOUCHED = 40, NEAR = 4;
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
  Object.assign(view, { data, ...figure, a: numbers(figure.a) });
  view.lines = [numbers(recurrent), numbers(entering), numbers(leaving)];
  view.open = (place) => report(setTriggerValue, "opened", place);
  write(root.querySelector("figcaption"), data.see);
  set(canvas, "ariaLabel", `${data.alt} Arrow keys go from cell to cell, Enter opens its page.`);
  draw(view);
  if (view.at) tell(view);
});

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
  const row = Math.min(38, HEIGHT / rows);
  const width = Math.max(Math.min(wide, GUTTER + step * columns + 8), GUTTER + least * columns + 8);
  return { step, row, width, height: TOP + BOTTOM + row * rows };
};

const xOf = (view, column) => GUTTER + (column + 0.5) * view.size.step;
const yOf = (view, row) => TOP + (row + 0.5) * view.size.row;

const placeAt = (view, { offsetX: x, offsetY: y }) => {
  const { size, letters, units, first } = view, column = Math.floor((x - GUTTER) / size.step);
  if (!size || column < 0 || column >= letters.length) return null;
  const step = first + column, row = Math.floor((y - TOP) / size.row);
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
      found.push({ x0: x + half, y0: yOf(view, outRow), x1: x, y1: TOP - 2, weight: out, row: outRow, column });
    }
  }
  return found;
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
    selected: colours.selected, font: value("--st-font") || "sans-serif",
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
  const { units, hidden_size: all } = view;
  Object.assign(pen, { fillStyle: text, textAlign: "right", textBaseline: "middle", font: `12px ${font}`, globalAlpha: 0.75 });
  pen.fillText("predicts", GUTTER - 12, 20);
  pen.fillText("with %", GUTTER - 12, 36);
  pen.fillText("hidden", GUTTER - 12, yOf(view, units.length / 2 - 0.5) - 8);
  pen.fillText(units.length < all ? `${units.length} of ${all}` : "units", GUTTER - 12, yOf(view, units.length / 2 - 0.5) + 8);
  pen.fillText("reads", GUTTER - 12, yOf(view, units.length - 0.5) + 20);
  pen.globalAlpha = 1;
};

const drawLines = (view, pen, { negative, positive }) => {
  const lines = linesOf(view), largest = Math.max(...lines.map(({ weight }) => Math.abs(weight)), 1e-12);
  for (const isNegative of [true, false]) for (const isBold of [false, true]) {
    pen.beginPath();
    for (const { x0, y0, x1, y1, weight } of lines) {
      if ((weight < 0) !== isNegative || (Math.abs(weight) > largest / 2) !== isBold) continue;
      pen.moveTo(x0, y0);
      pen.lineTo(x1, y1);
    }
    Object.assign(pen, { strokeStyle: `rgb(${isNegative ? negative : positive})`, lineWidth: isBold ? 1.3 : 0.6, globalAlpha: 0.5 });
    pen.stroke();
  }
  pen.globalAlpha = 1;
};

const drawCells = (view, pen, { background, negative, positive }) => {
  const { a, letters, units, size } = view, wide = CELL * size.step, high = Math.max(2, size.row - Math.min(5, size.row / 4));
  for (let column = 0; column < letters.length; column++) {
    for (let row = 0; row < units.length; row++) {
      const value = a[column * units.length + row];
      pen.fillStyle = mixed(background, value < 0 ? negative : positive, Math.min(1, Math.abs(value)));
      pen.beginPath();
      pen.roundRect(xOf(view, column) - wide / 2, yOf(view, row) - high / 2, wide, high, 3);
      pen.fill();
    }
  }
};

// The colour is beside the letter: on either background a letter has to be darker, or lighter, to be read.
const drawLetters = (view, pen, { text, correct, wrong, font }) => {
  const { letters, predicted, shares, right, units, first } = view, low = yOf(view, units.length - 0.5);
  pen.textAlign = "center";
  for (let column = 0; column < letters.length; column++) {
    const x = xOf(view, column), isRight = right[column];
    pen.fillStyle = isRight ? correct : wrong;
    pen.fillRect(x - 8, 28, 16, 3);
    pen.fillStyle = text;
    pen.font = `600 16px ${MONO}`;
    pen.fillText(predicted[column], x, 17);
    pen.font = `10px ${font}`;
    pen.fillText((isRight ? "" : "×") + shares[column], x, 39);
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
  if (kind === "weight") return `weight ${weight.toFixed(4)} at unit ${unit}, step ${step + 1}: opens One step`;
  if (kind === "unit")
    return `${read}, unit ${unit}: activation ${view.a[column * view.units.length + row].toFixed(4)}; opens Hidden states`;
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
    setStyle(tip, { left: Math.max(0, Math.min(x, box.clientWidth - tip.offsetWidth)) + "px", top: y + "px" });
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
