// A text with a colour for each character; `painted_text.py` has the reason, and the other half.

const LEVELS = 16, FULLEST = 0.7, TELL_MS = 150, TELL_STRETCH_MS = 400;
const NAMES = { " ": "space", "↵": "line end", "⇥": "tab" };
const QUIET = "color-mix(in srgb, var(--st-text-color) 45%, transparent)";
const DOT = `radial-gradient(circle at center, ${QUIET} 0.07em, transparent 0.1em)`;  // a space, seen but not read
const CHOSEN = 4, SELECTED = 2, MARKED = 1;

export default component(({ data, parentElement: root, setTriggerValue }) => {
  const box = root.querySelector(".painted-text");
  const text = (box.painted ??= newText(box));
  Object.assign(text, { data, legend: root.querySelector(".painted-legend") });
  text.words = root.querySelector(".painted-words");
  text.tell = (name, steps) => {
    text.told[name].add(String(text[name]));
    report(setTriggerValue, name, { steps });
  };
  follow(text, "chosen");
  if (text.anchor === null) follow(text, "selected");
  write(root.querySelector(".painted-title"), data.title);
  write(root.querySelector(".painted-see"), data.see);
  set(box, "ariaLabel", data.title);
  drawAtDesk(box, () => draw(text));
});

// What is pressed stands at once. The server's choice counts only where it changes, and not where it repeats something
// that was told to it before the latest press.
const follow = (text, name) => {
  const value = text.data[name], given = String(value);
  if (given === text.given[name]) return;
  text.given[name] = given;
  const isLate = text.told[name].has(given) && given !== String(text[name]);
  if (isLate) return;
  text.told[name].clear();
  if (given !== String(text[name])) text.mustShow ||= name === "chosen";
  text[name] = value;
};

const newText = (box) => {
  const text = { box, spans: [], levels: [], marks: [], anchor: null, chosen: null, selected: null };
  Object.assign(text, { given: {}, waiting: {}, told: { chosen: new Set(), selected: new Set() } });
  box.onpointerdown = (event) => press(text, event);
  box.onpointermove = (event) => drag(text, event);
  box.onpointerup = () => lift(text);
  box.onpointercancel = () => { text.anchor = null; decorate(text); };
  box.onpointerleave = () => { text.hovered = null; say(text); };
  box.onkeydown = (event) => {
    if (!move(text, event)) return;
    event.preventDefault();
    event.stopPropagation();  // the arrows are shortcuts of the page too
  };
  return text;
};

const draw = (text) => {
  const { data } = text, written = data.characters.join("\n");
  if (written !== text.written) build(text);
  text.written = written;
  showLegend(text);
  paint(text);
  decorate(text);
  say(text);
  if (text.mustShow) scrollTo(text);
  text.mustShow = false;
};

// One block a line, each with its own direction: a line of Hebrew or Arabic runs from right to left.
const build = (text) => {
  const { characters, line_ends } = text.data, ends = new Set(line_ends);
  const lines = document.createDocumentFragment(), newLine = () => {
    const line = lines.appendChild(newNode("div"));
    line.dir = "auto";
    return line;
  };
  let line = null;
  text.spans = characters.map((character, index) => {
    const span = newNode("span", { padding: "0.2em 0" });
    span.textContent = character;
    span.index = index;
    if (character === " ") span.style.backgroundImage = DOT;
    else if (character in NAMES) span.style.color = QUIET;
    (line ??= newLine()).append(span);
    if (ends.has(index)) line = null;
    return span;
  });
  text.box.replaceChildren(lines);
  text.levels = new Int8Array(characters.length);
  text.marks = new Uint8Array(characters.length);
  text.box.ariaValueMin = 1 + text.data.first;
  text.box.ariaValueMax = characters.length + text.data.first;
};

const colour = ({ colours }, level) => {
  const opacity = Math.round(255 * FULLEST * Math.abs(level) / LEVELS).toString(16).padStart(2, "0");
  return level ? colours[level < 0 ? 0 : 1] + opacity : "transparent";
};

const paint = ({ data, spans, levels }) => {
  data.levels.forEach((level, index) => {
    if (levels[index] === level) return;
    levels[index] = level;
    spans[index].style.backgroundColor = colour(data, level);
  });
};

const decorate = ({ data, spans, marks, chosen, selected }) => {
  const wanted = new Uint8Array(spans.length);
  const add = (mark, start, end) => {
    for (let index = Math.max(0, start); index < Math.min(end, wanted.length); index++) wanted[index] |= mark;
  };
  for (const [start, end] of data.marked) add(MARKED, start, end);
  if (selected) add(SELECTED, ...selected);
  if (chosen !== null) add(CHOSEN, chosen, chosen + 1);
  wanted.forEach((mark, index) => {
    if (marks[index] === mark) return;
    marks[index] = mark;
    const { style } = spans[index], rim = (colour) => `inset 0 2px ${colour}, inset 0 -2px ${colour}`;
    style.boxShadow = mark & SELECTED ? rim(data.marker) : mark & MARKED ? rim(QUIET) : "";
    style.outline = mark & CHOSEN ? `2px solid ${data.marker}` : "";
  });
};

const showLegend = ({ data, legend }) => {
  const [name, low, bar, high] = children(legend, 4, () => newNode("span"));
  const ends = data.is_signed ? [-LEVELS, 0, LEVELS] : [0, LEVELS];
  write(name, data.quantity + (data.unit ? ` (${data.unit})` : ""));
  write(low, data.ends[0]);
  write(high, data.ends[1]);
  const colours = `linear-gradient(to right, ${ends.map((level) => colour(data, level)).join(", ")})`;
  if (bar.colours === colours) return;
  bar.colours = colours;
  bar.style.cssText = `width: 8rem; height: 0.7rem; border: 1px solid var(--st-border-color); background: ${colours}`;
};

const say = (text) => {
  const { box, hovered, chosen } = text;
  write(text.words, wordsOf(text, hovered ?? chosen));
  const now = chosen === null ? box.ariaValueMin : String(chosen + 1 + text.data.first);
  set(box, "ariaValueNow", now);
  set(box, "ariaValueText", wordsOf(text, chosen));
};

const wordsOf = ({ data }, index) => {
  const character = data.characters[index ?? -1];
  if (character === undefined) return "Point at a character to read its value.";
  const value = data.values[index] / 10 ** data.digits, size = Math.abs(value).toFixed(data.digits);
  const sign = value < 0 ? "−" : data.is_signed ? "+" : "";
  const place = `Character ${(index + 1 + data.first).toLocaleString("en")}`;
  return `${place} · ${NAMES[character] ?? character} · ${data.quantity} = ${sign}${size} ${data.unit}`;
};

const press = (text, event) => {
  const index = indexAt(text, event);
  if (index === null || event.button) return;
  if (event.pointerType === "mouse") text.box.setPointerCapture(event.pointerId);
  Object.assign(text, { anchor: index, reached: index });
};

const drag = (text, event) => {
  const index = indexAt(text, event);
  if (index === null) return;
  text.hovered = index;
  if (text.anchor !== null && text.data.is_selectable && index !== text.reached) {
    text.reached = index;
    text.selected = stretch(text.anchor, index);
    decorate(text);
  }
  say(text);
};

const lift = (text) => {
  const { anchor, reached } = text;
  text.anchor = null;
  if (anchor === null) return;
  if (anchor === reached) choose(text, anchor, 0);
  else select(text, anchor, reached, 0);
};

const choose = (text, index, wait) => {
  text.chosen = index;
  decorate(text);
  say(text);
  tellLater(text, "chosen", [index], wait);
};

const select = (text, from, to, wait) => {
  text.selected = stretch(from, to);
  decorate(text);
  tellLater(text, "selected", text.selected, wait);
};

const tellLater = (text, name, steps, wait) => {
  clearTimeout(text.waiting[name]);
  text.waiting[name] = setTimeout(() => text.tell(name, steps), wait);
};

const stretch = (from, to) => [Math.min(from, to), Math.max(from, to) + 1];

const move = (text, event) => {
  const { spans, chosen } = text, from = event.shiftKey ? text.end ?? chosen ?? 0 : chosen ?? 0;
  if (event.ctrlKey || event.metaKey || event.altKey || !spans.length) return false;
  const isBackward = getComputedStyle(spans[0].parentElement).direction === "rtl";  // as the text begins, so it runs
  const reach = {
    ArrowLeft: () => from + (isBackward ? 1 : -1),
    ArrowRight: () => from + (isBackward ? -1 : 1),
    ArrowUp: () => rowAway(text, from, -1),
    ArrowDown: () => rowAway(text, from, 1),
    Home: () => 0,
    End: () => spans.length - 1,
  }[event.key];
  if (!reach) return false;
  const index = Math.max(0, Math.min(reach(), spans.length - 1));
  text.hovered = null;
  if (event.shiftKey && text.data.is_selectable) {
    text.end = index;
    select(text, chosen ?? 0, index, TELL_STRETCH_MS);
  } else {
    text.end = null;
    choose(text, index, TELL_MS);
  }
  scrollTo(text, index);
  return true;
};

// The character above or below: of the next row that way, the one that is nearest in its place.
const rowAway = ({ spans }, from, way) => {
  const here = spans[from].getBoundingClientRect(), middle = here.x + here.width / 2;
  let best = from, distance = Infinity, row = null;
  for (let index = from + way; index >= 0 && index < spans.length; index += way) {
    const box = spans[index].getBoundingClientRect(), away = Math.abs(box.y - here.y);
    if (away < here.height / 2) continue;
    if (Math.abs(box.y - (row ??= box.y)) > here.height / 2) break;
    const off = Math.abs(box.x + box.width / 2 - middle);
    if (off < distance) [best, distance] = [index, off];
  }
  return best;
};

const indexAt = ({ box }, { clientX, clientY }) => box.getRootNode().elementFromPoint(clientX, clientY)?.index ?? null;

const scrollTo = ({ box, spans, chosen }, index = chosen) => {
  const span = spans[index ?? -1];
  if (!span) return;
  const above = span.offsetTop - box.scrollTop, room = span.offsetHeight;
  if (above < 0) box.scrollTop += above - room;
  else if (above + room > box.clientHeight) box.scrollTop += above + 2 * room - box.clientHeight;
};
