// A range input that speaks only when it is moved; `scrubber.py` has the reason, and the other half.

const EVERY_MS = 120;

export default component(({ data, parentElement: root, setTriggerValue }) => {
  const input = root.querySelector("input");
  const say = (update) => {
    const words = data.unit + " " + update.toLocaleString("en");
    root.querySelector("span").textContent = `Film: ${words} of ${data.updates.at(-1).toLocaleString("en")}`;
    input.ariaValueText = words;
  };
  const send = (trigger) => {
    input.sentAt = performance.now();
    report(setTriggerValue, trigger, { frame: Number(input.value) });
  };

  input.max = data.updates.length - 1;
  input.ariaLabel = "Film, by frames even in the logarithm of the update";
  if (!input.isHeld) {
    input.value = data.frame;
    say(data.update);
  }
  input.onpointerdown = () => { input.isHeld = true; };
  input.onpointerup = input.onpointercancel = () => { input.isHeld = false; };
  input.onkeydown = (event) => event.stopPropagation();
  input.oninput = () => {
    say(data.updates[input.value]);
    clearTimeout(input.waiting);
    input.waiting = setTimeout(() => send("clicked"), Math.max(0, (input.sentAt ?? 0) + EVERY_MS - performance.now()));
  };
  input.onchange = () => {
    clearTimeout(input.waiting);
    send("released");
  };
});
