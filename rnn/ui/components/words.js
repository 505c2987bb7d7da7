// Sentences in a small part of Markdown, written as text; `words.py` has the other half.

const PART = /\\(.)|\*\*|\*|`([^`]*)`| {2}\n|(?:(?! {2}\n)[^\\*`])+|[^]/g;
const TAGS = { "**": "strong", "*": "em" };

export default component(({ data, parentElement: root }) => {
  const words = root.querySelector(".words"), { colour } = data;
  setStyle(root.querySelector(".box"), {
    fontSize: data.is_caption || colour ? "0.875rem" : "1rem",
    opacity: data.is_caption ? "0.75" : "1",
    padding: colour ? "0.5rem 0.8rem" : "",
    background: colour ? `var(--st-${colour}-background-color)` : "",
    color: colour ? `var(--st-${colour}-text-color)` : "var(--st-text-color)",
  });
  write(root.querySelector(".icon"), data.icon ?? "");
  setStyle(root.querySelector(".icon"), { display: data.icon ? "" : "none" });
  if (words.written === data.words) return;
  words.written = data.words;
  words.replaceChildren(...nodesOf(data.words));
});

const nodesOf = (words) => {
  const top = document.createDocumentFragment(), open = [{ node: top }];
  for (const [part, escaped, code] of words.matchAll(PART)) {
    const { node, mark } = open.at(-1);
    if (part === mark) open.pop();
    else if (part in TAGS) {
      const child = document.createElement(TAGS[part]);
      node.append(child);
      open.push({ node: child, mark: part });
    } else if (code !== undefined) node.append(Object.assign(document.createElement("code"), { textContent: code }));
    else node.append(part === "  \n" ? document.createElement("br") : escaped ?? part);
  }
  return top.childNodes;
};
