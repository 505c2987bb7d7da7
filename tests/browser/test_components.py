"""What the browser may do to the drawings of our components, in whatever order it gets there."""

import re

import pytest

from tests.support.visiting import button, wait_for_reading, wait_until_at_rest, wait_until_idle

pytestmark = pytest.mark.browser

# For each drawing of a component the browser imports its script. This lets the imports of a while arrive later.
LATE_IMPORTS = """
window.late = [];
window.arrive = async (module) => {
  await module;
  if (window.isLate) await new Promise((resolve) => late.push(resolve));
  return module;
};
"""

# Whatever says an epoch to the eye or to a screen reader: readings, scrubber, charts, captions.
TEXTS = """() => {
  const said = [];
  const walk = (node) => {
    if (node.matches?.("script, style, .note, .dock input")) return;  // these name other epochs too
    if (node.matches?.("dl > div")) said.push([...node.children].map((part) => part.textContent).join(" "));
    if (node.nodeType === Node.TEXT_NODE) said.push(node.textContent);
    said.push(node.ariaLabel ?? "", node.ariaValueText ?? "");
    for (const child of [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes]) walk(child);
  };
  walk(document.querySelector("[data-testid=stMain]"));
  return said;
}"""


def delay_imports(page):
    """Let the page's imports of components arrive late while it says so: window.isLate."""

    def patch(route):
        script, count = re.subn(r"\(\)=>import\((\w+)\)", r"()=>arrive(import(\1))", route.fetch().text())
        assert count == 1
        route.fulfill(body=script, content_type="text/javascript")

    page.add_init_script(LATE_IMPORTS)
    page.route("**/BidiComponent.*.js", patch)


def epochs(page) -> set[str]:
    """Return the epochs that are named anywhere on the page."""
    return {epoch for text in page.evaluate(TEXTS) for epoch in re.findall(r"[Ee]poch ([\d,]+\d|\d)", text)}


@pytest.mark.parametrize("address", ["/train", "/hidden_states", "/predictions"])
def test_a_drawing_that_arrives_late_never_replaces_a_later_one(visit, address):
    """What rests on the screen is one moment, also where the browser finishes an earlier drawing after the last."""
    page = visit(f"{address}?text=hello&epochs=1000&epoch=5", prepare=delay_imports)
    wait_until_at_rest(page)
    page.evaluate("isLate = true")
    button(page, "Forward").click()
    page.wait_for_url("**epoch=6**")
    wait_until_idle(page)
    page.wait_for_function("late.length >= 3")
    page.evaluate("isLate = false")
    button(page, "Forward").click()
    wait_for_reading(page, "Epoch", "7")
    wait_until_idle(page)
    assert epochs(page) == {"7"}
    page.evaluate("late.forEach((resolve) => resolve())")
    page.wait_for_timeout(300)

    assert epochs(page) == {"7"}
