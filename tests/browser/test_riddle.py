"""The riddle, in a real browser."""

import pytest

from tests.support.visiting import WAIT_MS, button, wait_until_at_rest

pytestmark = pytest.mark.browser

STORY = (
    ("HIJK: it goes on with its text", "It writes HIJK: it goes on with its text."),
    ("G: the character it was shown", "It writes GHIJ: first it repeats G"),
    ("Few: it needs the order that it knows", "it copies 26 of 26 right; in this order 3"),
    ("HIJK: it goes on with its text", "It writes HIJKLMNOPQRSTUVWXYZ"),
    ("IJKL: it skips H", "It writes IJKLMNOPQRSTUVWXYZ: it skips H."),
)


def test_a_visitor_walks_through_the_five_steps_on_a_phone(visit):
    """Guess, show, read, five times over, and the riddle is solved; nothing makes the page scroll sideways."""
    page = visit("/riddle", width=390)
    wait_until_at_rest(page)
    for number, (guess, told) in enumerate(STORY):
        choice = page.locator(f".st-key-riddle_guess_{number}").last
        choice.wait_for(timeout=WAIT_MS)
        assert button(page, "Show what it does").is_disabled()
        choice.get_by_text(guess).click()
        page.locator("button:enabled", has_text="Show what it does").click(timeout=WAIT_MS)
        page.locator("p", has_text="You guessed").filter(has_text=told).last.wait_for(timeout=WAIT_MS)
        assert page.locator("p", has_text="You guessed").filter(has_text="Right.").count() == number + 1

    page.get_by_text("So two things make a network that was trained to copy go on").wait_for(timeout=WAIT_MS)
    assert page.locator(".live-plotly[aria-label*='It is shown']").count() == 5
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
