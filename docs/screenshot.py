"""Make the README's picture of the app: `python docs/screenshot.py` (needs requirements-dev.txt and a Chromium)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from tests.support.serving import Server  # noqa: E402
from tests.support.visiting import CHROMIUM_ARGUMENTS, find_chromium, wait_until_at_rest, wait_until_idle  # noqa: E402

PLACE = "/?target=next&epoch=330&step=7"  # the loss is falling


def main() -> None:
    """Open the start page in the middle of its training and save what it shows."""
    server = Server(Path(tempfile.mkdtemp()) / "log.txt")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_ARGUMENTS)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(server.url + PLACE)
        wait_until_idle(page)
        wait_until_at_rest(page)
        page.wait_for_timeout(1000)
        page.screenshot(path=HERE / "unrolled.png")
        browser.close()
    server.stop()


if __name__ == "__main__":
    main()
