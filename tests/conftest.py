"""What the tests share: random cases drawn alike each time; one server, one browser, a fresh visitor for each test."""

from __future__ import annotations

import json
import os
from contextlib import ExitStack
from functools import cache

import plotly.graph_objects as go
import pytest
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner

from rnn.figures.kit import style
from rnn.ui.components.reels import encoded
from tests.support.serving import Server
from tests.support.visiting import CHROMIUM_ARGUMENTS, find_chromium, wait_until_idle

HOW_TO_GET_CHROMIUM = "no Chromium found: `apt-get install chromium`, or name one in $CHROMIUM"

# A busy machine is no error, and what failed once has to fail again.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


def pytest_collection_modifyitems(items):
    """Begin with what takes the longest, so that all processes end together: they are given file after file."""
    items.sort(key=lambda item: not any(name in item.nodeid for name in ("browser", "stories")))


@pytest.fixture(autouse=True, scope="session")
def packages_are_searched_once():
    """Streamlit's harness looks through all installed packages for components, anew for each visitor: once will do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session")
def accepted() -> set[int]:
    """The hashes of the figures that Plotly has accepted: a page draws most of its figures again and again."""
    return set()


@pytest.fixture(autouse=True)
def plotly_accepts_every_figure(monkeypatch, accepted):
    """Whatever figure a test draws, here or on a page in this process: Plotly checks it, and would send the same."""
    draw = style.figure

    def draw_and_check(data, **changes):
        figure = draw(data, **changes)
        sent = encoded(figure.sent)
        if hash(sent) not in accepted:
            written = json.loads(figure.to_json())
            go.Figure(written)
            assert json.loads(sent) == written
            accepted.add(hash(sent))
        return figure

    monkeypatch.setattr(style, "figure", draw_and_check)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The app, started once for all tests that do not need it cold; its log must hold no exception of the app's."""
    server = Server(tmp_path_factory.mktemp("server") / "log.txt")
    yield server
    assert "Uncaught app execution" not in server.stop()


@pytest.fixture
def cold_server(tmp_path):
    """The app on a server that nobody has visited yet."""
    server = Server(tmp_path / "log.txt")
    yield server
    assert "Uncaught app execution" not in server.stop()


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """A function that returns a headless Chromium with or without touch, the same whenever it is asked for.

    Its profile is kept on the disk for as long as the tests run, and with it the scripts that it has compiled: every
    visit begins a second sooner. Without a Chromium the test is skipped, but never in CI.
    """
    from playwright.sync_api import sync_playwright

    path = find_chromium()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail(HOW_TO_GET_CHROMIUM)
        pytest.skip(HOW_TO_GET_CHROMIUM)
    with sync_playwright() as playwright, ExitStack() as open_ones:

        @cache
        def launched(has_touch: bool):
            profile = tmp_path_factory.mktemp("profile")
            launch = playwright.chromium.launch_persistent_context
            return open_ones.enter_context(
                launch(profile, executable_path=path, args=CHROMIUM_ARGUMENTS, has_touch=has_touch)
            )

        yield launched


@pytest.fixture
def visit(browser, request):
    """A function that opens a page of the app as a new visitor, and waits until it rests.

    visit("/train", width=390, dark=True) -> Page. No page may have raised a JavaScript error by the end of the test.
    prepare  called with the page before it goes there
    motion   what the visitor prefers: with "reduce" the film of a first visit rests where the network has learnt
    """
    errors, pages = [], []

    def open_page(
        path: str = "/",
        server=None,
        width: int = 1280,
        dark: bool = False,
        prepare=lambda page: None,
        motion: str = "reduce",
    ):
        server = server or request.getfixturevalue("server")
        page = browser(has_touch=width < 600).new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 1400})
        page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion=motion)
        page.on("pageerror", lambda error: errors.append(str(error)))
        prepare(page)
        page.goto(server.url + path)
        wait_until_idle(page)
        return page

    yield open_page
    for page in pages:
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        page.close()
    assert errors == []
