// Rows that stay, of which only what is another is written anew; `text_rows.py` has the other half.

export default component(({ data, parentElement: root, setTriggerValue }) => {
  const [head, box, list] = [".head", ".box", "ol"].map((name) => root.querySelector(name));
  fill(head, data.heads);
  children(list, data.rows.length, () => newNode("li")).forEach((row, index) => fill(row, data.rows[index]));
  setStyle(box, { height: data.height ? data.height + "px" : "" });
  mark(list, box, data.marked);
  if (data.clickable) listen(list, box, data.rows.length, setTriggerValue);
});

const fill = (parent, texts) => {
  const cells = children(parent, 3, () => newNode("span"));
  texts.forEach((text, cell) => write(cells[cell], text));
};

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
  const choose = (row) => report(setTriggerValue, "clicked", { row });
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
