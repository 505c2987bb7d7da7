// The player's controls, and the clock of the film; `dock.py` has the reason, `controls/transport.py` the other half.

const ICONS = { Play: "M7 4l13 8-13 8z", Pause: "M8 5v14M16 5v14" };
const SCRUB_MS = 120, LATE_SECONDS = 5, CAST_SECONDS = 0.5, SLACK = 0.25, FIRST_WAIT = 0.1;
const LEAVING_SECONDS = 1.5, TURNING_SECONDS = 0.3;
const BUTTONS = {
  start: "To the start (Home)", back: "A frame back (←)", play: "Play or pause (Space)",
  forward: "A frame forward (→)", end: "Train to the end (End)",
};
const KEYS = { " ": "play", ArrowLeft: "back", ArrowRight: "forward", Home: "start", End: "end", p: "pace" };
const OWN_KEYS = "input, textarea, select, [contenteditable], [role=slider], [role=tab], [role=radio], [role=option], " +
  "[role=listbox], [role=menuitem], [role=grid], [tabindex='0'][data-keys], canvas[tabindex]";
const OWN_SPACE = "input, textarea, select, button, summary, a, label, [contenteditable], [role=radio], [role=option]";
const seconds = () => performance.now() / 1000;
const is = (node, selector) => node instanceof Element && node.closest(selector);

export default (given) => {
  const { parentElement: root, data } = given, stage = film(), before = root.drawing;
  stage.give = given.setTriggerValue;
  stage.root = root;
  listen(stage);  // first: the drawing says what the main button does now
  drawFrame(given);
  if (before && before[0] === data.drawing[0] && before[1] >= data.drawing[1]) return;
  take(stage, JSON.parse(data.film), before === undefined);
};

// ---- the clock ----

const take = (stage, reel, isNewHere) => {
  const now = seconds();
  if (stage.askedAt) stage.wait = 0.7 * (stage.wait ?? FIRST_WAIT) + 0.3 * Math.min(now - stage.askedAt, LATE_SECONDS);
  stage.askedAt = null;
  clearTimeout(stage.polling);
  if (reel.every) stage.polling = setTimeout(() => ask(stage), 1000 * reel.every);
  if (reel.command < (stage.command ?? 0)) return;  // the visitor has done something since
  reel.since = now;
  const isFollowing = reel.continues && stage.isPlaying && !isNewHere;  // a new dock has nothing of the reel before
  stage.queue = isFollowing ? [...stage.queue, reel] : [reel];
  if (!isFollowing) stage.isCut = true;
  if (!stage.isAwake) requestAnimationFrame(() => turn(stage));
  stage.isAwake = true;
  stage.wake = () => { if (!stage.isAwake) { stage.isAwake = true; requestAnimationFrame(() => turn(stage)); } };
};

const isCast = (stage, reel) => {
  let ready = 0;
  for (const [root, part] of stage.cast) {
    if (!root.isConnected) stage.cast.delete(root);
    else if (part.next.serial >= reel.serial) ready += 1;
  }
  const isLate = seconds() - reel.since > CAST_SECONDS;
  if (isLate && ready < reel.parts) stage.absent = reel.parts - ready;
  return isLate || ready >= reel.parts - (stage.absent ?? 0);
};

const show = (stage, index) => {
  stage.index = index;
  for (const { now } of stage.cast.values()) if (now.serial === stage.serial) now.show(index);
};

const change = (stage, reel) => {
  for (const part of stage.cast.values())
    while (part.coming[0]?.serial <= reel.serial) part.now = part.coming.shift();
  Object.assign(stage, { reel, serial: reel.serial });
};

const begin = (stage, reel) => {
  const here = stage.reel?.places[stage.index];
  change(stage, reel);
  stage.isCut = false;
  if (reel.opens && !matchMedia("(prefers-reduced-motion: reduce)").matches) return open(stage, reel);
  stage.isPlaying = reel.plays;
  const next = here >= reel.places[0] ? reel.places.findIndex((place) => place >= here) : 0;
  const at = reel.plays ? Math.max(0, next) : reel.places.length - 1;
  show(stage, at);
  if (!(stage.due > seconds())) stage.due = seconds() + reel.seconds[at];
  if (!reel.plays) rest(stage);
  showButton(stage);
};

const open = (stage, reel) => {
  stage.isPlaying = true;
  show(stage, 0);
  stage.due = seconds() + reel.seconds[0];
  reel.last = reel.opens - 1;
  reel.goesOn = true;
  tellOfOpening(stage, reel);
  showButton(stage);
};

const tellOfOpening = (stage, reel) => {
  if (stage.reel !== reel) return;  // another page has been opened, and opens the film itself
  if (isLeaving(stage)) setTimeout(() => tellOfOpening(stage, reel), 1000 * FIRST_WAIT);
  else command(stage, { do: "open", place: reel.places[reel.last], left: sum(reel.seconds.slice(stage.index, reel.opens)) });
};

const turn = (stage) => {
  stage.isAwake = false;
  if (!stage.root.isConnected) return;
  const next = stage.queue[0];
  if (next && stage.isCut && isCast(stage, next)) {
    stage.queue.shift();
    begin(stage, next);
  } else if (stage.isPlaying && seconds() >= stage.due) advance(stage, stage.isCut ? null : next);
  if (stage.isPlaying) supply(stage);
  if (stage.isPlaying || stage.queue.length) {
    stage.isAwake = true;
    requestAnimationFrame(() => turn(stage));
  }
};

const advance = (stage, next) => {
  const { reel } = stage, last = reel.last ?? reel.places.length - 1, began = seconds();
  if (stage.index < last) {
    show(stage, stage.index + 1);
  } else if (next) {
    if (!isCast(stage, next)) return;
    stage.queue.shift();
    change(stage, next);
    show(stage, 0);
  } else {
    if (!reel.goesOn && !stage.isCut) finish(stage);
    return;
  }
  const now = seconds(), shown = stage.reel.seconds[stage.index];
  stage.due = Math.max(now - stage.due > SLACK ? now : stage.due, began - shown) + shown;
  stage.due = Math.max(stage.due, now + 0.3 * (now - began));  // the browser keeps time for the rest of the page
};

const sum = (numbers) => numbers.reduce((total, value) => total + value, 0);

const left = (stage) => {
  const { reel, index, queue } = stage, last = (reel.last ?? reel.places.length - 1) + 1;
  return sum(reel.seconds.slice(index + 1, last)) + sum(queue.flatMap((more) => more.seconds));
};

const supply = (stage) => {
  const last = stage.queue.at(-1) ?? stage.reel;
  if (!last.goesOn) return;
  if (left(stage) < SLACK + 1.3 * (stage.wait ?? FIRST_WAIT)) ask(stage);
};

const ask = (stage) => {
  const now = seconds();
  if (!stage.root.isConnected || (stage.askedAt && now - stage.askedAt < LATE_SECONDS)) return;
  if (isLeaving(stage)) {
    clearTimeout(stage.polling);
    stage.polling = setTimeout(() => ask(stage), 1000 * FIRST_WAIT);
    return;
  }
  stage.askedAt = now;
  report(stage.give, "asked", { left: stage.isPlaying ? left(stage) : 0, wait: stage.wait ?? FIRST_WAIT });
};

const finish = (stage) => {
  stage.isPlaying = false;
  ask(stage);
  rest(stage);
  showButton(stage);
};

const rest = (stage) => {
  const news = stage.root.querySelector(".news"), { data } = stage;
  if (data) write(news, data.readings.map(([name, value]) => `${name} ${value}`).join(", "));
};

// ---- what the visitor does ----

const command = (stage, what) => {
  stage.command = (stage.command ?? 0) + 1;
  report(stage.give, "commanded", { ...what, wait: stage.wait ?? FIRST_WAIT, command: stage.command });
};

const goTo = (stage, place) => {
  const { reel } = stage, at = reel.places.indexOf(place);
  stage.isPlaying = false;
  stage.queue = [];
  if (at >= 0) show(stage, at);
  showButton(stage);
  return at >= 0;
};

const doIt = {
  play(stage) {
    const isPause = stage.root.querySelector(".main").name === "Pause", { isPlaying, reel, index } = stage;
    stage.isPlaying = false;
    stage.queue = [];
    showButton(stage, isPause ? "Play" : "Pause");
    command(stage, isPause ? { do: "pause", place: isPlaying ? reel.places[index] : null } : { do: "play" });
    if (isPause) rest(stage);
  },
  step(stage, by) {
    const { data } = stage, between = data.update > data.updates[data.place] && by < 0 ? 1 : 0;
    const place = Math.max(0, Math.min(data.updates.length - 1, data.place + by + between));
    goTo(stage, place);
    command(stage, { do: "seek", place });
  },
  back(stage) { doIt.step(stage, -1); },
  forward(stage) { doIt.step(stage, 1); },
  start(stage) { goTo(stage, 0); command(stage, { do: "seek", place: 0 }); },
  end(stage) { goTo(stage, -1); showButton(stage, "Pause"); command(stage, { do: "end" }); },
  pace(stage) {
    const { paces, pace } = stage.data;
    command(stage, { do: "pace", pace: paces[(paces.indexOf(pace) + 1) % paces.length] });
  },
};

const scrub = (stage, input) => {
  const place = Number(input.value), wait = (stage.scrubbedAt ?? 0) + SCRUB_MS - performance.now();
  goTo(stage, place);
  drawHead(stage.root, place, stage.data);
  clearTimeout(stage.scrubbing);
  stage.scrubbing = setTimeout(() => {
    stage.scrubbedAt = performance.now();
    command(stage, { do: "seek", place });
  }, Math.max(0, wait));
};

const goToUpdate = (stage, input) => {
  const { unit, last } = stage.data, text = input.value.replaceAll(/[,\s]/g, ""), note = stage.root.querySelector(".note");
  if (!text) return;
  const update = Number(text), isPossible = /^\d+$/.test(text) && update <= last;
  note.classList.toggle("wrong", !isPossible);
  stage.isRefused = !isPossible;
  if (!isPossible) {
    write(note, `“${input.value.slice(0, 20)}” is no ${unit} of this film: type a whole number from 0 to ${last.toLocaleString("en")}.`);
    return;
  }
  input.value = "";
  goTo(stage, -1);
  command(stage, { do: "go", update });
};

// Until the server answers a click on a link, the browser goes on to name the page that is being left in all that it
// sends: whatever is asked for meanwhile may bring that page back.
const isLeaving = ({ leaving }) => leaving && location.pathname === leaving.from && seconds() < leaving.until;

const leave = (stage, forSeconds) => {
  stage.leaving = { from: location.pathname, until: seconds() + forSeconds };
};

const watchLinks = (stage) => {
  document.addEventListener("click", (event) => {
    const link = is(event.target, "a[href]"), isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (link && !isElsewhere && new URL(link.href).pathname !== location.pathname) leave(stage, LEAVING_SECONDS);
  }, true);
  addEventListener("popstate", () => leave(stage, TURNING_SECONDS));
};

const listen = (stage) => {
  const { root } = stage;
  if (root.isListening) return;
  root.isListening = true;
  root.querySelectorAll("button").forEach((button) => {
    button.title = button.ariaLabel = BUTTONS[button.dataset.do];
    button.onclick = () => doIt[button.dataset.do](stage);
  });
  const range = root.querySelector("input[type=range]"), go = root.querySelector(".go");
  range.oninput = () => scrub(stage, range);
  range.onkeydown = (event) => { if (event.key !== "Tab") event.stopPropagation(); };
  range.onpointerdown = () => { range.isHeld = true; };
  range.onpointerup = range.onpointercancel = range.onchange = () => { range.isHeld = false; };
  root.querySelector("select").onchange = ({ target }) => command(stage, { do: "pace", pace: target.value });
  go.onkeydown = (event) => {
    event.stopPropagation();
    if (event.key === "Enter") goToUpdate(stage, go);
  };
  closeMenu(stage);
  if (stage.hasKeys) return;
  stage.hasKeys = true;
  watchLinks(stage);
  document.addEventListener("keydown", (event) => {
    const [target] = event.composedPath(), name = KEYS[event.key];
    if (!name || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (is(target, event.key === " " ? OWN_SPACE : OWN_KEYS)) return;
    if (!stage.root.isConnected || !stage.reel) return;
    event.preventDefault();
    doIt[name](stage);
  });
};

// On a phone the menu lies over the page: it closes when a page is chosen.
const closeMenu = (stage) => {
  if (stage.closesMenu) return;
  stage.closesMenu = true;
  document.addEventListener("click", ({ target }) => {
    if (innerWidth > 768 || !is(target, "[data-testid=stSidebarNavLink]")) return;
    setTimeout(() => document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click());
  });
};

// ---- what is seen ----

const showButton = (stage, name = stage.isPlaying || (stage.data?.is_moving && stage.reel?.every) ? "Pause" : "Play") => {
  const button = stage.root.querySelector(".main");
  if (button.name === name) return;
  button.name = name;
  button.querySelector("path").setAttribute("d", ICONS[name]);
  write(button.querySelector("span"), name);
  button.ariaLabel = `${name} (Space)`;
  button.title = `${name} (Space)`;
};

const drawHead = (root, place, { updates, unit }) => {
  const x = (1000 * place) / Math.max(1, updates.length - 1), input = root.querySelector("input[type=range]");
  root.querySelector(".head").setAttribute("d", `M${x} 0V100`);
  set(input, "ariaValueText", `${unit} ${updates[place].toLocaleString("en")}`);
};

const drawCurve = (root, data) => {
  if (root.curve === data.curve) return;
  root.curve = data.curve;
  const points = data.curve.split(" ").map((y, place) => `${(1000 * place) / Math.max(1, data.updates.length - 1)} ${y}`);
  root.querySelector(".curve").setAttribute("d", "M" + points.join("L"));
  const end = points.at(-1).split(" ")[0];
  root.querySelector(".area").setAttribute("d", `M0 100L${points.join("L")}L${end} 100Z`);
};

const drawFrame = component(({ data, parentElement: root }) => {
  const stage = film(), range = root.querySelector("input[type=range]"), select = root.querySelector("select");
  stage.data = data;
  set(range, "max", String(data.updates.length - 1));
  range.ariaLabel = `Film: ${data.unit} 0 to ${data.last.toLocaleString("en")}`;
  if (!range.isHeld) range.value = data.place;
  drawCurve(root, data);
  if (!range.isHeld) drawHead(root, data.place, data);
  range.ariaValueText = `${data.unit} ${data.update.toLocaleString("en")}`;
  const list = children(root.querySelector("dl"), data.readings.length, () => {
    const reading = newNode("div");
    reading.append(newNode("dt"), newNode("dd"));
    return reading;
  });
  data.readings.forEach(([name, value, help], index) => {
    write(list[index].children[0], name);
    write(list[index].children[1], value);
    set(list[index].children[0], "title", help);
  });
  if (select.options.length !== data.paces.length) select.replaceChildren(...data.paces.map((pace) => new Option(pace)));
  if (select.value !== data.pace) select.value = data.pace;
  const go = root.querySelector(".go");
  set(go, "placeholder", `Go to ${data.unit}`);
  go.ariaLabel = `Go to ${data.unit}, 0 to ${data.last.toLocaleString("en")}`;
  if (!stage.isRefused) write(root.querySelector(".note"), stage.isPlaying && !data.is_moving ? data.keys : data.note);
  showButton({ ...stage, root });
});
