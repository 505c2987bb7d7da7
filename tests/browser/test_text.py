"""Painted texts, in a real browser."""

from urllib.parse import quote, urlencode

import pytest

from rnn.runs.link import to_query
from rnn.runs.presets import PRESETS
from tests.support.visiting import WAIT_MS, button, chart, wait_until_at_rest, wait_until_idle

pytestmark = pytest.mark.browser

POEM = next(preset.settings for preset in PRESETS if preset.name.startswith("Two poems"))
UNIT_SIDE, LOSS_SIDE = "One unit on the text", "Worst predictions"


def open_side(visit, path: str, side: str, **how):
    """Open a page as a new visitor, and the side of it that paints the text."""
    page = visit(path if "?" in path else f"{path}?epoch=10000", **how)
    wait_until_at_rest(page)
    page.get_by_text(side, exact=True).click()
    text_of(page).wait_for(timeout=WAIT_MS)
    wait_until_idle(page)
    return page


def text_of(page):
    return page.locator(".painted-text").first


def character(page, index: int):
    return text_of(page).locator("span").nth(index)


def wait_until_said(page, words: str) -> None:
    """Wait until the line below the text says these words of the chosen character."""
    page.locator(".painted-words", has_text=words).wait_for(timeout=WAIT_MS)


def drag(page, start: int, end: int) -> None:
    """Draw the mouse over the text from one character to another."""
    places = [character(page, index).bounding_box() for index in (start, end)]
    points = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in places]
    page.mouse.move(*points[0])
    page.mouse.down()
    page.mouse.move(*points[1], steps=6)
    page.mouse.up()


def test_a_character_is_chosen_by_click_and_by_keys_and_its_step_everywhere(visit):
    """A click, the arrows, Home and End choose a step; the other side of the page shows the same one."""
    page = open_side(visit, "/hidden_states", UNIT_SIDE)
    character(page, 4).click()
    page.mouse.move(5, 5)
    wait_until_said(page, "Character 5 · E · a = ")
    text_of(page).focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    wait_until_said(page, "Character 6 · F · a = ")
    assert text_of(page).get_attribute("aria-valuetext").startswith("Character 6 · F")
    page.keyboard.press("End")
    wait_until_said(page, "Character 26 · Z")
    page.wait_for_timeout(600)
    wait_until_idle(page)
    page.get_by_text("All units", exact=True).click()

    chart(page, "All units at step 26 (Z)").wait_for(timeout=WAIT_MS)


def test_a_stretch_is_selected_by_dragging_and_with_shift(visit):
    """The sentence names it, both ways; its units and the stretches like it follow."""
    page = open_side(visit, "/hidden_states", UNIT_SIDE)
    drag(page, 10, 14)
    page.get_by_text("Selected: KLMNO.").wait_for(timeout=WAIT_MS)
    character(page, 1).click()
    for _ in range(2):
        page.keyboard.press("Shift+ArrowRight")

    page.get_by_text("Selected: BCD.").wait_for(timeout=WAIT_MS)


def test_a_click_on_a_passage_or_a_bar_changes_what_is_painted(visit):
    """The place of a passage is chosen in the text; a unit's bar paints that unit."""
    page = open_side(visit, "/hidden_states", UNIT_SIDE)
    row = page.get_by_text("Where unit 0 is highest").locator("xpath=..").locator("button").first
    marked = row.locator("span span").nth(1).inner_text()
    row.click()
    wait_until_said(page, f"· {marked} · a = +")
    ranking = chart(page, "Correlation of each unit with the feature").element_handle()
    ranking.scroll_into_view_if_needed()
    place = ranking.evaluate(
        """(node) => {
            const { xaxis, yaxis } = node._fullLayout, box = node.getBoundingClientRect();
            const bars = node._fullData[1].y, best = bars.indexOf(Math.max(...bars));
            return [box.x + xaxis._offset + xaxis.l2p(best), box.y + yaxis._offset + yaxis.l2p(bars[best] / 2), best];
        }"""
    )
    page.mouse.move(place[0] - 3, place[1])
    page.mouse.move(*place[:2])
    page.wait_for_timeout(150)
    page.mouse.click(*place[:2])

    page.get_by_text(f"Unit {place[2]} on the text").wait_for(timeout=WAIT_MS)


@pytest.mark.parametrize(("path", "side"), [("/hidden_states", UNIT_SIDE), ("/predictions", LOSS_SIDE)])
def test_while_it_plays_colours_move_and_nodes_and_choice_stay(visit, path, side):
    """On a long text too: what was clicked while the film played is chosen when it rests, and no node is new."""
    page = open_side(visit, f"{path}?{urlencode({**to_query(POEM), 'update': 100})}", side)
    node = character(page, 40).element_handle()
    colours = "(text) => [...text.querySelectorAll('span')].map((span) => span.style.backgroundColor).join()"
    before = text_of(page).evaluate(colours)
    button(page, "Play").click()
    button(page, "Pause").wait_for(timeout=WAIT_MS)
    page.wait_for_timeout(1000)
    character(page, 60).click()
    page.wait_for_timeout(1500)
    button(page, "Pause").click()
    wait_until_at_rest(page)
    page.mouse.move(5, 5)

    first = 62 if path == "/predictions" else 61  # the characters that should come are one further on
    wait_until_said(page, f"Character {first} · ")
    assert text_of(page).evaluate(colours) != before
    assert node.evaluate("(node) => node.isConnected")


def test_a_worst_prediction_opens_its_distribution(visit):
    """The step of the snippet that was clicked is the one whose bars are drawn, in whatever window it is."""
    page = open_side(visit, f"/predictions?{urlencode({**to_query(POEM), 'update': 100})}", LOSS_SIDE)
    row = page.get_by_text("Worst predictions first").locator("xpath=..").locator("button").first
    wanted = row.locator("span span").nth(1).inner_text()
    row.click()

    page.locator(".words", has_text=f"the target is {wanted}").wait_for(timeout=WAIT_MS)
    wait_until_said(page, row.inner_text().split("· ")[-1].split(" =")[0])


def test_space_presses_what_has_the_focus_and_plays_from_the_text(visit):
    """On a snippet it goes there and the film rests; on the text, where it has nothing to press, it plays the film."""
    page = open_side(visit, "/hidden_states", UNIT_SIDE)
    row = page.get_by_text("Where unit 0 is lowest").locator("xpath=..").locator("button").first
    row.focus()
    page.keyboard.press("Space")
    wait_until_said(page, f"· {row.locator('span span').nth(1).inner_text()} · a = −")
    page.wait_for_timeout(500)
    assert button(page, "Play").is_visible()
    text_of(page).focus()
    page.keyboard.press("Space")

    button(page, "Pause").wait_for(timeout=WAIT_MS)


def test_a_text_from_right_to_left_flows_so(visit):
    """Its first character stands at the right end of its line; in a line of Latin letters at the left."""
    page = open_side(visit, f"/hidden_states?text={quote('שלום' + chr(10) + 'abc')}&epoch=10", UNIT_SIDE)
    places = [character(page, index).bounding_box()["x"] for index in (0, 3, 5, 7)]

    assert places[0] > places[1]
    assert places[2] < places[3]


@pytest.mark.parametrize(("path", "side"), [("/hidden_states", UNIT_SIDE), ("/predictions", LOSS_SIDE)])
def test_on_a_phone_nothing_is_cut_off(visit, path, side):
    """The text wraps, and the page does not scroll sideways."""
    page = open_side(visit, f"{path}?{urlencode({**to_query(POEM), 'update': 50})}", side, width=390, dark=True)
    wide = "(node) => node.scrollWidth > node.clientWidth + 2"

    assert not page.locator("[data-testid=stMain]").evaluate(wide)
    assert not text_of(page).evaluate(wide)
