"""What only a browser can show of texts and changes: real files, pasting, folded parts, stale ticks, what is sent."""

import pytest

from rnn.runs.link import to_query
from rnn.runs.presets import NAMES, REMEMBER
from tests.support.visiting import button, reading, wait_for_reading, wait_until_at_rest, wait_until_idle

pytestmark = pytest.mark.browser

HELLO = "/train?text=hello&target=next&epochs=2000&epoch=500"
WALRUS = ("The Walrus and the Carpenter were walking close at hand; " * 100)[:5000]
BAD_FILES = {
    "a PNG picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "a text in UTF-16": "hello world".encode("utf-16"),
    "not in UTF-8: byte 4": "café".encode("latin-1"),
    "control characters (1 in its 7 bytes)": b"abc\x00def",
    "only spaces and line ends": b"   \n  ",
    "10,400 kB; at most 1,000 kB": b"hello world. " * 800_000,
    "200,001 characters; at most 200,000": b"ab cd" * 40_000 + b"x",
}


def sidebar(page):
    return page.locator("[data-testid=stSidebar]")


def unfold(page, label: str) -> None:
    """Open a folded part of the sidebar."""
    sidebar(page).locator("summary", has=page.get_by_text(label, exact=True)).click()
    page.wait_for_timeout(300)
    wait_until_idle(page)


def paste(page, text: str) -> None:
    """Put a text into the field and leave it."""
    field = sidebar(page).locator("textarea")
    field.fill(text)
    field.press("Control+Enter")


def upload(page, name: str, data: bytes) -> None:
    """Choose a file."""
    chosen = {"name": name, "mimeType": "text/plain", "buffer": data}
    sidebar(page).locator("input[type=file]").set_input_files(chosen)


def test_a_long_pasted_text_is_described_above_an_empty_field(visit):
    """Of 5,000 characters the field is empty again; what is learnt, and the windows of 50 steps, are said beside it."""
    page = visit(HELLO)
    wait_until_at_rest(page)
    paste(page, WALRUS)
    sidebar(page).get_by_text("5,000 characters").first.wait_for()
    sidebar(page).get_by_text("windows of 50 steps").wait_for()
    wait_until_at_rest(page)

    assert sidebar(page).locator("textarea").input_value() == ""
    page.wait_for_url("**packed=**window=50**")
    page.reload()
    wait_until_at_rest(page)
    assert sidebar(page).get_by_text("5,000 characters").count() >= 1


def test_files_that_will_not_do_get_their_sentence(visit):
    """Each is explained beside the field while the run stays; a good one after them is learnt."""
    page = visit(HELLO)
    wait_until_at_rest(page)
    unfold(page, "Upload, clean, hold out")
    for words, data in BAD_FILES.items():
        upload(page, "file.txt", data)
        sidebar(page).get_by_text(words).wait_for()
        wait_until_idle(page)
        assert sidebar(page).locator("textarea").input_value() == "hello"
    upload(page, "good.txt", b"la la land")
    page.wait_for_url("**text=la**")
    wait_until_at_rest(page)

    assert sidebar(page).locator("textarea").input_value() == "la la land"
    assert sidebar(page).locator("[data-testid=stAlert]").count() == 0


def test_a_preset_chosen_while_another_plays_is_that_preset(visit):
    """What the browser still sends of the former preset's sliders changes nothing of the new one."""
    page = visit("/train?epoch=5")
    wait_until_at_rest(page)
    for preset in (NAMES, REMEMBER):
        sidebar(page).get_by_role("combobox", name="Preset").click()
        page.get_by_role("option", name=preset.name).click()
        if preset is NAMES:
            button(page, "Play").click()
        page.wait_for_timeout(1500)
    wait_until_at_rest(page)  # where a newcomer finds the last one

    page.wait_for_url("**epochs=40&window=16**")
    assert sidebar(page).get_by_text(REMEMBER.lesson[:40]).count() == 1


def test_a_knob_is_turned_while_the_film_plays_and_taken_back(visit):
    """The film goes on; at rest the turn is in the address, until Undo takes it out."""
    page = visit("/train?text=hello&target=next&epochs=200000&epoch=500")
    wait_until_at_rest(page)
    unfold(page, "Change while training")
    button(page, "Play").click()
    page.wait_for_timeout(1500)
    sidebar(page).get_by_role("slider", name="Learning rate").nth(1).focus()
    page.keyboard.press("ArrowRight")
    sidebar(page).get_by_text("Learning rate 0.02 from epoch").wait_for()
    here = int(reading(page, "Epoch").replace(",", ""))
    page.wait_for_timeout(1500)
    assert int(reading(page, "Epoch").replace(",", "")) > here
    button(page, "Pause").click()
    wait_until_at_rest(page)
    page.wait_for_url("**changes=learning_rate**")
    sidebar(page).get_by_role("button", name="Undo").click()

    page.wait_for_function("() => !location.search.includes('changes')")
    assert sidebar(page).get_by_text("Learning rate 0.02 from epoch").count() == 0


def test_folded_parts_keep_what_is_set_in_them(visit):
    """Optimiser and window stay as they were chosen when their part of the sidebar is folded, and on another page."""
    page = visit("/train?text=hello+world&target=next&epochs=2000&epoch=50")
    wait_until_at_rest(page)
    unfold(page, "Optimiser and windows")
    sidebar(page).get_by_role("combobox", name="Optimiser").click()
    page.get_by_role("option", name="Adam").click()
    page.wait_for_url("**optimiser=adam**")
    field = sidebar(page).get_by_role("spinbutton", name="Window in steps")
    field.fill("3")
    field.press("Enter")
    page.wait_for_url("**window=3**")
    wait_until_at_rest(page)
    sidebar(page).locator("summary", has=page.get_by_text("Optimiser and windows", exact=True)).click()
    wait_until_idle(page)
    page.locator("[data-testid=stSidebarNavLink]").get_by_text("Predictions").click()
    page.locator("h1").get_by_text("Predictions").wait_for()
    wait_until_at_rest(page)
    unfold(page, "Optimiser and windows")

    assert sidebar(page).get_by_role("spinbutton", name="Window in steps").input_value() == "3"
    assert "optimiser=adam" in page.url and "window=3" in page.url


def test_the_lesson_on_memory_leads_to_backward(visit):
    """Under the preset's lesson a link opens the page on which the error is seen to fade, on the same run."""
    query = "&".join(f"{name}={value}" for name, value in to_query(REMEMBER.settings).items())
    page = visit(f"/?{query}&update=300")
    wait_until_at_rest(page)
    page.get_by_role("link", name="See the error fade").click()
    page.locator("h1").get_by_text("Backward").wait_for()
    wait_until_at_rest(page)

    wait_for_reading(page, "Update", "300")


def test_a_text_is_given_on_a_phone(visit):
    """In the unfolded sidebar of a phone a text is typed, refused and mended; the page does not scroll sideways."""
    page = visit(HELLO, width=390)
    wait_until_at_rest(page)
    page.locator("[data-testid=stExpandSidebarButton]").click()
    paste(page, "x")
    sidebar(page).get_by_text("no next one").wait_for()
    assert sidebar(page).locator("textarea").input_value() == "x"
    paste(page, "xyz")
    page.wait_for_url("**text=xyz**")

    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("(node) => node.scrollWidth - node.clientWidth") <= 2
