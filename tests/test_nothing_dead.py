"""Nothing in the source is unused."""

import re
import subprocess
import sys

import pytest

from tests.support.source_code import ROOT
from tests.vulture_allowed import ALLOWED

SOURCE = ("rnn", "pages", "benchmarks", "streamlit_app.py")


def unused(*paths: str) -> set[str]:
    """Return what vulture finds unused in these folders and files."""
    command = [sys.executable, "-m", "vulture", *paths, "--min-confidence", "60"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert not found.stderr, found.stderr
    return {re.search(r": (?:unused|unreachable) .*", line)[0] for line in found.stdout.splitlines()}


def test_nothing_is_unused_but_what_is_excused():
    """Every function, class, attribute and variable of the source is used or excused, and no excuse is left over."""
    names = {re.search("'(.*)'", line)[1] if "'" in line else line for line in unused(*SOURCE)}

    assert names == ALLOWED.keys()


@pytest.mark.parametrize("source", ["def never_called():\n    pass\n", "class Never:\n    pass\n"])
def test_what_is_unused_is_found(tmp_path, source):
    """A function or a class that nobody names is reported."""
    (tmp_path / "module.py").write_text(source)

    assert len(unused(str(tmp_path))) == 1
