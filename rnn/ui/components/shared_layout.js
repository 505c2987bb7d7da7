// What of a chart's layout follows the film without being drawn anew: shapes, the texts beside the axes, annotations.

const placeOf = (layout, letter, reference) => {
  const { l, t, w, h } = layout._size;
  if (reference === "paper") return letter === "x" ? (value) => l + w * value : (value) => t + h * (1 - value);
  const axis = axisOf(layout, letter, reference);
  return axis.type === "linear" ? (value) => axis._offset + axis.c2p(Number(value)) : null;
};

const moveShape = (chart, index, shape) => {
  const node = chart.querySelector(`.shapelayer [data-index="${index}"]`), path = node?.matches("path") ? node : node?.querySelector("path");
  const [x, y] = ["x", "y"].map((letter) => placeOf(chart._fullLayout, letter, shape[letter + "ref"] ?? letter));
  if (!path || !x || !y || !["path", "rect", "line"].includes(shape.type)) return false;
  const ends = shape.type === "path" ? [] : [x(shape.x0), y(shape.y0), x(shape.x1), y(shape.y1)], [a, b, c, d] = ends;
  path.setAttribute("d", shape.type === "rect" ? `M${a},${b}H${c}V${d}H${a}Z` : shape.type === "line" ? `M${a},${b}L${c},${d}`
    : shape.path.replace(/([MLHVZ])([^MLHVZ]*)/g, (_, sign, numbers) => sign + (sign === "H" ? x(numbers)
      : sign === "V" ? y(numbers) : numbers.split(",").filter(Boolean).map((value, k) => (k % 2 ? y : x)(value)).join(","))));
  for (const name of ["path", "x0", "x1", "y0", "y1"])
    if (name in shape) chart.layout.shapes[index][name] = chart._fullLayout.shapes[index][name] = shape[name];
  return true;
};

const moveAnnotation = (chart, index, { text, xanchor }) => {
  const node = chart.querySelector(`.annotation[data-index="${index}"] text`);
  if (!node || /</.test(text) || xanchor !== "left") return false;
  write(node, plainOf(text));
  node.setAttribute("data-unformatted", text);
  chart.layout.annotations[index].text = chart._fullLayout.annotations[index].text = text;
  return true;
};

// A label has lines, and each may be bold. Where Plotly makes the margin, one that is longer than all it was made for is
// drawn anew.
const writeLabels = (chart, name, texts) => {
  const axis = chart._fullLayout[name], labels = [...chart.querySelectorAll(`.${axis._id}tick text`)];
  const lengthOf = (all) => Math.max(...all.flatMap((text) => text.split("<br>").map((line) => line.replace(/<\/?b>/g, "").length)));
  const room = (chart.room[name] ??= lengthOf(axis.ticktext));
  if (labels.length !== texts.length || (axis.automargin && lengthOf(texts) > room)) return false;
  for (const [k, label] of labels.entries()) {
    const lines = texts[k].split("<br>"), found = label.querySelectorAll("tspan.line"), nodes = found.length ? [...found] : [label];
    if (lines.length !== nodes.length) return false;
    for (const [at, line] of lines.entries()) {
      const isBold = /^<b>.*<\/b>$/.test(line), text = line.replace(/<\/?b>/g, ""), inner = nodes[at].querySelector("tspan");
      if (/</.test(text) || isBold !== Boolean(inner)) return false;
      write(inner ?? nodes[at], plainOf(text));
    }
    label.setAttribute("data-unformatted", texts[k]);
    label.parentNode.__data__.text = texts[k];
  }
  chart.layout[name].ticktext = axis.ticktext = texts;
  return true;
};

// What differs between two figures: the path to each value.
const differences = (one, other, path = [], found = []) => {
  const isList = (value) => Array.isArray(value) && value.length && value.every((part) => part && part.constructor === Object);
  const isDict = (value) => value?.constructor === Object && !("bdata" in value);
  const haveParts = isDict(one) && isDict(other) || (isList(one) && isList(other) && one.length === other.length);
  if (one === other) return found;
  if (haveParts) for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) differences(one[name], other[name], [...path, name], found);
  else if (JSON.stringify(one) !== JSON.stringify(other)) found.push(path);
  return found;
};

// Move what is there to another moment. Returns whether that could be done; if not, the chart is drawn anew.
const moveChart = (chart, paths, { data: traces, layout }) => {
  const allowed = {
    heatmap: ["z"], bar: ["x", "y", "base", "text", "customdata", "hovertext", "marker.color", "marker.opacity"],
    scatter: ["x", "y", "text", "customdata", "hovertemplate", "marker.opacity"],
  };
  if (!chart.calcdata) return false;
  const changed = new Map(), shapes = new Set(), annotations = new Set(), labelled = new Set();
  for (const [part, index, ...rest] of paths) {
    const name = rest.join("."), trace = traces[index];
    if (part === "data") {
      if (!allowed[trace?.type ?? "scatter"]?.includes(name)) return false;
      changed.set(Number(index), (changed.get(Number(index)) ?? new Set()).add(name));
    } else if (index === "shapes" && ["path", "x0", "x1", "y0", "y1"].includes(rest[1])) shapes.add(Number(rest[0]));
    else if (index === "annotations" && rest[1] === "text") annotations.add(Number(rest[0]));
    else if (/^[xy]axis/.test(index) && name === "ticktext") labelled.add(index);
    else if (index !== "meta") return false;
  }
  if (["stack", "relative"].includes(layout.barmode) && [...changed.keys()].some((index) => traces[index].type === "bar"))
    traces.forEach(({ type }, index) => { if (type === "bar" && !changed.has(index)) changed.set(index, new Set()); });
  const groups = new Map();
  for (const group of chart.querySelectorAll(".scatterlayer .trace, .barlayer .trace, .heatmaplayer .hm"))
    groups.set((group.__data__[0] ?? group.__data__).trace.index, group);
  return [...changed].every(([index, names]) => {
    const group = groups.get(index), trace = traces[index];
    return group && (trace.type === "heatmap" ? moveHeatmap(chart, group, index, trace)
      : trace.type === "bar" ? moveBars(chart, group, index, trace, names, traces) : moveScatter(chart, group, index, trace, names));
  }) && [...shapes].every((index) => moveShape(chart, index, layout.shapes[index]))
    && [...annotations].every((index) => moveAnnotation(chart, index, layout.annotations[index]))
    && [...labelled].every((name) => writeLabels(chart, name, layout[name].ticktext));
};
