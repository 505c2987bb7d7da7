// What the components share: `base.py` puts each function, a paragraph here, in front of the scripts that use it.

// The browser loads a component's script for each drawing of it, and as long as the script is new, it may finish the
// first load after the last. So a drawing has its session's name and a number there; none is drawn over a later one.
const component = (draw) => (given) => {
  const { parentElement: root, data: { drawing } } = given, last = root.drawing ?? [];
  if (drawing[0] === last[0] && drawing[1] < last[1]) return;
  root.drawing = drawing;
  draw(given);
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
