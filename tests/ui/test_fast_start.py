"""What keeps the first visit short, and its messages whole."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
HEAVY = ("pandas", "pyarrow", "streamlit.emojis")
VISIT = f"""
import sys
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("streamlit_app.py", default_timeout=60).run()
assert not app.exception
print([name for name in {HEAVY!r} if name in sys.modules])
"""

START = f"""
import asyncio, sys, threading
import streamlit_app
async def first_visitor_comes():
    async with streamlit_app.stand_ready(streamlit_app.app):
        assert "compile-kernel" in [thread.name for thread in threading.enumerate()]
        assert "rnn.ui.train.loss" in sys.modules
        print([name for name in {HEAVY!r} if name in sys.modules])
asyncio.run(first_visitor_comes())
"""


def test_the_server_is_ready_before_its_first_visitor_comes():
    """What pages import is there, and the kernel is being compiled; nothing is loaded that no page uses."""
    done = subprocess.run([sys.executable, "-c", START], cwd=ROOT, capture_output=True, text=True, timeout=120)

    assert done.stdout.strip() == "[]", done.stderr


def test_the_first_page_loads_no_library_that_it_does_not_use():
    """Streamlit loads Pandas and its list of emojis only if asked about one; together they take half a second."""
    done = subprocess.run([sys.executable, "-c", VISIT], cwd=ROOT, capture_output=True, text=True, timeout=120)

    assert done.stdout.strip() == "[]", done.stderr


def test_no_message_is_large_enough_to_be_sent_as_a_reference():
    """A reference could arrive without the container it belongs in, and leave an empty page; see the configuration."""
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    largest_message = 200e6

    assert config["global"]["minCachedMessageSize"] > largest_message
