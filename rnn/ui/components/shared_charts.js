// What lets a chart of Plotly's follow the film: where only numbers change from one frame to the next, the marks, lines,
// bars and cells that are there are moved, and the numbers put where Plotly looks them up when it is hovered or zoomed. It
// takes a tenth of the time of drawing the chart anew; a test holds that both show the same.

const numbersOf = (packed) => {
  if (!packed?.bdata) return packed;
  const types = { f4: Float32Array, f8: Float64Array, i4: Int32Array, i2: Int16Array, i1: Int8Array, u1: Uint8Array };
  const bytes = Uint8Array.from(atob(packed.bdata), (sign) => sign.charCodeAt(0)), flat = new types[packed.dtype](bytes.buffer);
  if (!packed.shape) return flat;
  const [rows, columns] = String(packed.shape).split(",").map(Number);
  return Array.from({ length: rows }, (_, row) => flat.subarray(row * columns, (row + 1) * columns));
};

const axisOf = (layout, letter, reference) => layout[letter + "axis" + (reference ?? letter).slice(1)];

// Plotly's texts are HTML.
const plainOf = (text) => String(text).replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

const paintCells = (rows, { zmin, zmax, colorscale }, isUpward) => {
  const canvas = (window.unrolledCells ??= document.createElement("canvas"));
  const channels = (colour) => {
    const known = (window.unrolledColours ??= new Map());
    if (!known.has(colour)) {
      Object.assign(canvas, { width: 1, height: 1 });
      const pen = canvas.getContext("2d", { willReadFrequently: true });
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
      known.set(colour, [...pen.getImageData(0, 0, 1, 1).data]);
    }
    return known.get(colour);
  };
  const stops = colorscale.map(([at, colour]) => [at, channels(colour)]), height = rows.length, width = rows[0].length;
  Object.assign(canvas, { width, height });
  const pen = canvas.getContext("2d", { willReadFrequently: true }), picture = pen.createImageData(width, height);
  rows.forEach((row, y) => row.forEach((z, x) => {
    if (!Number.isFinite(z)) return;
    const share = Math.max(0, Math.min(1, (z - zmin) / (zmax - zmin || 1)));
    const next = Math.max(1, stops.findIndex(([at]) => at >= share)), [low, a] = stops[next - 1], [high, b] = stops[next];
    const part = (share - low) / (high - low || 1), place = 4 * ((isUpward ? height - 1 - y : y) * width + x);
    for (let channel = 0; channel < 4; channel++) picture.data[place + channel] = a[channel] + (b[channel] - a[channel]) * part;
  }));
  pen.putImageData(picture, 0, 0);
  return canvas.toDataURL();
};

const moveHeatmap = (chart, group, index, trace) => {
  const image = group.querySelector("image"), full = chart._fullData[index], rows = numbersOf(trace.z);
  if (!image) return false;
  const [low, high] = axisOf(chart._fullLayout, "y", full.yaxis).range;
  setStyle(image, { imageRendering: "pixelated" });
  image.setAttribute(image.hasAttribute("href") ? "href" : "xlink:href", paintCells(rows, full, low < high));
  chart.calcdata[index][0].z = full.z = chart.data[index].z = rows;
  return true;
};

const movePoints = (group, cells, kept, place, opacities) => {
  const points = [...group.querySelectorAll(".points path.point")], count = kept.length;
  if (!points.length) return count === 0;
  while (points.length < count) {
    points.push(points[0].cloneNode(true));
    points[0].parentNode.append(points.at(-1));
  }
  points.forEach((point, at) => {
    const k = kept[at];
    setStyle(point, { display: at < count ? "" : "none", ...(opacities && at < count && { opacity: String(opacities[k]) }) });
    if (at >= count) return;
    point.setAttribute("transform", `translate(${place(k)})`);
    point.__data__ = cells[k];
  });
  return true;
};

const writeTexts = (group, cells, texts, place) => {
  const nodes = [...group.querySelectorAll(".textpoint")];
  if (nodes.length !== texts.length) return false;
  nodes.forEach((node, k) => {
    const plain = plainOf(texts[k]);
    const text = node.querySelector("text");
    write(text, plain);
    text.setAttribute("data-unformatted", texts[k]);
    cells[k].tx = texts[k];
  });
  return true;
};

const moveScatter = (chart, group, index, trace, names) => {
  const full = chart._fullData[index], cells = chart.calcdata[index], { _fullLayout: layout } = chart;
  const [across, up] = ["x", "y"].map((letter) => axisOf(layout, letter, full[letter + "axis"]));
  const [x, y] = [numbersOf(trace.x), numbersOf(trace.y)], count = x.length;
  const isMoved = names.has("x") || names.has("y"), texts = names.has("text") ? trace.text : null;
  if (isMoved && !count && full.mode !== "markers") return false;
  const [cx, cy] = [[...x].map((value) => across.d2c(value)), [...y].map((value) => up.d2c(value))];
  const kept = cx.map((_, k) => k).filter((k) => Number.isFinite(cx[k]) && Number.isFinite(cy[k]));  // NaN is no point
  if (kept.length < count && full.mode !== "markers") return false;
  if (texts && (texts.length !== count || texts.some((text) => /<|^$/.test(text)))) return false;
  const place = (k) => `${across.c2p(cx[k])},${up.c2p(cy[k])}`;
  if (isMoved) {
    while (cells.length < count) cells.push({ ...cells[0], trace: undefined, t: undefined });
    cells.length = Math.max(1, count);
    cells.forEach((cell, k) => { if (k < count) Object.assign(cell, { x: cx[k], y: cy[k], i: k }); });
  }
  if (full.mode.includes("lines") && isMoved) {
    const lines = group.querySelectorAll("path.js-line");
    if (lines.length !== 1 || full.line?.shape !== "linear" || full.fill !== "none") return false;
    lines[0].setAttribute("d", "M" + cx.map((_, k) => place(k)).join("L"));
  }
  const opacities = names.has("marker.opacity") ? numbersOf(trace.marker.opacity) : null;
  if (full.mode.includes("markers") && (isMoved || opacities) && !movePoints(group, cells, kept, place, opacities)) return false;
  if (full.mode.includes("text") && (texts || isMoved) && (isMoved || !writeTexts(group, cells, texts, place))) return false;
  for (const name of ["x", "y", "text", "customdata", "hovertemplate"])
    if (names.has(name)) full[name] = chart.data[index][name] = name === "x" ? x : name === "y" ? y : trace[name];
  if (opacities) full.marker.opacity = chart.data[index].marker.opacity = opacities;
  if (isMoved) full._length = count;
  return true;
};
