"""An equation with its numbers and the project's own lines that worked them out, as one element.

Streamlit's own three for it, of which there are nine times three on one page, would cost five frames a second.
"""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from rnn.ui.components.served import served_script
from rnn.ui.source import SourceLines, equation

HTML = """
<figure style="margin: 0; color: var(--st-text-color)">
  <div style="overflow: auto hidden; margin: 0 0 0.6rem; font-size: 1rem"></div>
  <pre style="margin: 0; padding: 0.6rem 0.8rem; font: 0.875rem/1.6 var(--st-code-font);
              background: var(--st-code-background-color); border-radius: var(--st-base-radius)"></pre>
  <figcaption style="margin: 0.4rem 0 0.6rem; font: 0.875rem/1.5 var(--st-font);
                     color: color-mix(in srgb, var(--st-text-color) 65%, transparent)"></figcaption>
</figure>
"""

JS = """
export default function ({ data, parentElement }) {
  const [equation, code, caption] = parentElement.querySelector("figure").children;
  if (data.katex && equation.latex !== data.latex) {
    equation.latex = data.latex;
    import(new URL(data.katex, document.baseURI).href).then(({ default: KaTeX }) => {
      KaTeX.render(equation.latex, equation, MATHML);
      for (const cell of equation.querySelectorAll("mtd")) align(cell);
    });
  }
  while (code.children.length > data.lines.length) code.lastChild.remove();
  data.lines.forEach(([number, text, isMarked], index) => {
    const [mark, place, line] = (code.children[index] ?? code.appendChild(newLine())).children;
    write(mark, isMarked ? "▸" : "");
    write(place, number);
    write(line, text);
    line.style.opacity = isMarked ? 1 : 0.7;
  });
  write(caption, data.caption);
}

const MATHML = { displayMode: true, output: "mathml", throwOnError: false };  // its HTML needs a style sheet too

const align = (cell) => {  // browsers leave out what MathML itself says of columns
  const isFirst = !cell.previousElementSibling;
  Object.assign(cell.style, isFirst ? { textAlign: "right" } : { textAlign: "left", paddingLeft: 0 });
};

const write = (node, text) => { if (node.textContent !== String(text)) node.textContent = text; };

const newLine = () => {  // a mark and a number, which are not copied with it, and the line, which wraps
  const line = document.createElement("div");
  line.style.display = "flex";
  for (const width of ["1.2em", "3em", "auto"]) {
    const part = line.appendChild(document.createElement("span"));
    Object.assign(part.style, width === "auto"
      ? { whiteSpace: "pre-wrap", overflowWrap: "anywhere", minWidth: 0 }
      : { flex: `0 0 ${width}`, userSelect: "none", color: "var(--st-primary-color)" });
  }
  return line;
};
"""

_component = st.components.v2.component("lines", html=HTML, js=JS, isolate_styles=False)


class Line(NamedTuple):
    """A line of code behind its number in its file; the ones in question are marked."""

    number: int
    text: str
    is_marked: bool


def show_lines(name: str, values: str, context: int = 0, latex: str = "", is_marked: bool = True) -> None:
    """Draw the lines of an equation of `source.EQUATIONS`, and below them what they hold at the moment.

    values  shapes and numbers, in words
    latex   what the lines work out, drawn above them; where Streamlit's KaTeX cannot be found, by Streamlit itself
    is_marked  whether the lines in question are marked; not where they do not run at the moment
    """
    source_lines, katex = equation(name, context), served_script("katex")
    if latex and not katex:
        st.latex(latex)
    _component(
        key=f"lines of {name}",
        data={
            "latex": latex,
            "katex": latex and katex,
            "lines": numbered(source_lines, is_marked),
            "caption": f"{source_lines.place}: {values}",
        },
    )


def numbered(source_lines: SourceLines, is_marked: bool = True) -> tuple[Line, ...]:
    """Return the lines as they are in their file, each with its number there; those in question marked, or none."""
    return tuple(
        Line(source_lines.first_line_number + index, text, is_marked and index in source_lines.marked)
        for index, text in enumerate(source_lines.lines)
    )
