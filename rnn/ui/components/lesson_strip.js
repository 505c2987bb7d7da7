// The lesson on a narrow screen: one line above the dock, which unfolds; `lesson_strip.py` has the other half.

const show = (node, isShown) => set(node, "hidden", !isShown);

const fold = (strip, isOpen) => {
  strip.querySelector(".fold").setAttribute("aria-expanded", isOpen);
  show(strip.querySelector(".body"), isOpen);
};

const put = (node, html) => { if (node.put !== html) node.innerHTML = node.put = html; };

// What can be answered here: one of the choices, or a number; a curve is drawn into the chart itself.
const ask = (form, { asked, choices, slider, guess, isOpen, guessed }) => {
  show(form, asked);
  put(form.querySelector(".asked"), asked);
  const box = form.querySelector(".choices"), range = form.querySelector("input[type=range]");
  if (box.of !== asked) {
    box.of = asked;
    box.replaceChildren(...choices.map((choice, index) => {
      const label = document.createElement("label"), input = document.createElement("input");
      Object.assign(input, { type: "radio", name: "choice", value: index });
      label.append(input, choice);
      return label;
    }));
    if (slider) Object.assign(range, { min: slider[0], max: slider[1], step: slider[2], value: slider[0] });
  }
  show(form.querySelector(".slider"), slider);
  for (const input of box.querySelectorAll("input")) {
    if (!isOpen) input.checked = +input.value === guess[0];
    input.disabled = !isOpen;
  }
  if (!isOpen && slider) range.value = guess[0];
  range.disabled = !isOpen;
  const answer = () => slider ? [range.valueAsNumber] : choices.length ?
    [...box.querySelectorAll("input:checked")].map(({ value }) => +value) : guessed;
  const renew = () => {
    if (slider) write(form.querySelector("output"), `${range.value} ${slider[3]}s`);
    form.querySelector(".commit").disabled = !answer().length;
  };
  form.oninput = renew;
  renew();
  show(form.querySelector(".commit"), isOpen);
  return answer;
};

// What the step points at has an outline, on a wide screen too. It may be drawn later than the strip, or anew.
const POINTING_MS = 400, FREE = 80;

const outline = (node, colour) => {
  if (node.outlined === colour) return;
  node.outlined = colour;
  setStyle(node, { outline: colour && `3px solid ${colour}`, outlineOffset: "4px", borderRadius: "4px", scrollMarginTop: `${FREE}px` });
};

const bringIntoSight = (node) => {
  const { top, bottom } = node.getBoundingClientRect(), isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (top < 0 || Math.min(bottom, top + FREE) > innerHeight / 2)
    node.scrollIntoView({ block: "start", behavior: isStill ? "auto" : "smooth" });
};

const point = (strip) => {
  const colour = getComputedStyle(strip).getPropertyValue("--st-primary-color");
  const nodes = strip.isConnected ? strip.at.flatMap((key) => [...document.querySelectorAll(`.st-key-${key}`)]) : [];
  for (const node of strip.pointedAt ?? []) if (!nodes.includes(node)) outline(node, "");
  for (const node of nodes) outline(node, colour);
  strip.pointedAt = nodes;
  if (nodes.length && !strip.isInSight) bringIntoSight(nodes[0]);
  strip.isInSight ||= nodes.length > 0;
  if (strip.isConnected) strip.pointing = setTimeout(() => point(strip), POINTING_MS);
};

export default component(({ data, parentElement: root, setTriggerValue }) => {
  const strip = root.querySelector(".strip"), form = strip.querySelector("form");
  const say = (act) => report(setTriggerValue, "acted", act);
  const step = String(data.step);
  if (strip.step !== step) {
    strip.step = step;
    fold(strip, true);
    Object.assign(strip, { at: data.at, isInSight: false });
    clearTimeout(strip.pointing);
    point(strip);
  }
  write(strip.querySelector(".where"), data.where);
  write(strip.querySelector(".heading"), data.heading);
  put(strip.querySelector(".text"), data.text);
  put(strip.querySelector(".said"), data.said);
  show(strip.querySelector(".hint"), data.hint);
  put(strip.querySelector(".hint div"), data.hint);
  const answer = ask(form, data);
  strip.querySelector(".fold").onclick = () => fold(strip, strip.querySelector(".body").hidden);
  form.onsubmit = (event) => {
    event.preventDefault();
    say({ do: "commit", guess: answer() });
  };
  for (const button of strip.querySelectorAll(".go")) {
    const to = data.step[1] + Number(button.dataset.by);
    if (button.dataset.by === "0") show(button, data.isElsewhere);
    if (button.dataset.by === "1") write(button, data.next);
    button.classList.toggle("main", button.dataset.by === "1" && data.isDone);
    button.disabled = to < 0;
    button.onclick = () => say(to === data.count ? { do: "leave" } : { do: "go", step: to });
  }
  strip.querySelector(".leave").onclick = () => say({ do: "leave" });
});
