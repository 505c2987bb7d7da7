"""How live the live pages are, in headless Chromium: frames, flicker, pause, first visit, memory, six visitors.

    python -m benchmarks.live [PAGE ...]        all pages, or those named (`train`, `hidden_states`, …)

frames/s   the browser's own frames while the film plays (60 is its limit)      hidden, faded  frames with flicker
redraws/s  how often a chart changed         nodes  chart elements seen, more than charts if any was replaced
busy       share of time of the page's main thread      pause  ms from the press until nothing changes any more
zoom       whether a zoomed axis stayed while playing   first  s from the first request to a cold server until idle
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.serving import Server
from tests.support.visiting import (
    CHROMIUM_ARGUMENTS,
    button,
    find_chromium,
    reading,
    wait_until_at_rest,
    wait_until_idle,
)

PLAYING_SECONDS = 6
VISITORS = 6

WATCH = """() => {
  const w = window.watched = {frames: 0, hidden: 0, faded: 0, redraws: 0, nodes: 0, last: 0, charts: 0, on: true};
  const seen = new WeakSet(), changed = new Set();
  const opaque = (node) => { for (; node; node = node.parentElement ?? node.getRootNode().host)
    if (node instanceof Element && Number(getComputedStyle(node).opacity) < 0.99) return false; return true; };
  const frame = () => {
    if (!w.on) return;
    const charts = [...document.querySelectorAll('.js-plotly-plot')];
    for (const chart of charts) if (!seen.has(chart)) { seen.add(chart); w.nodes++;
      new MutationObserver(() => { changed.add(chart); w.last = performance.now(); })
        .observe(chart, {subtree: true, childList: true, attributes: true, characterData: true}); }
    w.charts = Math.max(w.charts, charts.length); w.frames++;
    const drawn = charts.filter((chart) => chart.querySelector('.main-svg')?.getBoundingClientRect().width > 5);
    if (drawn.length < w.charts) w.hidden++;
    if (!charts.every(opaque)) w.faded++;
    if (changed.size) { w.redraws++; changed.clear(); }
    requestAnimationFrame(frame); };
  requestAnimationFrame(frame); }"""

ZOOMED = """() => {
  const chart = document.querySelector('.js-plotly-plot'), {xaxis} = chart._fullLayout;
  return xaxis.fixedrange ? null : xaxis.range.map(Number); }"""
PLOT = """() => {
  const chart = document.querySelector('.js-plotly-plot'), {xaxis, yaxis} = chart._fullLayout;
  const {x, y} = chart.getBoundingClientRect();
  return [x + xaxis._offset, y + yaxis._offset, xaxis._length, yaxis._length]; }"""


def main() -> None:
    """Measure every page on a cold server of its own, then memory and six visitors on one."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_ARGUMENTS)
        paths = _page_paths(browser)
        wanted = [path for path in paths if not sys.argv[1:] or (path.strip("/") or "start") in sys.argv[1:]]
        print(f"{'page':14} frames/s redraws/s hidden faded charts nodes  busy  kB/s  pause  zoom   first")
        for path in wanted:
            with _fresh_server() as server:
                _print_page(browser, server, path)
        with _fresh_server() as server:
            _print_memory(browser, server)
            _print_visitors(browser, server)
        browser.close()


@contextmanager
def _fresh_server() -> Iterator[Server]:
    server = Server(Path(tempfile.mkdtemp()) / "log.txt")
    try:
        yield server
    finally:
        server.stop()


def _page_paths(browser: Browser) -> list[str]:
    with _fresh_server() as server:
        page = browser.new_page()
        page.goto(server.url)
        wait_until_idle(page)
        links = "es => es.map((e) => new URL(e.href).pathname)"
        return page.eval_on_selector_all("[data-testid=stSidebarNavLink]", links)


def _print_page(browser: Browser, server: Server, path: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 1400})
    received: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    began = time.time()
    page.goto(server.url + path)
    wait_until_idle(page)
    first = time.time() - began
    wait_until_at_rest(page)
    range_wanted = _zoom_in(page)
    button(page, "Play").click()
    page.wait_for_timeout(700)
    cdp = page.context.new_cdp_session(page)
    cdp.send("Performance.enable")
    received.clear()
    busy, began = _task_seconds(cdp), time.time()
    page.evaluate(WATCH)
    page.wait_for_timeout(1000 * PLAYING_SECONDS)
    seen, seconds = page.evaluate("() => ({...window.watched})"), time.time() - began
    busy, size = (_task_seconds(cdp) - busy) / seconds, sum(received) / seconds / 1000
    pause = _pause_ms(page)
    zoom = "-" if range_wanted is None else "kept" if _is_range(page, range_wanted) else "LOST"
    rates = f"{seen['frames'] / seconds:8.0f} {seen['redraws'] / seconds:9.1f}"
    counts = f"{seen['hidden']:6} {seen['faded']:5} {seen['charts']:6} {seen['nodes']:5}"
    print(f"{path:14} {rates} {counts} {busy:5.0%} {size:5.0f} {pause:5.0f}  {zoom}  {first:5.1f}")
    page.close()


def _task_seconds(cdp) -> float:
    return {m["name"]: m["value"] for m in cdp.send("Performance.getMetrics")["metrics"]}["TaskDuration"]


def _pause_ms(page: Page) -> float:
    pressed = page.evaluate("() => performance.now()")
    button(page, "Pause").click()
    page.wait_for_timeout(2000)
    return max(0.0, page.evaluate("() => { window.watched.on = false; return window.watched.last }") - pressed)


def _zoom_in(page: Page) -> list[float] | None:
    """Drag a frame over the middle of the first chart; return its x axis then, None if it cannot be zoomed."""
    if not page.locator(".js-plotly-plot").count() or page.evaluate(ZOOMED) is None:
        return None
    page.locator(".js-plotly-plot").first.scroll_into_view_if_needed()
    x, y, width, height = page.evaluate(PLOT)
    page.mouse.move(x + width / 4, y + height / 4)
    page.mouse.down()
    page.mouse.move(x + 3 * width / 4, y + 3 * height / 4, steps=8)
    page.mouse.up()
    page.wait_for_timeout(500)
    return page.evaluate(ZOOMED)


def _is_range(page: Page, wanted: list[float]) -> bool:
    return all(abs(a - b) < 1e-6 * max(1, abs(b)) for a, b in zip(page.evaluate(ZOOMED), wanted, strict=True))


def _print_memory(browser: Browser, server: Server) -> None:
    sizes = []
    pages = []
    for _ in range(VISITORS):
        page = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
        page.goto(server.url + "/train")
        wait_until_idle(page)
        wait_until_at_rest(page)
        button(page, "End").click()
        page.wait_for_timeout(500)
        wait_until_at_rest(page)
        pages.append(page)
        sizes.append(_resident_megabytes(server.process.pid))
    for page in pages:
        page.context.close()
    more = (sizes[-1] - sizes[0]) / (VISITORS - 1)
    print(f"memory: {sizes[0]:.0f} MB with one visitor (whole film trained), {more:.1f} MB for each further one")


def _resident_megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _print_visitors(browser: Browser, server: Server) -> None:
    """Let six visitors play at once.

    Their windows are low, so that their charts are out of sight and wait: six browsers on the server's own two cores
    would otherwise take them all for drawing, as six visitors, each with a machine, would not.
    """
    pages = [browser.new_context(viewport={"width": 1280, "height": 480}).new_page() for _ in range(VISITORS)]
    for page in pages:
        page.goto(server.url + "/train")
        wait_until_idle(page)
        wait_until_at_rest(page)
    for page in pages:
        button(page, "Play").click()
    time.sleep(3)
    before = [reading(page, "Epoch") for page in pages]
    time.sleep(2)
    moving = sum(reading(page, "Epoch") != epoch for page, epoch in zip(pages, before, strict=True))
    pauses = ", ".join(f"{_seconds_until_paused(page):.2f}" for page in pages)
    print(f"{VISITORS} visitors playing at once: {moving} move within 2 s; s until each paused: {pauses}")


def _seconds_until_paused(page: Page) -> float:
    began = time.time()
    button(page, "Pause").click()
    button(page, "Play").wait_for()
    return time.time() - began


if __name__ == "__main__":
    main()
