// Numbers under their names; `readings.py` has the other half.

const DOTTED = "underline dotted", SMALL = "0.875rem", LARGE = "1.35rem";

export default component(({ data, parentElement: root }) => {
  const list = children(root.querySelector("dl"), data.readings.length, newReading);
  data.readings.forEach(([name, value, help, change], index) => {
    const [term, number, difference] = list[index].children;
    write(term, name);
    write(number, value);
    write(difference, change);
    if (term.title === help) return;
    term.title = help;
    term.ariaLabel = help ? `${name}: ${help}` : null;
    term.style.textDecoration = help ? DOTTED : "";
  });
});

const newReading = () => {
  const reading = newNode("div", { minWidth: "7.6rem" });
  for (const [tag, fontSize] of [["dt", SMALL], ["dd", LARGE], ["dd", SMALL]])
    reading.append(newNode(tag, { margin: 0, fontSize, textUnderlineOffset: "0.25em" }));
  return reading;
};
