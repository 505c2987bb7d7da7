"""Surgery, in a real browser."""

import pytest
from playwright.sync_api import TimeoutError

from tests.support.visiting import (
    WAIT_MS,
    button,
    click_chart,
    drawn_chart,
    reading,
    wait_for_reading,
    wait_until_at_rest,
    wait_until_idle,
)

pytestmark = pytest.mark.browser


def click_the_first_bar_until(page, shown) -> None:
    """Click low on the first bar, again if the bar had moved away under the mouse, until something is shown."""
    title = "Ablation: loss increase without each unit"
    for _ in range(5):
        height = drawn_chart(page, title).evaluate("(node) => node._fullData[0].y[0]")
        click_chart(page, title, 0, height / 4)
        try:
            shown.wait_for(timeout=WAIT_MS / 5)
            return wait_until_idle(page)
        except TimeoutError:
            continue
    raise AssertionError("five clicks on the first bar did nothing")


def test_a_click_on_a_bar_ablates_its_unit_and_another_undoes_it(visit):
    """The unit of the first bar is ablated: its click shows in the list and in the loss, also while it plays."""
    page = visit("/surgery?epochs=3000&epoch=700")
    wait_until_at_rest(page)
    page.get_by_text("No edits yet").wait_for(timeout=WAIT_MS)
    ablated = page.get_by_text("ablated throughout")
    click_the_first_bar_until(page, ablated)
    assert reading(page, "Loss, altered") != reading(page, "Loss, untouched")

    click_chart(page, "Ablation: loss increase without each unit", 0, 0.2)
    page.get_by_text("No edits yet").wait_for(timeout=WAIT_MS)
    wait_until_at_rest(page)
    wait_for_reading(page, "Loss, altered", reading(page, "Loss, untouched"))
    assert reading(page, "Loss, altered") == reading(page, "Loss, untouched")

    page.get_by_label("Pace", exact=True).select_option("slow")
    button(page, "Play").click()
    button(page, "Pause").wait_for(timeout=WAIT_MS)
    click_the_first_bar_until(page, ablated)
    button(page, "Pause").click()
    wait_until_at_rest(page)
    assert ablated.is_visible()


def test_a_bad_weight_gets_a_sentence_and_a_good_one_is_set(visit):
    """“abc” gets a sentence beside the field and cannot be made; 2.5 can, and is in the list."""
    page = visit("/surgery?epochs=300&epoch=300")
    wait_until_at_rest(page)
    page.get_by_role("radio", name="Set a number").click()
    field = page.get_by_label("New value")
    field.fill("abc")
    field.press("Enter")
    page.get_by_text("“abc” is not a number.").wait_for(timeout=WAIT_MS)
    assert button(page, "Make this edit").is_disabled()

    field.fill("2.5")
    field.press("Enter")
    page.get_by_text("“abc” is not a number.").wait_for(state="detached", timeout=WAIT_MS)
    button(page, "Make this edit").click()

    page.get_by_text("W: unit 0 → unit 0 set to 2.5").wait_for(timeout=WAIT_MS)
