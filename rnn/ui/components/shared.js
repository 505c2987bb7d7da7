// What the components share: `base.py` puts each function, a paragraph here, in front of the scripts that use it.

// What the page shows of the film, for all components: the dock's clock keeps it. `cast` has for each component the
// reel that it shows, those that are coming, and the last of them.
const film = () => (window.unrolledFilm ??= { cast: new Map(), serial: 0, index: 0 });

const putAt = (base, path, value) => {
  const last = path.length - 1;
  path.slice(0, last).reduce((part, name) => part[name], base)[path[last]] = value;
};

// How a component's data become those of a moment of the reel that came with them; `part.shown` says which one is shown.
const reelOf = (given, draw, part) => {
  const { data } = given, { serial, start, count, changes } = JSON.parse(data.reel);
  const base = { ...data, ...(data.figure && { figure: JSON.parse(data.figure) }) };
  const isStill = start === 0 && !film().isPlaying && matchMedia("(prefers-reduced-motion: reduce)").matches;
  const show = (index) => {
    for (const [path, values] of changes) putAt(base, path, values[index]);
    part.shown = [serial, index];
    draw({ ...given, data: base, mark: data.figure + JSON.stringify(changes.map(([, values]) => values[index])) });
  };
  return { serial, start: isStill ? count - 1 : start, show };
};

// The browser loads a component's script for each drawing of it, and as long as the script is new, it may finish the
// first load after the last. So a drawing has its session's name and a number there; none is drawn over a later one.
// A component that shows moments of the film is drawn when the clock says so, but for its first drawing.
const component = (draw) => (given) => {
  const { parentElement: root, data: { drawing, reel } } = given, last = root.drawing ?? [], { cast } = film();
  const isSameSession = drawing[0] === last[0];
  if (isSameSession && (drawing[1] < last[1] || (reel && drawing[1] === last[1]))) return;
  root.drawing = drawing;
  if (!reel) {
    cast.delete(root);
    const { figure } = given.data;
    draw(figure ? { ...given, data: { ...given.data, figure: JSON.parse(figure) }, mark: figure } : given);
    return;
  }
  const part = cast.get(root) ?? {};
  part.next = reelOf(given, draw, part);
  cast.set(root, part);
  if (!part.now || part.next.serial === film().serial) {
    Object.assign(part, { now: part.next, coming: [] });
    part.now.show(part.now.serial === film().serial ? film().index : part.now.start);
  } else part.coming.push(part.next);
  film().wake?.();
};

// The browser may hand one report back twice, so each has its time.
const report = (setTriggerValue, trigger, value) => setTriggerValue(trigger, { ...value, at: Date.now() });

// Nothing is set anew that stands already: to the browser that is a change too, and costs it a frame now and then.
const set = (node, name, value) => { if (node[name] !== value) node[name] = value; };

const write = (node, text) => set(node, "textContent", String(text));

const setStyle = (node, style) => { for (const name in style) set(node.style, name, style[name]); };

const newNode = (tag, style) => {
  const node = document.createElement(tag);
  Object.assign(node.style, style);
  return node;
};

// Keep as many children as are wanted, taking away the last or making new ones.
const children = (parent, count, newChild) => {
  while (parent.children.length > count) parent.lastChild.remove();
  while (parent.children.length < count) parent.append(newChild());
  return [...parent.children];
};

// What is out of sight waits until it is scrolled to, or printed, but for its first drawing; what is being pressed waits
// until it is released: redrawn, it would miss the click. `waiting` has what is still to be drawn of each node.
const newDesk = () => {
  const CLICK_MS = 50;
  const desk = { waiting: new Map(), seen: new WeakSet(), drawn: new WeakSet(), held: null };
  const drawOne = (node) => {
    const draw = desk.waiting.get(node);
    desk.waiting.delete(node);
    if (!draw || !node.isConnected) return;
    desk.drawn.add(node);
    draw();
  };
  const isDue = (node) => node !== desk.held && (desk.seen.has(node) || !desk.drawn.has(node));
  const drawNext = () => {  // the rest one an animation frame, those in sight first
    const due = [...desk.waiting.keys()].filter(isDue), node = due.find((one) => desk.seen.has(one)) ?? due[0];
    desk.isAwake = node !== undefined;
    if (!node) return;
    drawOne(node);
    requestAnimationFrame(drawNext);
  };
  const wake = () => { if (!desk.isAwake) { desk.isAwake = true; requestAnimationFrame(drawNext); } };
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) desk.seen[isIntersecting ? "add" : "delete"](target);
    wake();
  });
  desk.draw = (node, draw) => {
    observer.observe(node);
    desk.waiting.set(node, draw);
    if (desk.drawn.has(node) && isDue(node)) drawOne(node); else wake();
  };
  const listen = (listener, ...events) => events.forEach((event) => document.addEventListener(event, listener, true));
  listen(({ target }) => { clearTimeout(desk.releasing); desk.held = target.closest?.(".drawn-at-desk"); }, "pointerdown");
  listen(() => {
    desk.releasing = setTimeout(() => { desk.held = null; wake(); }, CLICK_MS);
  }, "pointerup", "pointercancel");
  addEventListener("beforeprint", () => [...desk.waiting.keys()].forEach(drawOne));
  return desk;
};

const drawAtDesk = (node, draw) => {
  node.classList.add("drawn-at-desk");
  (window.unrolledDesk ??= newDesk()).draw(node, draw);
};
