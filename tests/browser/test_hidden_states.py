"""The hidden states, in a real browser."""

import pytest

from tests.support.visiting import WAIT_MS, button, chart, click_chart, drawn_chart, wait_until_at_rest

pytestmark = pytest.mark.browser

MAP = "Hidden units over the text"
CHART = "[...document.querySelectorAll('.live-plotly')].find((node) => node.ariaLabel.startsWith(title))"


def wait_until_it_says(page, title: str, words: str) -> None:
    """Wait until the text for alt of the chart whose title starts so holds these words."""
    page.wait_for_function(
        f"([title, words]) => {CHART}?.ariaLabel.includes(words)", arg=[title, words], timeout=WAIT_MS
    )


def test_a_click_chooses_unit_and_step_in_all_three_charts(visit, cold_server):
    """A cell chooses both, a point of the line another step, a bar another unit; also right after a cold start."""
    page = visit("/hidden_states", server=cold_server)
    wait_until_at_rest(page)
    click_chart(page, MAP, 5, 3)
    wait_until_it_says(page, MAP, "Unit 3 at step 5 (E)")
    click_chart(page, "Unit 3 over time", 8, height_of(page, "Unit 3 over time", 7))
    wait_until_it_says(page, MAP, "Unit 3 at step 8 (H)")
    click_chart(page, "All units at step 8", 6, height_of(page, "All units at step 8", 6) / 2)
    wait_until_it_says(page, MAP, "Unit 6 at step 8 (H)")

    assert page.get_by_text("Unit 6 at step 8:").is_visible()


def test_while_it_plays_the_map_moves_and_zoom_and_choice_stay(visit):
    """What was zoomed into and chosen before, or chosen while it plays, is still so when it pauses; no node is new."""
    page = visit("/hidden_states?epoch=10000")
    wait_until_at_rest(page)
    node = chart(page, MAP).element_handle()
    drag(page, node, (6, 2), (15, 7))
    zoomed = shown_steps(node)
    assert zoomed[0] > 4 and zoomed[1] < 17

    page.get_by_label("Pace", exact=True).select_option("slow")
    button(page, "Play").click()
    before = node.get_attribute("aria-label")
    page.wait_for_function("([node, before]) => node.ariaLabel !== before", arg=[node, before], timeout=WAIT_MS)
    click_chart(page, MAP, 10, 4)
    wait_until_it_says(page, MAP, "Unit 4 at step 10 (J)")
    page.wait_for_timeout(1500)
    button(page, "Pause").click()
    wait_until_at_rest(page)

    assert "Unit 4 at step 10 (J)" in node.get_attribute("aria-label")
    assert shown_steps(node) == pytest.approx(zoomed)
    assert node.evaluate("(node) => node.isConnected")


def height_of(page, title: str, index: int) -> float:
    """Return how high the line's point, or the bar, of this index is in the chart whose title starts so."""
    return drawn_chart(page, title).evaluate("(node, index) => node._fullData[1].y[index]", index)


def drag(page, node, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw a zoom box from one point of the chart's axes to another."""
    node.scroll_into_view_if_needed()
    places = node.evaluate(
        """(node, points) => points.map(([x, y]) => {
            const { xaxis, yaxis } = node._fullLayout, box = node.getBoundingClientRect();
            return [box.x + xaxis._offset + xaxis.l2p(x), box.y + yaxis._offset + yaxis.l2p(y)];
        })""",
        [start, end],
    )
    page.mouse.move(*places[0])
    page.mouse.down()
    page.mouse.move(*places[1], steps=8)
    page.mouse.up()
    page.wait_for_timeout(500)


def shown_steps(node) -> list[float]:
    """Return the first and the last step that the chart shows, as it is zoomed now."""
    return node.evaluate("(node) => node._fullLayout.xaxis.range")
