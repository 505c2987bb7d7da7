"""What the browser tests share: one server, one browser, and a fresh visitor for each test."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.visiting import CHROMIUM_ARGUMENTS, find_chromium, wait_until_idle

ROOT = Path(__file__).parent.parent
HOW_TO_GET_CHROMIUM = "no Chromium found: `apt-get install chromium`, or name one in $CHROMIUM"


class Server:
    """The app on a port of its own."""

    def __init__(self, log_path: Path):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.log_path = log_path
        options = {"port": port, "address": "127.0.0.1", "headless": "true", "fileWatcherType": "none"}
        command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
        command += [part for name, value in options.items() for part in (f"--server.{name}", str(value))]
        with log_path.open("w") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
        self._wait_until_healthy()

    def _wait_until_healthy(self) -> None:
        for _ in range(300):
            try:
                if urllib.request.urlopen(self.url + "/_stcore/health", timeout=1).read() == b"ok":
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the server did not come up: " + self.log_path.read_text())

    def stop(self) -> str:
        """Stop the server and return what it logged."""
        self.process.terminate()
        self.process.wait()
        return self.log_path.read_text()


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
def browser():
    """A headless Chromium. Without one the test is skipped, but never in CI."""
    from playwright.sync_api import sync_playwright

    path = find_chromium()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail(HOW_TO_GET_CHROMIUM)
        pytest.skip(HOW_TO_GET_CHROMIUM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, request):
    """A function that opens a page of the app as a new visitor, and waits until it rests.

    visit("/train", width=390, dark=True) -> Page. No page may have raised a JavaScript error by the end of the test.
    """
    errors, contexts = [], []

    def open_page(path: str = "/", server=None, width: int = 1280, dark: bool = False):
        server = server or request.getfixturevalue("server")
        context = browser.new_context(
            viewport={"width": width, "height": 1400}, color_scheme="dark" if dark else "light", has_touch=width < 600
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(server.url + path)
        wait_until_idle(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []
