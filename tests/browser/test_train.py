"""Training, in a real browser."""

import pytest

from tests.support.visiting import WAIT_MS, button, chart, reading, wait_for_reading, wait_until_at_rest

pytestmark = pytest.mark.browser


def test_playing_moves_the_playhead_and_pausing_stops_it(visit):
    """Play starts the film from epoch 0, Pause stops it, and the charts stay the same elements."""
    page = visit("/train")
    wait_until_at_rest(page)
    assert reading(page, "Epoch") == "10,000"
    node = chart(page, "Loss").element_handle()
    button(page, "Play").click()
    page.wait_for_timeout(1500)
    button(page, "Pause").click()
    wait_until_at_rest(page)
    paused_at = reading(page, "Epoch")
    page.wait_for_timeout(1000)

    assert 0 < int(paused_at.replace(",", "")) < 10_000
    assert reading(page, "Epoch") == paused_at
    assert node.evaluate("(node) => node.isConnected")


def choose_part(page, label: str) -> None:
    """Choose a part of the page."""
    page.locator("[data-testid=stButtonGroup]").get_by_text(label, exact=True).click()


def test_a_row_of_the_samples_brings_the_playhead_there(visit):
    """A click on a row moves playhead and mark, the rows stay the same elements, and arrows go on from there."""
    page = visit("/train?text=hello&target=next&epochs=100&epoch=60")
    wait_until_at_rest(page)
    choose_part(page, "What it writes")
    page.get_by_role("option").nth(60).wait_for(timeout=WAIT_MS)
    page.wait_for_function(
        "() => ![...document.querySelectorAll('[role=option]')].some((row) => row.textContent.endsWith('…'))"
    )
    row = page.get_by_role("option").nth(59)
    node = row.element_handle()
    row.click()
    wait_for_reading(page, "Epoch", "59")
    page.wait_for_function("(row) => row.ariaSelected === 'true'", arg=node, timeout=WAIT_MS)
    page.get_by_role("listbox").press("ArrowUp")
    wait_for_reading(page, "Epoch", "58")

    assert node.evaluate("(node) => node.isConnected")


def test_the_samples_grow_while_the_film_plays(visit):
    """Playing fills row after row, and the marked one stays in sight in its box without moving the page."""
    page = visit("/train?text=hello&target=next&epochs=2000&epoch=0")
    wait_until_at_rest(page)
    choose_part(page, "What it writes")
    button(page, "Play").click()
    page.wait_for_function(
        "(list) => [...list.children].findIndex((row) => row.ariaSelected === 'true') > 20",
        arg=page.get_by_role("listbox").element_handle(),
        timeout=WAIT_MS,
    )
    button(page, "Pause").click()
    wait_until_at_rest(page)
    inside = page.get_by_role("listbox").evaluate(
        """(list) => {
            const box = list.parentElement.getBoundingClientRect();
            const row = list.querySelector('[aria-selected=true]').getBoundingClientRect();
            return row.top >= box.top && row.bottom <= box.bottom;
        }"""
    )

    assert inside
