"""Server time of one reel of every page's pictures, at the notebook's size, at a large one, and of a long text.

    python -m benchmarks.pages [PAGE ...]

Each page is run by Streamlit's AppTest while its film plays: each drawing is a reel of the film's next 0.6 seconds, of
other moments than the last one, so nothing comes out of a cache that a playing film would not have, and of as many
moments as an idle server sends a visitor, although this process never rests. Printed: the median and the longest of ten
drawings in milliseconds, the moments in each, and what that is for each second of playing.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from time import perf_counter

import numpy as np
from streamlit.testing.v1 import AppTest
from threadpoolctl import threadpool_limits

from rnn import Settings
from rnn.model import backend
from rnn.runs.link import to_query
from rnn.ui import page
from rnn.ui.app import PAGES, START

ROOT = Path(__file__).parent.parent
REDRAWS = 10
REEL_SECONDS = 0.6


def main() -> None:
    """Print one table a size, each page against its target."""
    backend.compile_kernel()
    threadpool_limits(1)
    paths = [path for rows in PAGES.values() for path, *_ in rows]
    wanted = [path for path in paths if not sys.argv[1:] or path.split("/")[1][:-3] in sys.argv[1:]]
    sizes = (
        ("notebook: T = 26, H = 10, K = 26", Settings(), 60.0),
        ("large: T = 200, H = 64, K = 64", large_settings(), 300.0),
        ("long: T = 199,999 in windows of 25, H = 100, K = 64", long_settings(), 300.0),
    )
    for name, settings, target in sizes:
        print(f"{name}\n{'page':28} median ms  longest ms  moments  ms/s of playing")
        for path in wanted:
            times, moments = zip(*reel_times(path, settings), strict=True)
            median = statistics.median(times)
            verdict = "ok" if median < target else "MISSED"
            each = f"{statistics.median(moments):8.0f} {median / REEL_SECONDS:16.1f}"
            print(f"{path:28} {median:9.1f} {max(times):11.1f} {each}   target < {target:.0f} ms  {verdict}")


def large_settings() -> Settings:
    """Return settings with 200 steps, 64 hidden units and 64 characters."""
    return Settings(text=mixed_text(), hidden_size=64, learning_rate=0.002, initial_scale=0.05, epochs=1000)


def long_settings() -> Settings:
    """Return settings with 200,000 characters, trained on in windows; they repeat, so that they fit into a link."""
    return Settings(
        text=mixed_text() * 1000,
        target="next",
        hidden_size=100,
        learning_rate=0.001,
        initialisation="orthogonal",
        window=25,
        optimiser="adam",
        clip_norm=5.0,
        epochs=5,
    )


def mixed_text() -> str:
    """Return 200 characters, 64 of them different."""
    letters = [chr(number) for number in range(ord("!"), ord("!") + 64)]
    return "".join(letters[number % 64] for number in np.random.RandomState(0).permutation(200))


def reel_times(path: str, settings: Settings) -> list[tuple[float, int]]:
    """Return the milliseconds that each reel of the page's pictures took, and of how many moments it was."""
    times: list[tuple[float, int]] = []
    draw_live = page.live

    def timed_live(session, draw, **more):
        def timed_draw(reel):
            began = perf_counter()
            draw(reel)
            times.append((1000 * (perf_counter() - began), len(reel)))

        draw_live(session, timed_draw, **more)

    app = AppTest.from_file(ROOT / "streamlit_app.py", default_timeout=120)
    for name, value in {**to_query(settings), "epoch": "300"}.items():
        app.query_params[name] = value
    page.live, page.LOAD.frames = timed_live, lambda wanted: wanted
    try:
        app.run()
        if path != START:
            app.switch_page(path).run()
        player = app.session_state["session"].player
        player.play()
        for _ in range(REDRAWS):
            player.supply(REEL_SECONDS, left=0.0)
            app.run()
    finally:
        page.live = draw_live
        del page.LOAD.frames
    if app.exception:
        raise RuntimeError(f"{path}: {app.exception[0].message}")
    return times[-REDRAWS:]


if __name__ == "__main__":
    main()
