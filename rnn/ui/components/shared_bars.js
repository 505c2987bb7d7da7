// Bars that follow the film: their ends, where they begin, colours and texts, of as many as there are at the moment.

// How high a text of this font is above the line that it stands on, at its middle, and its height: measured once.
const textSize = (node, font) => {
  const known = (window.unrolledTexts ??= new Map()), name = font.size + font.family;
  if (!known.has(name)) {
    const { y, height } = node.getBBox();
    if (!height) return { middle: -0.3 * font.size, height: 1.2 * font.size };
    known.set(name, { middle: y + height / 2, height });
  }
  return known.get(name);
};

const writeBarText = (point, text, full, isFlat, [start, end], middle) => {
  let node = point.querySelector("text");
  if (!text) return node?.remove();
  const isInside = full.textposition === "inside", font = isInside ? full.insidetextfont : full.outsidetextfont;
  if (!node) {
    node = document.createElementNS("http://www.w3.org/2000/svg", "text");
    point.append(node);
  }
  setStyle(node, { fontFamily: font.family, fontSize: font.size + "px", fill: font.color, textAnchor: "middle", whiteSpace: "pre" });
  write(node, text);
  const { middle: own, height } = textSize(node, font), PAD = 3, away = height / 2 + PAD;
  const along = isInside ? (start + end) / 2 : end + (end > start ? away : -away);
  node.setAttribute("transform", isFlat ? `translate(${along},${middle - own})` : `translate(${middle},${along - own})`);
};

// Where each bar begins: on those of the traces before it, if they are stacked, the ones below 0 under each other.
const startsOf = (traces, index, size, count, barmode) => {
  if (!["stack", "relative"].includes(barmode)) return numbersOf(traces[index].base) ?? new Float64Array(count);
  const own = numbersOf(traces[index][size]), starts = new Float64Array(count);
  for (const { type, [size]: others } of traces.slice(0, index))
    if (type === "bar") numbersOf(others).forEach((value, k) => { if (value < 0 === own[k] < 0) starts[k] += value || 0; });
  return starts;
};

// The colour of each bar, where they are given one by one, as colours or as numbers that are stops of the scale.
const coloursOf = ({ color, colorscale } = {}, { cmin, cmax } = {}) => {
  const colours = color?.bdata ? [...numbersOf(color)] : Array.isArray(color) ? color : [];
  return colours.map((one) => typeof one === "string" ? one : colorscale.find(([at]) => at === (one - cmin) / (cmax - cmin))?.[1]);
};

const moveBars = (chart, group, index, trace, names, traces) => {
  const full = chart._fullData[index], { _fullLayout: layout } = chart, cells = chart.calcdata[index];
  const isFlat = full.orientation === "h", [size, place] = isFlat ? ["x", "y"] : ["y", "x"];
  const [along, across] = [size, place].map((letter) => axisOf(layout, letter, full[letter + "axis"])), [values, places] = [numbersOf(trace[size]), numbersOf(trace[place])];
  const points = [...group.querySelectorAll(".point")], count = values.length;
  if (!points.length || !count || points.length !== cells.length || along.type !== "linear" || across.type !== "linear") return false;
  if (count !== points.length && (typeof places[0] !== "number" || layout.barmode === "group")) return false;
  if (!cells.every(({ p0 }) => Number.isFinite(p0)) || (trace.text && !["inside", "outside"].includes(full.textposition))) return false;
  const starts = startsOf(traces, index, size, count, layout.barmode), colours = coloursOf(trace.marker, full.marker);
  const opacities = trace.marker?.opacity?.bdata ? numbersOf(trace.marker.opacity) : null;
  const half = (cells[0].p1 - cells[0].p0) / 2;
  while (points.length < count) {
    points.push(points[0].cloneNode(true));
    points[0].parentNode.append(points.at(-1));
    cells.push({ ...cells[0], trace: undefined, t: undefined });
  }
  while (points.length > count) points.pop().remove();
  cells.length = count;
  points.forEach((point, k) => {
    const cell = cells[k], path = point.querySelector("path"), end = starts[k] + (values[k] || 0);
    if (names.has(place) || !("i" in cell) || cell.i !== k)
      Object.assign(cell, { i: k, index: k, p: places[k], p0: places[k] - half, p1: places[k] + half });
    Object.assign(cell, { s: values[k], s1: end, b: starts[k], [size]: end, [place]: cell.p });
    point.__data__ = cell;
    const [a, b, from, to] = [along.c2p(starts[k]), along.c2p(end), across.c2p(cell.p0), across.c2p(cell.p1)];
    path.setAttribute("d", isFlat ? `M${a},${from}H${b}V${to}H${a}Z` : `M${from},${a}V${b}H${to}V${a}Z`);
    setStyle(path, { ...(colours[k] && { fill: colours[k] }), ...(opacities && { opacity: String(opacities[k]) }) });
    if (colours[k]) cell.mc = cell.mcc = colours[k];
    if (trace.hovertext) cell.htx = trace.hovertext[k];
    if (trace.text) {
      cell.tx = trace.text[k];
      writeBarText(point, trace.text[k], full, isFlat, [a, b], (from + to) / 2);
    }
  });
  const sent = chart.data[index];
  for (const name of names) {
    const [top, part] = name.split(".");
    if (part) sent[top][part] = full[top][part] = trace[top][part];
    else sent[top] = full[top] = top === size ? values : top === place ? places : trace[top];
  }
  full._length = count;
  return true;
};
