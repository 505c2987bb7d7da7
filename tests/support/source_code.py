"""What the rules of the house read from the source: files, imports, definitions, names."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def python_files(*folders: str) -> list[Path]:
    """Return the Python files of folders of the project, whatever is in them today."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def layer_of(path: Path) -> str:
    """Return the storey that a file lies in: "streamlit_app", "pages", "errors", or the first folder within rnn."""
    folder, *rest = path.relative_to(ROOT).with_suffix("").parts
    return rest[0] if folder == "rnn" else folder


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
    "from rnn import kernel" counts as "rnn" and "rnn.model.kernel", as it may be either.
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
    return {name for name in imported_by(path) if is_within(name, forbidden)}


def is_within(name: str, modules: tuple[str, ...]) -> bool:
    """Return whether a dotted name is one of the modules, or lies in one."""
    return any(name == module or name.startswith(module + ".") for module in modules)


def is_definition(node: ast.AST) -> bool:
    """Return whether a node defines a function or a class."""
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)


def is_property(node: ast.AST) -> bool:
    """Return whether a definition is decorated as a property, a cached one, or a setter of one."""
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
