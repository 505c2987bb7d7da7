"""The rules of the house: which way imports run, where state is kept, how long files are, and that all is explained."""

import ast
import subprocess
import sys

import pytest

from benchmarks.house import body_lines, measures
from tests.support.source_code import (
    ROOT,
    breaches,
    imported_by,
    imports_of,
    is_definition,
    is_within,
    layer_of,
    line_count,
    name_of,
    names_of,
    public_definitions,
    python_files,
    tree_of,
)

APP_SCRIPT = ROOT / "streamlit_app.py"
LONGEST_FILE = 260
LONGEST_PAGE = 80


APP = [*python_files("rnn", "pages"), APP_SCRIPT]
every_app_file = pytest.mark.parametrize("path", APP, ids=name_of)
every_file = pytest.mark.parametrize("path", [*APP, *python_files("tests", "benchmarks")], ids=name_of)

# Who may import whom: the storeys of this project, and the libraries. The standard library is open to all.
ENGINE = ("errors", "text", "model", "generation")
MEASURED = (*ENGINE, "runs", "analysis", "monitoring")
MAY_IMPORT = {
    "__init__": ((), ()),
    "errors": ((), ()),
    "text": (("errors",), ("numpy", "regex")),
    "model": (("errors",), ("numpy", "numba")),
    "generation": (("errors", "text", "model"), ("numpy",)),
    "runs": (ENGINE, ("numpy",)),
    "analysis": (ENGINE, ("numpy",)),
    "monitoring": (MEASURED, ("numpy",)),
    "lessons": (MEASURED, ("numpy", "yaml")),
    "figures": (MEASURED, ("numpy", "plotly")),
    "session": ((*MEASURED, "lessons"), ("numpy",)),
    "ui": (
        (*MEASURED, "lessons", "figures", "session"),
        ("markdown_it", "numpy", "plotly", "_plotly_utils", "segno", "streamlit", "threadpoolctl"),
    ),
    "pages": (("ui",), ("streamlit",)),
    "streamlit_app": (("ui",), ("streamlit",)),
}


@every_app_file
def test_imports_run_one_way(path):
    """A file imports its own storey, those that the table allows, and the libraries of its storey: nothing else."""
    storey = layer_of(path)
    storeys, libraries = MAY_IMPORT[storey]
    own = () if storey in ("pages", "streamlit_app") else (f"rnn.{storey}",)
    allowed = (*own, *(f"rnn.{name}" for name in storeys), *libraries)
    ours = {name for name in imported_by(path) if is_within(name, ("rnn", "pages", "streamlit_app", "tests"))}
    others = {name for name in imported_by(path) - ours if name.split(".")[0] not in sys.stdlib_module_names}

    assert {name for name in ours | others if not is_within(name, allowed)} == set()


def test_the_figures_of_the_house_meet_their_targets():
    """Circles, long functions, large folders, sessions, keys, writers of numbers, marks: none is over its target."""
    missed = {measure.name: measure.found for measure in measures() if len(measure.found) > measure.target}

    assert missed == {}


@pytest.mark.parametrize(("lines", "counted"), [(1, 1), (25, 25), (26, 26)])
def test_the_length_of_a_body_is_counted_without_its_docstring(lines, counted):
    """Blank lines and comments within count; the head and the docstring do not."""
    body = ["    x = 1", *["    # a comment", ""] * lines][: lines - 1]
    (function,) = ast.parse("\n".join(["def f():", '    """Do it."""', *body, "    return 2"])).body

    assert body_lines(function) == counted


def test_the_mathematics_loads_nothing_that_trains():
    """`import rnn.model.network` loads neither runs, nor the backend, nor Numba."""
    script = (
        "import sys, rnn.model.network; print(*(name for name in sys.modules if name.startswith(('rnn', 'numba'))))"
    )
    loaded = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert set(loaded.split()) <= {
        "rnn",
        "rnn.errors",
        "rnn.model",
        "rnn.model.checks",
        "rnn.model.network",
        "rnn.model.parameters",
    }


@every_app_file
def test_only_the_kernel_imports_numba(path):
    """Numba is imported in one file, so that the app works without it; and nobody but the backend imports that one."""
    if path.name != "kernel.py":
        assert breaches(path, ("numba",)) == set()
    if path.name != "backend.py":
        assert breaches(path, ("rnn.model.kernel",)) == set()


def test_the_backend_imports_the_kernel_only_when_it_compiles():
    """At the head of the file it is not imported, or the engine could not be without Numba."""
    head = ast.Module([node for node in tree_of(ROOT / "rnn/model/backend.py").body if not is_definition(node)], [])

    assert "rnn.model.kernel" in imported_by(ROOT / "rnn/model/backend.py")
    assert "rnn.model.kernel" not in imports_of(head)


@every_app_file
def test_a_visitors_state_is_kept_in_one_place(path):
    """st.session_state is named in rnn/ui/state.py alone."""
    if name_of(path) != "rnn/ui/state.py":
        named = [node.lineno for node in ast.walk(tree_of(path)) if names_of(node) & {"session_state"}]
        assert named == []


@pytest.mark.parametrize("path", python_files("pages"), ids=name_of)
def test_a_page_first_calls_what_opens_it(path):
    """So an address that is opened on a fresh server, which runs the page alone, goes through the app's script."""
    statements = [node for node in tree_of(path).body if not is_definition(node)]
    calls = [node for statement in statements for node in ast.walk(statement) if isinstance(node, ast.Call)]

    assert calls[0].func.id == "open_page"


@every_app_file
def test_no_html_is_let_through(path):
    """unsafe_allow_html is used nowhere: what a visitor typed never becomes markup."""
    used = [node.lineno for node in ast.walk(tree_of(path)) if names_of(node) & {"unsafe_allow_html"}]

    assert used == []


@pytest.mark.parametrize("path", python_files("rnn"), ids=name_of)
def test_every_public_function_and_class_is_explained(path):
    """In rnn, every module, and every function, class and method without a leading underscore, has a docstring.

    A property may be without: it is an attribute, and its name or its class says what it is.
    """
    unexplained = [name for name, node in public_definitions(tree_of(path)) if not ast.get_docstring(node)]

    assert ast.get_docstring(tree_of(path))
    assert unexplained == []


@pytest.mark.parametrize("path", python_files("pages"), ids=name_of)
def test_a_page_reads_like_a_table_of_contents(path):
    """A page has 80 lines at most; what is longer belongs into rnn."""
    assert line_count(path) <= LONGEST_PAGE


@every_file
def test_a_file_can_be_read_in_one_go(path):
    """A file has 260 lines at most, tests and benchmarks too; the aim is 200."""
    assert line_count(path) <= LONGEST_FILE


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("test_*.py")), ids=name_of)
def test_every_test_says_in_a_sentence_what_it_holds(path):
    """Each test has a docstring of one sentence or more, and each file of tests has one too."""
    tests = [node for name, node in public_definitions(tree_of(path)) if name.split(".")[-1].startswith("test_")]
    sentences = {node.name: ast.get_docstring(node) or "" for node in tests}

    assert ast.get_docstring(tree_of(path))
    assert tests
    assert [name for name, sentence in sentences.items() if not sentence.rstrip().endswith((".", "?", "!"))] == []


@pytest.mark.parametrize(
    ("source", "imported"),
    [
        ("import streamlit as st", {"streamlit"}),
        ("import plotly.graph_objects as go", {"plotly.graph_objects"}),
        ("from rnn import kernel", {"rnn", "rnn.kernel"}),
        ("from rnn.ui.page import open_page", {"rnn.ui.page", "rnn.ui.page.open_page"}),
        ("def f():\n    import numba", {"numba"}),
        ("from . import session", {"rnn.ui", "rnn.ui.session"}),
        ("from ..figures import style", {"rnn.figures", "rnn.figures.style"}),
        ("numba = 'import numba'", set()),
    ],
)
def test_the_reader_of_imports_misses_none(source, imported):
    """Whatever way something is imported, the rules above see it."""
    assert imports_of(ast.parse(source), ("rnn", "ui")) == imported


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("st.session_state.epoch = 1", True),
        ("from streamlit import session_state", True),
        ("getattr(st, 'session_state')", True),
        ("st.markdown('x', session_state=True)", True),
        ("'a sentence about session_state'", False),
    ],
)
def test_the_reader_of_names_misses_none(source, seen):
    """Whatever way something is named, the rules above see it; prose about it is no breach."""
    assert any("session_state" in names_of(node) for node in ast.walk(ast.parse(source))) == seen


def test_the_rules_are_about_something():
    """Every storey has files, and every file of the app lies in one, so that the rules above hold what they say."""
    assert {layer_of(path) for path in APP} == MAY_IMPORT.keys()
