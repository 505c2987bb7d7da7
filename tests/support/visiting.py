"""How the browser tests visit the app: wait until it rests, press a button, read what is shown."""

from __future__ import annotations

import os
import shutil

from playwright.sync_api import ElementHandle, Page

WAIT_MS = 30_000
DOCK = {
    "Play": "[aria-label^=Play]",
    "Pause": "[aria-label^=Pause]",
    "Reset": "[data-do=start]",
    "Back": "[data-do=back]",
    "Forward": "[data-do=forward]",
    "End": "[data-do=end]",
}
CHROMIUM_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def find_chromium() -> str | None:
    """Return the path of a Chromium: $CHROMIUM, or the first of the usual names on the path."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)


def wait_until_idle(page: Page) -> None:
    """Wait until the script has come to rest, and the charts are drawn, those out of sight at least once."""
    page.wait_for_function(
        """() => {
            const app = document.querySelector('[data-testid=stApp]');
            return app?.getAttribute('data-test-script-state') === 'notRunning'
              && app?.getAttribute('data-test-connection-state') === 'CONNECTED'
              && !document.querySelector('[data-testid=stSkeleton]')
              && window.unrolledFilm?.reel
              && [...document.querySelectorAll('.live-plotly')].every((chart) => chart.querySelector('.main-svg'))
              && [...(window.unrolledDesk?.waiting.keys() ?? [])].every((node) => !unrolledDesk.seen.has(node));
        }""",
        timeout=WAIT_MS,
    )


def wait_until_at_rest(page: Page) -> None:
    """Wait until the playhead has arrived where it was going, so that Play is offered."""
    button(page, "Play").wait_for(timeout=WAIT_MS)
    wait_until_idle(page)


def button(page: Page, name: str):
    """Return the app's own button with this word on it, or the dock's of this name; not one of Streamlit's toolbar."""
    if name in DOCK:
        return page.locator(f".dock button{DOCK[name]}").first
    return page.locator("[data-testid=stButton] button", has=page.get_by_text(name, exact=True)).first


def reading(page: Page, label: str) -> str:
    """Return what the reading of this label shows, such as "10,000" for "Epoch"."""
    return _reading(page, label).locator("dd").first.inner_text()


def wait_for_reading(page: Page, label: str, value: str) -> None:
    """Wait until the reading of this label shows this value."""
    _reading(page, label).locator("dd").first.get_by_text(value, exact=True).wait_for(timeout=WAIT_MS)


def _reading(page: Page, label: str):
    return page.locator("dl > div", has=page.get_by_text(label, exact=True)).first


def chart(page: Page, title: str):
    """Return the live chart whose title starts so."""
    return page.locator(f'.live-plotly[aria-label^="{title}"]').first


def drawn_chart(page: Page, title: str) -> ElementHandle:
    """Return the chart whose title starts so, in sight, once it is drawn: its words change a little before it does."""
    chart(page, title).scroll_into_view_if_needed()
    node = chart(page, title).element_handle()
    page.wait_for_function("(node) => !unrolledDesk.waiting.has(node)", arg=node, timeout=WAIT_MS)
    return node


def click_chart(page: Page, title: str, x: float, y: float) -> None:
    """Click a chart at a point of its own axes (for a category axis: the category's number)."""
    place = drawn_chart(page, title).evaluate(
        """(node, [x, y]) => {
            const { xaxis, yaxis } = node._fullLayout, box = node.getBoundingClientRect();
            return [box.x + xaxis._offset + xaxis.l2p(x), box.y + yaxis._offset + yaxis.l2p(y)];
        }""",
        [x, y],
    )
    page.mouse.move(place[0] - 3, place[1])
    page.mouse.move(*place)
    page.wait_for_timeout(150)
    page.mouse.click(*place)
