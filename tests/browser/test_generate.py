"""Generate, in a real browser: typing, clicking, and writing while the film plays."""

import re
from pathlib import Path

import pytest

from tests.support.visiting import WAIT_MS, button, chart, click_chart, reading, wait_until_at_rest, wait_until_idle

pytestmark = pytest.mark.browser


def wait_for_alt(page, title: str, words: str) -> None:
    """Wait until the chart of this title says these words to a reader who cannot see it."""
    page.locator(f'.live-plotly[aria-label^="{title}"][aria-label*="{words}"]').wait_for(timeout=WAIT_MS)


def wait_for_character(page, number: int | str) -> None:
    """Wait until the step of this number, from 1, is shown."""
    page.locator(".words strong", has_text=f"Character {number} of").wait_for(timeout=WAIT_MS)


def test_a_seed_is_checked_as_it_is_typed(visit):
    """A wrong character is named without Enter, what was written stays, and a good seed is gone on from at once."""
    page = visit("/generate?epoch=10000")
    wait_until_at_rest(page)
    wait_for_alt(page, "The same seed", "Last character twice: HIJK")
    wait_for_alt(page, "The same seed", "Each character once: GHIJ")
    field = page.get_by_label("Seed", exact=True)
    field.press("End")
    page.keyboard.type("H1")
    page.get_by_text("“1” (character 9) is not among the 26 characters").wait_for(timeout=WAIT_MS)
    wait_for_alt(page, "Generated text", "Seed ABCDEFG, ")

    page.keyboard.press("Backspace")
    page.keyboard.type("IJ")
    wait_for_alt(page, "Generated text", "Seed ABCDEFGHIJ, ")
    page.locator("[data-testid=stAlert]").wait_for(state="detached", timeout=WAIT_MS)

    assert field.input_value() == "ABCDEFGHIJ"


def test_a_click_takes_another_character_and_a_click_shows_a_step(visit):
    """The empty place above a letter takes it, a written letter shows its step, and the charts stay the same ones."""
    page = visit("/generate?epoch=10000")
    wait_until_at_rest(page)
    wait_for_alt(page, "Generated text", "generated H, ")
    node = chart(page, "Generated text").element_handle()
    click_chart(page, "From the logits", 4, 0.6)
    wait_for_alt(page, "Generated text", "generated E, ")
    page.get_by_text("Your choice:").wait_for(timeout=WAIT_MS)
    wait_until_idle(page)
    click_chart(page, "Generated text", 12, 0)
    wait_for_character(page, 5)
    page.keyboard.press("Shift+ArrowRight")
    wait_for_character(page, 6)
    button(page, "Undo my choices").click()
    wait_for_alt(page, "Generated text", "generated HIJK")

    assert reading(page, "Epoch") == "10,000"
    assert node.evaluate("(node) => node.isConnected")


def test_it_writes_on_and_holds(visit):
    """Write on moves from character to character while the film rests, and Hold stops it."""
    page = visit("/generate?epoch=10000")
    wait_until_at_rest(page)
    button(page, "Write on").click()
    page.locator(".words strong", has_text=re.compile(r"Character ([3-9]|\d\d) of")).wait_for(timeout=WAIT_MS)
    button(page, "Hold").click()
    button(page, "Write on").wait_for(timeout=WAIT_MS)
    wait_until_idle(page)
    held = page.locator(".words strong", has_text="Character ").inner_text()
    page.wait_for_timeout(1500)

    assert page.locator(".words strong", has_text="Character ").inner_text() == held
    assert reading(page, "Epoch") == "10,000"


def test_a_seed_is_typed_while_the_film_plays(visit):
    """The redraws of the film take no letter away, and what is written changes with the epoch."""
    page = visit("/generate?epoch=10000")
    wait_until_at_rest(page)
    button(page, "Play").click()
    button(page, "Pause").wait_for(timeout=WAIT_MS)
    field = page.get_by_label("Seed", exact=True)
    field.fill("")
    field.press_sequentially("UVWXYZ", delay=170)
    wait_for_alt(page, "Generated text", "Seed UVWXYZ, ")
    early = chart(page, "Generated text").get_attribute("aria-label")
    button(page, "Next character").click()
    wait_for_character(page, 2)
    page.wait_for_timeout(4000)
    button(page, "Pause").click()
    wait_until_at_rest(page)

    assert field.input_value() == "UVWXYZ"
    assert page.locator("[data-testid=stAlert]").count() == 0
    assert chart(page, "Generated text").get_attribute("aria-label") != early


# Which update is shown, and how many reels wait behind the one that plays, every few milliseconds.
RECORD = """() => {
  window.recorded = { updates: [], waiting: [] };
  setInterval(() => {
    recorded.updates.push(unrolledFilm.data.update);
    recorded.waiting.push(unrolledFilm.queue.length);
  }, 10);
}"""


def test_the_dials_are_turned_while_the_film_plays(visit):
    """A temperature and new random numbers are taken over at once, the charts stay the same ones, the film goes on."""
    page = visit("/generate?epoch=10000")
    wait_until_at_rest(page)
    node = chart(page, "From the logits").element_handle()
    button(page, "Play").click()
    button(page, "Pause").wait_for(timeout=WAIT_MS)
    page.wait_for_function("() => unrolledFilm.isPlaying && unrolledFilm.data.update < 100", timeout=WAIT_MS)
    page.evaluate(RECORD)
    for _ in range(8):
        page.get_by_role("slider", name="Temperature").press("ArrowRight")
    page.get_by_text("Sampled at temperature 0.8").wait_for(timeout=WAIT_MS)
    updates, most_waiting = page.evaluate("() => [recorded.updates, Math.max(...recorded.waiting)]")
    assert updates == sorted(updates)
    assert most_waiting <= 2
    button(page, "New random numbers").click()
    page.wait_for_function(
        "() => document.querySelector('input[aria-label=\"Sampling seed\"]').value === '1'", timeout=WAIT_MS
    )
    button(page, "Pause").click()
    wait_until_at_rest(page)
    wait_for_alt(page, "From the logits", "The random number")

    assert node.evaluate("(node) => node.isConnected")


def test_a_long_text_is_written_and_downloaded(visit):
    """2,000 characters come in slices; then the file holds what stands on the page, seed and all."""
    page = visit("/generate?epoch=10000")
    wait_until_at_rest(page)
    page.get_by_role("slider", name="Characters to write").press("End")
    page.locator(".words strong", has_text="of 2,000").wait_for(timeout=WAIT_MS)
    button(page, "Stop").wait_for(state="detached", timeout=WAIT_MS)
    wait_until_idle(page)
    page.get_by_text("The whole text: read, copy or download it").click()
    with page.expect_download(timeout=WAIT_MS) as download:
        page.get_by_role("button", name="Download as .txt").click()
    text = Path(download.value.path()).read_text("utf-8")
    page.get_by_role("button", name="To the end", exact=True).click()
    wait_for_character(page, "2,000")

    assert len(text) == 7 + 2000
    assert text.startswith("ABCDEFGHIJK")
    assert page.locator("[data-testid=stCode] code").inner_text().strip() == text
