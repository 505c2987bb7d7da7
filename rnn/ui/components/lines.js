// An equation, the lines of code that work it out, and their numbers; `lines.py` has the reason, and the other half.

const MATHML = { displayMode: true, output: "mathml", throwOnError: false };  // its HTML needs a style sheet too

export default component(({ data, parentElement: root }) => {
  const figure = root.querySelector("figure");
  drawAtDesk(figure, () => draw(figure.children, data));
});

const draw = ([equation, code, caption], data) => {
  if (data.katex && equation.latex !== data.latex) {
    equation.latex = data.latex;
    typeset(equation, data.katex);
  }
  children(code, data.lines.length, newLine).forEach((row, index) => {
    const [number, text, isMarked] = data.lines[index], [mark, place, line] = row.children;
    write(mark, isMarked ? "▸" : "");
    write(place, number);
    write(line, text);
    setStyle(line, { opacity: isMarked ? "1" : "0.7" });
  });
  write(caption, data.caption);
};

const typeset = (equation, source) => {
  const render = ({ default: KaTeX }) => {
    KaTeX.render(equation.latex, equation, MATHML);
    for (const cell of equation.querySelectorAll("mtd")) align(cell);
  };
  const loaded = (window.unrolledKatex ??= import(new URL(source, document.baseURI).href));
  if (window.unrolledKatexNow) return render(window.unrolledKatexNow);
  loaded.then((module) => { window.unrolledKatexNow = module; render(module); });
};

const align = (cell) => {  // browsers leave out what MathML itself says of columns
  const isFirst = !cell.previousElementSibling;
  Object.assign(cell.style, isFirst ? { textAlign: "right" } : { textAlign: "left", paddingLeft: 0 });
};

const newLine = () => {  // a mark and a number, which are not copied with it, and the line, which wraps
  const line = newNode("div", { display: "flex" });
  for (const width of ["1.2em", "3em"])
    line.append(newNode("span", { flex: `0 0 ${width}`, userSelect: "none", color: "var(--st-primary-color)" }));
  line.append(newNode("span", { whiteSpace: "pre-wrap", overflowWrap: "anywhere", minWidth: 0 }));
  return line;
};
