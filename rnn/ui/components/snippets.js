// A list of snippets, each a button; `snippets.py` has the other half.

const LOOKS = {
  button: `display: flex; flex-wrap: wrap; gap: 0 0.8rem; width: 100%; align-items: baseline; padding: 0.3rem 0.6rem;
           text-align: start; color: inherit; font: inherit; background: none; cursor: pointer; margin-bottom: 0.3rem;
           border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius)`,
  text: `flex: 1 1 10rem; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: pre;
         font-family: var(--st-code-font); font-size: 0.875rem; line-height: 1.5`,
  note: "font-size: 0.875rem; white-space: nowrap; font-variant-numeric: tabular-nums",
};

export default component(({ data, parentElement: root, setTriggerValue }) => {
  const list = root.querySelector("ol");
  list.onkeydown = (event) => { if (event.key === " ") event.stopPropagation(); };  // Space is the page's shortcut too
  write(root.querySelector(".snippets-title"), data.title);
  children(list, data.rows, newRow).forEach((row, index) => {
    const button = row.firstChild, [text, note] = button.children;
    const [before, marked, after, said, place] = data.snippets[index] ?? [index ? "" : data.empty, "", "", ""];
    [before, marked, after].forEach((part, at) => write(text.children[at], part));
    write(note, said);
    const colour = marked ? data.colour + "66" : "";
    if (text.children[1].colour !== colour) text.children[1].style.backgroundColor = colour;
    text.children[1].colour = colour;
    setStyle(row, { visibility: index < Math.max(1, data.snippets.length) ? "visible" : "hidden" });
    button.disabled = index >= data.snippets.length;
    button.onclick = () => report(setTriggerValue, "clicked", { place });
  });
});

const newRow = () => {
  const row = newNode("li"), button = row.appendChild(newNode("button"));
  button.style.cssText = LOOKS.button;
  for (const part of ["text", "note"]) button.appendChild(newNode("span")).style.cssText = LOOKS[part];
  button.firstChild.dir = "auto";
  children(button.firstChild, 3, () => newNode("span"));
  return row;
};
