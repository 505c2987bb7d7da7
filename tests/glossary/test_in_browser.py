"""The glossary in a browser: its equations are drawn within their boxes, and what is typed finds terms at once."""

import pytest

from rnn.ui.glossary import entries
from tests.support.visiting import WAIT_MS, wait_until_idle

pytestmark = pytest.mark.browser

EQUATIONS = [entry for entry in entries() if entry.equation]
TOO_WIDE = """() => [...document.querySelectorAll('.katex-display')]
    .filter((box) => box.scrollWidth - box.clientWidth > 4).map((box) => box.innerText)"""


def test_every_equation_is_drawn_and_fits(visit):
    """None is refused by the renderer, and none is wider than its place, on a phone neither."""
    page = visit("/glossary?epoch=10000")
    wait_until_idle(page)
    page.locator(".katex").nth(len(EQUATIONS) - 1).wait_for(timeout=WAIT_MS)

    assert page.locator(".katex-display").count() == len(EQUATIONS)
    assert page.locator(".katex-error").count() == 0
    main = page.locator("[data-testid=stMain]")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 1400})
        page.wait_for_function(f"() => document.querySelector('[data-testid=stMain]').clientWidth <= {width}")
        assert page.evaluate(TOO_WIDE) == []
        assert main.evaluate("(node) => node.scrollWidth - node.clientWidth") <= 2


def test_typing_finds_a_term_whose_page_is_one_click_away(visit):
    """The list follows what is typed, without Enter; the link leads to the page with the same network."""
    page = visit("/glossary?text=hello&epochs=1000&epoch=42")
    wait_until_idle(page)
    page.get_by_label("Find a term").press_sequentially("spectral r")
    page.get_by_text(f"1 of {len(entries())} terms").wait_for(timeout=WAIT_MS)
    page.get_by_role("link", name="At work on: Weights and dynamics").click()
    page.wait_for_url("**/weights?**epoch=42**")

    assert "text=hello" in page.url
