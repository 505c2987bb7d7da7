// Rows that stay, of which only what is another is written anew; `text_rows.py` has the other half.

const write = (node, text) => { if (node.textContent !== text) node.textContent = text; };

const spans = (parent) => {
  for (let cell = parent.children.length; cell < 3; cell += 1) parent.appendChild(document.createElement("span"));
  return parent.children;
};

const fill = (parent, texts) => {
  const cells = spans(parent);
  texts.forEach((text, cell) => write(cells[cell], text));
};

export default function ({ data, parentElement, setTriggerValue }) {
  const [head, box, list] = [".head", ".box", "ol"].map((name) => parentElement.querySelector(name));
  fill(head, data.heads);
  while (list.children.length > data.rows.length) list.lastChild.remove();
  data.rows.forEach((row, index) => {
    fill(list.children[index] ?? list.appendChild(document.createElement("li")), row);
  });
  const height = data.height ? data.height + "px" : "";
  if (box.style.height !== height) box.style.height = height;
  mark(list, box, data.marked);
  if (data.clickable) listen(list, box, data.rows.length, setTriggerValue);
}

const mark = (list, box, index) => {
  const row = list.children[index], before = list.querySelector("[aria-selected=true]");
  if (row === before) return;
  before?.setAttribute("aria-selected", "false");
  if (!row) return;
  row.setAttribute("aria-selected", "true");
  if (!box.matches(":hover")) box.scrollTop = row.offsetTop - box.clientHeight / 2;
};

const listen = (list, box, count, setTriggerValue) => {
  box.classList.add("clickable");
  list.role = "listbox";
  list.ariaLabel = "Texts along the film, the playhead's marked";
  list.tabIndex = 0;
  for (const row of list.children) row.role = "option";
  const choose = (row) => setTriggerValue("clicked", { row, at: performance.timeOrigin + performance.now() });
  list.onclick = ({ target }) => {
    const row = [...list.children].indexOf(target.closest("li"));
    if (row >= 0) choose(row);
  };
  list.onkeydown = (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const marked = [...list.children].findIndex((row) => row.ariaSelected === "true");
    choose(Math.max(0, Math.min(count - 1, marked + step)));
  };
};
