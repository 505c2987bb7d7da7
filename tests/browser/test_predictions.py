"""The predictions, in a real browser."""

import pytest

from tests.support.visiting import WAIT_MS, button, chart, click_chart, drawn_chart, reading, wait_until_at_rest

pytestmark = pytest.mark.browser

MAP = "Predicted probabilities at every step"


def test_a_click_opens_the_distribution_of_its_step(visit):
    """A click anywhere in a column chooses its step, and hover text names step and characters."""
    page = visit("/predictions?epoch=10000")
    wait_until_at_rest(page)
    click_chart(page, MAP, 7, 20)
    chart(page, "Step 7: probabilities").wait_for(timeout=WAIT_MS)

    assert page.locator(".words", has_text="Step 7 reads G. Top prediction: ").is_visible()
    assert "step 7: input G, probability of U:" in chart(page, MAP).locator(".hoverlayer").text_content()


def test_while_it_plays_map_and_bars_move_and_the_step_stays(visit):
    """Playing changes both charts in place; a step chosen while it plays stays chosen."""
    page = visit("/predictions?epoch=10000")
    wait_until_at_rest(page)
    trained = reading(page, "Target's probability")
    nodes = [chart(page, title).element_handle() for title in (MAP, "Step 1: probabilities")]
    page.get_by_label("Pace", exact=True).select_option("slow")
    button(page, "Play").click()
    page.wait_for_function("(node) => !node.ariaLabel.includes('Wrong: 0 of 26')", arg=nodes[0], timeout=WAIT_MS)
    click_chart(page, MAP, 12, 3)
    chart(page, "Step 12: probabilities").wait_for(timeout=WAIT_MS)
    page.wait_for_timeout(1500)
    button(page, "Pause").click()
    wait_until_at_rest(page)

    assert all(node.evaluate("(node) => node.isConnected") for node in nodes)
    assert nodes[1].get_attribute("aria-label").startswith("Step 12")
    assert float(reading(page, "Target's probability").rstrip("%")) < float(trained.rstrip("%"))


def test_a_chart_that_is_being_pressed_waits_with_its_drawing(visit):
    """While the film plays, the chart under a pressed pointer stays, so that the click counts; then it goes on."""
    page = visit("/predictions?epoch=10000")
    wait_until_at_rest(page)
    button(page, "Play").click()
    button(page, "Pause").wait_for(timeout=WAIT_MS)
    node = drawn_chart(page, MAP)
    note = "(node) => { node.before = node.asked; }"  # what the chart shows
    node.evaluate(note)
    page.wait_for_function("(node) => node.asked !== node.before", arg=node, timeout=WAIT_MS)
    box = node.bounding_box()
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.5 * box["height"])
    page.mouse.down()
    words = node.get_attribute("aria-label")
    node.evaluate(note)
    page.wait_for_function("([node, words]) => node.ariaLabel !== words", arg=[node, words], timeout=WAIT_MS)
    page.wait_for_timeout(700)

    assert node.evaluate("(node) => node.asked === node.before")
    page.mouse.up()
    page.wait_for_function("(node) => node.asked !== node.before", arg=node, timeout=WAIT_MS)
    button(page, "Pause").click()
