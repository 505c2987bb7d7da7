"""The worksheet of one step, in a real browser."""

import pytest

from tests.support.visiting import WAIT_MS, button, chart, click_chart, wait_until_at_rest

pytestmark = pytest.mark.browser

MAP = "Activations a of all steps"


def test_a_click_on_the_map_chooses_step_and_unit(visit):
    """A click on a cell works out its number: sums, equations and controls follow."""
    page = visit("/one_step?epoch=300")
    wait_until_at_rest(page)
    click_chart(page, MAP, 12, 3)
    chart(page, "Pre-activation s of unit 3 at step 12").wait_for(timeout=WAIT_MS)
    chart(page, "Gradient at s of unit 3 at step 12").wait_for(timeout=WAIT_MS)

    assert page.get_by_text("Above is s[11, 3].").is_visible()
    assert page.get_by_text("12 · L", exact=True).is_visible()


def test_a_click_on_a_term_leads_to_where_its_number_comes_from(visit):
    """A term W[0,j] · a[j] of step 7 leads to unit j at step 6."""
    page = visit("/one_step?epoch=300&unit=0&step=7")
    wait_until_at_rest(page)
    sums = chart(page, "Pre-activation s of unit 0 at step 7")
    place = sums.evaluate(
        """(node) => {
            const bars = node._fullData[0], row = bars.customdata.findIndex(([, , source]) => source > 0);
            return { unit: bars.customdata[row][2], x: bars.base[row] + bars.x[row] / 2, y: bars.y[row] };
        }"""
    )
    click_chart(page, "Pre-activation s of unit 0 at step 7", place["x"], place["y"])

    chart(page, f"Pre-activation s of unit {place['unit']} at step 6").wait_for(timeout=WAIT_MS)


def test_a_chart_that_is_wider_than_its_box_shows_what_is_chosen(visit):
    """Of 120 steps some thirty are in sight, among them step 100; the first one, after it was chosen there."""
    page = visit("/one_step?epoch=3&target=next&unit=0&step=100&text=" + "hello+world+" * 10)
    wait_until_at_rest(page)
    box = chart(page, MAP).locator("xpath=..")

    def steps_in_sight() -> tuple[float, float]:
        """Return the steps at both ends of the box, as if the axis had all of the width."""
        return box.evaluate(
            "(node) => [0, node.clientWidth].map((x) => 119 * (node.scrollLeft + x) / node.scrollWidth)"
        )

    first, last = steps_in_sight()
    assert first + 5 < 100 < last - 5 and last - first < 60
    page.get_by_role("slider", name="Step t").press("Home")
    chart(page, "Pre-activation s of unit 0 at step 1.").wait_for(timeout=WAIT_MS)
    assert steps_in_sight()[0] < 1


def test_while_it_plays_the_numbers_move_and_a_new_choice_stays(visit):
    """Playing changes the sums in place; a cell clicked meanwhile stays chosen."""
    page = visit("/one_step?epoch=300&unit=0&step=7")
    wait_until_at_rest(page)
    node = chart(page, "Pre-activation s of unit 0 at step 7").element_handle()
    before = node.get_attribute("aria-label")
    button(page, "Play").click()
    page.wait_for_function("([node, before]) => node.ariaLabel !== before", arg=[node, before], timeout=WAIT_MS)
    click_chart(page, MAP, 3, 8)
    chart(page, "Pre-activation s of unit 8 at step 3").wait_for(timeout=WAIT_MS)
    page.wait_for_timeout(1500)
    button(page, "Pause").click()
    wait_until_at_rest(page)

    assert node.evaluate("(node) => node.isConnected")
    assert node.get_attribute("aria-label").startswith("Pre-activation s of unit 8 at step 3")
