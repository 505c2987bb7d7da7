"""The riddle, in a real browser."""

import pytest

from tests.support.visiting import WAIT_MS, button, wait_until_at_rest

pytestmark = pytest.mark.browser

STORY = (
    ("HIJK: it goes on with its text", "It goes on with its text; the first wrong character is number 5"),
    ("G: the character that it is shown", "It repeats G first, as its target asks."),
    ("Few (less than 40%)", "In the order of its text it copies 26 of 26"),
    ("H, whatever it is shown", "Any character in the place after ABCDEFG gives H: 26 of 26."),
    ("it copies half of its maximum or less", "So it first learns to copy, and then unlearns it."),
    ("IJKL: it skips H", "It skips H: G, read twice, has moved it one place on."),
)


def test_a_visitor_walks_through_the_six_steps_on_a_phone(visit):
    """Guess, show, read, six times over, and the riddle is solved; nothing makes the page scroll sideways."""
    page = visit("/riddle", width=390)
    wait_until_at_rest(page)
    for number, (guess, sentence) in enumerate(STORY):
        choice = page.locator(f".st-key-riddle_guess_{number}").last
        choice.wait_for(timeout=WAIT_MS)
        assert button(page, "Show what it does").is_disabled()
        choice.get_by_text(guess).click()
        page.locator("button:enabled", has_text="Show what it does").click(timeout=WAIT_MS)
        page.locator("p", has_text=sentence).last.wait_for(timeout=WAIT_MS)
        assert page.locator("p", has_text="You guessed").filter(has_text="Right.").count() == number + 1

    page.get_by_text("So two things make a network that was trained to copy go on").wait_for(timeout=WAIT_MS)
    assert page.locator(".live-plotly[aria-label*='Shown: ']").count() == 6
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
