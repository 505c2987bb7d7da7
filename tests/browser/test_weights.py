"""Weights and dynamics, in a real browser."""

import pytest

from tests.support.visiting import WAIT_MS, button, chart, wait_until_at_rest, wait_until_idle

pytestmark = pytest.mark.browser

LARGEST = """(node) => {
    const { x, y } = node._fullData[1];
    return Math.max(...Array.from(x, (part, n) => Math.hypot(part, y[n])));
}"""


def look_at(page, view: str) -> None:
    """Choose a view and wait until it is there."""
    page.get_by_role("radio", name=view).click()
    page.locator(f'[role=radio][aria-checked=true]:has-text("{view}")').wait_for(timeout=WAIT_MS)
    wait_until_idle(page)


def test_eigenvalues_move_while_it_plays(visit):
    """From inside the circle they wander out, on axes that stay, in a chart that stays; beside it the playhead."""
    page = visit("/weights?epochs=2000&epoch=2000")
    wait_until_at_rest(page)
    look_at(page, "Spectrum")
    page.get_by_text("Measured over the whole film").wait_for(timeout=WAIT_MS)
    circle, along = chart(page, "Eigenvalues"), chart(page, "Spectral radius")
    node = circle.element_handle()
    at_the_end = circle.evaluate(LARGEST)
    axis = circle.evaluate("(node) => node._fullLayout.xaxis.range")
    button(page, "Play").click()
    page.wait_for_function("(node) => node._fullData[2].x[0] < 300", arg=along.element_handle(), timeout=WAIT_MS)
    page.wait_for_function(f"(node) => ({LARGEST})(node) < 1", arg=node, timeout=WAIT_MS)
    early = circle.evaluate(LARGEST)
    page.wait_for_function(f"([node, early]) => ({LARGEST})(node) > early + 0.2", arg=[node, early], timeout=WAIT_MS)
    button(page, "Pause").click()

    assert early < 1 < at_the_end
    assert node.evaluate("(node) => node.isConnected")
    assert circle.evaluate("(node) => node._fullLayout.xaxis.range") == axis


def test_every_view_is_drawn_on_a_phone(visit):
    """Parameters, path in the plane and in space, and likeness fit on a phone without scrolling the page sideways."""
    page = visit("/weights?epochs=300&epoch=300", width=390)
    wait_until_at_rest(page)
    chart(page, "Weights into the hidden units").wait_for(timeout=WAIT_MS)
    look_at(page, "Path of the state")
    chart(page, "Path of the hidden state, in 2").wait_for(timeout=WAIT_MS)
    page.get_by_role("radio", name="3").click()
    chart(page, "Path of the hidden state, in 3").locator("canvas").first.wait_for(timeout=WAIT_MS)
    look_at(page, "Character similarity")
    chart(page, "Input similarity").wait_for(timeout=WAIT_MS)

    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
