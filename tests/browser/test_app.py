"""What only a browser can show of the whole app: cold links, the address, keys, the scrubber, zoom, other visitors."""

from urllib.parse import urlsplit

import pytest

from rnn.runs.film import frame_updates
from rnn.ui.app import PAGES
from tests.support.visiting import (
    WAIT_MS,
    button,
    chart,
    reading,
    wait_for_reading,
    wait_until_at_rest,
    wait_until_idle,
)

pytestmark = pytest.mark.browser

# What a finger is to meet and neither has 40 pixels nor answers around itself; of a field, two of them are its border.
SMALL_TARGETS = """() => {
  const isSmall = (node) => {
    const { width, height } = node.getBoundingClientRect(), around = getComputedStyle(node, "::after");
    const more = around.content === '""' && around.position === "absolute" ? around : { width: 0, height: 0 };
    return Math.min(Math.max(width, parseFloat(more.width)), Math.max(height, parseFloat(more.height))) < 38;
  };
  const targets = "button, select, label:has([type=checkbox]), label:has([type=radio]), [data-testid$=NavLink]";
  return [...document.querySelectorAll(targets)].filter((node) => node.checkVisibility({ visibilityProperty: true })
    && !node.closest("[data-testid=stSidebar]") && isSmall(node)).map((node) => node.ariaLabel || node.innerText);
}"""
COUNT = sum(len(rows) for rows in PAGES.values())


@pytest.mark.parametrize("address", ["/", "/train", "/one_step", "/riddle", "/teach"])
def test_a_deep_link_to_a_fresh_server_shows_the_whole_page(visit, cold_server, address):
    """The first request to a server brings navigation, sidebar, dock and charts, to a page of each section.

    Every page first calls what goes through the app's script where it has not been run; another test holds that.
    """
    page = visit(address, server=cold_server)
    wait_until_at_rest(page)

    assert page.locator("[data-testid=stSidebarNavLink]").count() == COUNT
    assert page.locator("[data-testid=stSidebar]").get_by_text("Hidden units H").count() == 1
    assert page.locator("[data-testid=stException]").count() == 0
    assert page.locator("[data-testid=stMain] h1").count() == 1
    assert page.locator('[data-testid=stMain] input[type="range"]').count() >= 1


def test_back_brings_the_former_run(visit):
    """The browser's Back undoes a change of the settings, and Forward makes it again."""
    page = visit("/train?text=hello&epochs=1000&epoch=100")
    wait_until_at_rest(page)
    page.locator("[data-testid=stSidebar]").get_by_text("next character", exact=True).click()
    page.wait_for_url("**target=next**")
    page.go_back()
    page.locator("dl").get_by_text("of 5").wait_for()
    page.go_forward()

    page.locator("dl").get_by_text("of 4").wait_for()


def test_keys_play_pause_and_step(visit):
    """Space plays and pauses, the arrows step; a step key on the scrubber does not step twice."""
    page = visit("/train?text=hello&epochs=1000&epoch=5")
    wait_until_at_rest(page)
    page.keyboard.press("ArrowRight")
    wait_for_reading(page, "Epoch", "6")
    page.keyboard.press("ArrowLeft")
    wait_for_reading(page, "Epoch", "5")
    page.get_by_label("Film: epoch").focus()
    page.keyboard.press("ArrowRight")
    wait_for_reading(page, "Epoch", "6")
    page.locator("h1").click()
    page.keyboard.press("Space")
    button(page, "Pause").wait_for()
    page.keyboard.press("Space")

    button(page, "Play").wait_for()


def test_the_scrubber_follows_the_hand(visit):
    """Moving the scrubber to its end and its beginning brings the playhead there, trained as far as it needs."""
    page = visit("/train?text=hello&epochs=1000&epoch=5")
    wait_until_at_rest(page)
    scrubber = page.get_by_label("Film: epoch")
    scrubber.focus()
    page.keyboard.press("End")
    wait_for_reading(page, "Epoch", "1,000")
    page.wait_for_url("**epoch=1000**")
    scrubber.focus()
    page.keyboard.press("Home")

    wait_for_reading(page, "Epoch", "0")
    page.wait_for_url("**epoch=0**")


def test_zoom_is_kept_while_the_film_plays(visit):
    """A frame dragged into the loss chart stays its view while the curve goes on."""
    page = visit("/train?text=hello&epochs=20000&epoch=5")
    wait_until_at_rest(page)
    loss = chart(page, "Loss")
    box = loss.bounding_box()
    page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 0.3 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + 0.6 * box["height"], steps=6)
    page.mouse.up()
    page.wait_for_timeout(500)
    zoomed = loss.evaluate("(node) => node._fullLayout.xaxis.range.map(Number)")
    button(page, "Play").click()
    page.wait_for_timeout(2500)

    assert loss.evaluate("(node) => node._fullLayout.xaxis.range.map(Number)") == pytest.approx(zoomed)
    assert zoomed[1] - zoomed[0] < 0.6 * 4.31  # log10 of the film's 20,001 epochs
    button(page, "Pause").click()


def test_two_visitors_are_apart(visit):
    """While one plays another network, what the other sees does not move."""
    one, other = visit("/train?text=hello&epochs=5000&epoch=9"), visit("/train?epoch=300")
    wait_until_at_rest(other)
    button(one, "Play").click()
    one.wait_for_timeout(2000)

    assert reading(other, "Epoch") == "300"
    assert reading(other, "Accuracy").endswith("of 26")
    button(one, "Pause").click()
    wait_until_at_rest(one)
    assert reading(one, "Accuracy").endswith("of 5")


def test_choices_survive_a_visit_to_another_page(visit):
    """The playhead is where it was after a visit to another page and back."""
    page = visit("/train?text=hello&epochs=1000&epoch=42")
    wait_until_at_rest(page)
    page.locator("[data-testid=stSidebarNavLink]").get_by_text("Predictions").click()
    page.locator("h1").get_by_text("Predictions").wait_for()
    wait_until_idle(page)

    assert reading(page, "Epoch") == "42"
    assert "epoch=42" in page.url and "text=hello" in page.url


@pytest.mark.parametrize("address", ["/", "/train", "/generate"])
def test_a_phone_does_not_scroll_sideways_and_is_for_fingers(visit, address):
    """At phone width the page stays within the screen, wide charts scroll in a box of their own; no target is small."""
    page = visit(address, width=390)
    wait_until_at_rest(page)

    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("(node) => node.scrollWidth - node.clientWidth") <= 2
    assert len(main.get_by_role("button").all()) > 0 and page.evaluate(SMALL_TARGETS) == []


def test_the_dark_theme_reaches_the_charts(visit):
    """In the dark theme the letters in the charts are light, in the light theme dark."""
    colours = []
    for dark in (False, True):
        page = visit("/train?text=hello&epochs=100&epoch=9", dark=dark)
        wait_until_at_rest(page)
        colours.append(chart(page, "Loss").evaluate("(node) => node._fullLayout.font.color"))

    assert colours == ["#10151c", "#e3e9f0"]


STATE = """() => [
    ...[...document.querySelectorAll('[role=radio]')].map((radio) => `${radio.innerText}: ${radio.ariaChecked}`),
    ...[...document.querySelectorAll('input[type=range]')].map((slider) => `${slider.ariaLabel}: ${slider.value}`),
    ...[...document.querySelectorAll('.dock dd')].map((value) => value.innerText),
    ...[...document.querySelectorAll('.live-plotly, .painted-text')].map((part) => part.ariaLabel ?? part.innerText),
]"""


def state(page) -> list[str]:
    """Return what is chosen in every row of buttons and on every slider, and what each picture says it shows."""
    wait_until_at_rest(page)
    wait_until_idle(page)
    return page.evaluate(STATE)


def path_of(url: str) -> str:
    """Return the part of an address after its server."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


def test_a_link_shows_the_same_on_a_reload_in_a_new_tab_and_on_another_server(visit, cold_server):
    """View, unit and epoch are set by hand; wherever the link is opened, all that is seen is the same."""
    page = visit("/hidden_states?text=hello+world&target=next&epochs=2000&epoch=300")
    before, epochs = state(page), frame_updates(2000)
    button(page, "Forward").click()
    wait_for_reading(page, "Epoch", str(epochs[epochs > 300][0]))
    page.get_by_role("radio", name="pre-activation s").click()
    page.wait_for_url("**hidden_values=s**")
    page.locator('input[type=range][aria-label="Hidden unit"]').focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**unit=1**")
    chart(page, "Unit 1 over time").wait_for()
    chosen, link = state(page), path_of(page.url)
    page.reload()
    reloaded = state(page)

    assert chosen != before
    assert reloaded == chosen
    assert state(visit(link)) == chosen
    assert state(visit(link, server=cold_server)) == chosen
    assert path_of(page.url) == link


STORY = (
    ("HIJK: it goes on with its text", "It goes on with its text; the first wrong character is number 5"),
    ("G: the character that it is shown", "It repeats G first, as its target asks."),
    ("Few (less than 40%)", "In the order of its text it copies 26 of 26"),
    ("H, whatever it is shown", "Any character in the place after ABCDEFG gives H: 26 of 26."),
    ("it copies half of its maximum or less", "So it first learns to copy, and then unlearns it."),
    ("IJKL: it skips H", "It skips H: G, read twice, has moved it one place on."),
)


def test_a_visitor_walks_through_the_six_steps_on_a_phone(visit):
    """Guess, show, read, six times over, and the riddle is solved; nothing makes the page scroll sideways.

    What is asked is drawn at the top, below the page's line, before the first heading.
    """
    page = visit("/riddle?epoch=10000", width=390)
    wait_until_at_rest(page)
    page.locator(".st-key-riddle_guess_0").wait_for(timeout=WAIT_MS)
    assert chart(page, "What will it write?").bounding_box()["y"] < 200
    for number, (guess, sentence) in enumerate(STORY):
        choice = page.locator(f".st-key-riddle_guess_{number}").last
        choice.wait_for(timeout=WAIT_MS)
        assert button(page, "Show what it does").is_disabled()
        choice.get_by_text(guess).click()
        page.locator("button:enabled", has_text="Show what it does").click(timeout=WAIT_MS)
        page.locator(".words", has_text=sentence).last.wait_for(timeout=WAIT_MS)
        assert page.locator(".words", has_text="You guessed").filter(has_text="Right.").count() == number + 1

    page.get_by_text("So two things make a network that was trained to copy go on").wait_for(timeout=WAIT_MS)
    assert page.locator(".live-plotly[aria-label*='Shown: ']").count() == 6
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
