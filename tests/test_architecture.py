"""The rules of the house: which way imports run, where state is kept, how long files are, and that all is explained."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOOR = ROOT / "streamlit_app.py"
LONGEST_FILE = 260
LONGEST_PAGE = 80


def python_files(*folders: str) -> list[Path]:
    """Return the Python files of folders of the project, whatever is in them today."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def layer_of(path: Path) -> str:
    """Return "door", "pages", "ui", "figures" or "engine"."""
    folders = path.relative_to(ROOT).parts[:-1]
    if folders == ():
        return "door"
    return folders[0] if folders[0] == "pages" else folders[1] if len(folders) > 1 else "engine"


def name_of(path: Path) -> str:
    """Return a file's path in the project, for the name of a test."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(tree: ast.AST, package: tuple[str, ...] = ()) -> set[str]:
    """Return everything imported anywhere in a tree, in functions too, as full dotted names.

    package  the packages the file lies in, to resolve relative imports
    "from rnn import kernel" counts as "rnn" and "rnn.kernel", as it may be either.
    """
    imported = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parents = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*parents, *filter(None, [node.module])])
            imported |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
    return imported


def imported_by(path: Path) -> set[str]:
    """Return everything that a file imports, as full dotted names."""
    return imports_of(tree_of(path), path.relative_to(ROOT).parts[:-1])


def breaches(path: Path, forbidden: tuple[str, ...]) -> set[str]:
    """Return the forbidden modules, or parts of them, that a file imports."""
    return {
        name for name in imported_by(path) for module in forbidden if name == module or name.startswith(module + ".")
    }


APP = [*python_files("rnn", "pages"), DOOR]
every_app_file = pytest.mark.parametrize("path", APP, ids=name_of)
every_file = pytest.mark.parametrize("path", [*APP, *python_files("tests", "benchmarks")], ids=name_of)
FORBIDDEN = {
    "engine": ("streamlit", "plotly", "pandas", "rnn.figures", "rnn.ui", "pages", "streamlit_app"),
    "figures": ("streamlit", "pandas", "rnn.ui", "pages", "streamlit_app"),
    "ui": ("pages", "streamlit_app"),
    "pages": ("pages", "streamlit_app"),
    "door": ("pages",),
}


@every_app_file
def test_imports_run_one_way(path):
    """pages -> rnn.ui -> rnn.figures -> engine: nothing imports what lies before it, and nobody imports a page."""
    assert breaches(path, FORBIDDEN[layer_of(path)]) == set()


@every_app_file
def test_only_the_kernel_imports_numba(path):
    """Numba is imported in one file, so that the app works without it; and nobody but the backend imports that one."""
    if path.name != "kernel.py":
        assert breaches(path, ("numba",)) == set()
    if path.name != "backend.py":
        assert breaches(path, ("rnn.kernel",)) == set()


def test_the_backend_imports_the_kernel_only_when_it_compiles():
    """At the head of the file it is not imported, or the engine could not be without Numba."""
    head = ast.Module([node for node in tree_of(ROOT / "rnn/backend.py").body if not is_definition(node)], [])

    assert "rnn.kernel" in imported_by(ROOT / "rnn/backend.py")
    assert "rnn.kernel" not in imports_of(head)


@every_app_file
def test_a_visitors_state_is_kept_in_one_place(path):
    """st.session_state is named in rnn/ui/session.py alone."""
    if name_of(path) != "rnn/ui/session.py":
        named = [node.lineno for node in ast.walk(tree_of(path)) if names_of(node) & {"session_state"}]
        assert named == []


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


@pytest.mark.parametrize("path", sorted((ROOT / "tests").glob("test_*.py")), ids=name_of)
def test_every_test_says_in_a_sentence_what_it_holds(path):
    """Each test has a docstring of one sentence or more, and each file of tests has one too."""
    tests = [node for name, node in public_definitions(tree_of(path)) if name.split(".")[-1].startswith("test_")]
    sentences = {node.name: ast.get_docstring(node) or "" for node in tests}

    assert ast.get_docstring(tree_of(path))
    assert tests
    assert [name for name, sentence in sentences.items() if not sentence.rstrip().endswith((".", "?", "!"))] == []


def is_definition(node: ast.AST) -> bool:
    """Tell whether a node defines a function or a class."""
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)


def is_property(node: ast.AST) -> bool:
    """Tell whether a definition is decorated as a property, a cached one, or a setter of one."""
    decorators = {ast.unparse(decorator) for decorator in node.decorator_list}
    return bool(decorators & {"property", "cached_property", f"{node.name}.setter"})


def public_definitions(tree: ast.Module | ast.ClassDef, within: str = "") -> list[tuple[str, ast.AST]]:
    """Return functions, classes and methods without a leading underscore, but no properties, as (dotted name, node)."""
    found = []
    for node in tree.body:
        if is_definition(node) and not node.name.startswith("_") and not is_property(node):
            found.append((within + node.name, node))
            if isinstance(node, ast.ClassDef):
                found += public_definitions(node, f"{node.name}.")
    return found


def names_of(node: ast.AST) -> set[str]:
    """Return what a node names: an attribute, a variable, an argument, an imported name, or a string."""
    named = {getattr(node, field, None) for field in ("attr", "id", "arg", "name", "value")}
    return {name for name in named if isinstance(name, str)}


def line_count(path: Path) -> int:
    """Return the number of lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


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
    """The files of every layer are found where they are, so that the rules above hold what they say."""
    layers = {layer: [name_of(path) for path in APP if layer_of(path) == layer] for layer in FORBIDDEN}

    assert {"rnn/network.py", "rnn/training.py", "rnn/kernel.py"} <= set(layers["engine"])
    assert layers["door"] == ["streamlit_app.py"]
    assert all(name.startswith(f"rnn/{layer}/") for layer in ("figures", "ui") for name in layers[layer])
