"""The app as a server of its own, for the browser tests and the benchmarks."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


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
