// A few bars; `shares.py` has the other half.

export default component(({ data, parentElement: root }) => {
  write(root.querySelector(".title"), data.title);
  write(root.querySelector("figcaption"), data.see);
  const rows = children(root.querySelector("ol"), data.shares.length, newRow);
  data.shares.forEach(([label, length, number, colour, note], index) => {
    const [name, track, value, mark] = rows[index].children;
    write(name, label);
    write(value, number);
    write(mark, note);
    setStyle(track.firstChild, { width: `${100 * length}%`, background: colour });
  });
});

const newRow = () => {
  const row = document.createElement("li");
  setStyle(row, { display: "grid", gridTemplateColumns: "1.6rem 1fr 3.4rem 5.2rem", gap: "0.5rem", alignItems: "center" });
  row.append(newNode("span", { fontFamily: "var(--st-code-font)", fontSize: "1.05rem" }));
  const track = newNode("span", { background: "var(--st-secondary-background-color)", borderRadius: "3px", height: "14px" });
  track.append(newNode("span", { display: "block", height: "100%", borderRadius: "3px" }));
  row.append(track, newNode("span", { textAlign: "right", fontVariantNumeric: "tabular-nums" }));
  row.append(newNode("span", { fontSize: "0.8125rem", opacity: 0.8 }));
  return row;
};
