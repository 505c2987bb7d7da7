"""How the source is built: circles, long functions, large folders, scattered keys; each figure beside its target.

python -m benchmarks.house
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.support.source_code import ROOT, imported_by, name_of, python_files, tree_of

APP = ("rnn", "pages")
LONGEST_BODY = 25
EXEMPT_FOLDERS = ("analysis", "figures", "components")  # one idea a file: there, many files are no burden
CHOICES = ("step", "unit", "character")
CHECKS = ("check_index", "InvalidInput")  # these name a field in an error; they do not look a choice up
MOST_LETTERS_BESIDE_A_NUMBER = 12  # a unit of measure fits, a sentence does not
MOST_LINES_OF_A_WRITER = 10
MARKS = tuple(f"# fmt: {what}" for what in ("skip", "off"))


class Measure(NamedTuple):
    """A figure of the house.

    name    what is counted      found      its names
    target  how many at most     is_listed  whether the names are printed too
    """

    name: str
    target: int
    found: list[str]
    is_listed: bool = True

    @property
    def line(self) -> str:
        """The figure beside its target, on one line."""
        verdict = "met" if len(self.found) <= self.target else "MISSED"
        return f"{self.name:<64} {len(self.found):>4}   target {self.target:>3}   {verdict}"


def measures() -> list[Measure]:
    """Measure the house as it is on disk."""
    long = long_functions()
    folder, files = largest_folder()
    with_session = functions_where(_takes_the_session, "rnn/ui")
    return [
        Measure("modules in an import circle", 0, modules_in_circles()),
        Measure(f"files of code in the largest folder, {folder}", 14, files, False),
        Measure("functions over 25 lines in rnn/figures", 8, [name for name in long if "rnn/figures/" in name]),
        Measure("functions over 25 lines elsewhere", 6, [name for name in long if "rnn/figures/" not in name]),
        Measure("functions of rnn/ui that take the whole session", 40, with_session, False),
        Measure("files in which a chosen step, unit or character has a key", 3, files_with_keys_of_choices()),
        Measure("files with a function that writes a number as text", 1, files_that_write_numbers()),
        Measure("marks that keep the formatter off", 0, lines_with(*MARKS)),
    ]


def modules_in_circles() -> list[str]:
    """Return the modules of rnn that import themselves, directly or through others."""
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in python_files("rnn")}
    imports = {name: imported_by(path) & modules.keys() - {name} for name, path in modules.items()}

    def reachable(name: str) -> set[str]:
        found, waiting = set(), [name]
        while waiting:
            new = imports[waiting.pop()] - found
            found |= new
            waiting += new
        return found

    return [name for name in modules if name in reachable(name)]


def largest_folder() -> tuple[str, list[str]]:
    """Return the folder with the most files of code in it (.py and .js, not those of folders within), and the files."""
    roots = [ROOT / folder for folder in (*APP, "tests", "benchmarks")]
    files = [path for root in roots for path in root.rglob("*") if path.suffix in (".py", ".js")]
    counted = [path for path in files if not {*path.relative_to(ROOT).parts} & {*EXEMPT_FOLDERS}]
    folder, _ = Counter(path.parent for path in counted).most_common(1)[0]
    return name_of(folder), sorted(path.name for path in counted if path.parent == folder)


def long_functions() -> list[str]:
    """Return the functions of the app whose body, without its docstring, is over 25 lines, with its length."""
    return [
        f"{name_of(path)}: {node.name} ({body_lines(node)})"
        for path, node in functions(*APP)
        if body_lines(node) > LONGEST_BODY
    ]


def functions_where(holds: Callable[[ast.FunctionDef], bool], *folders: str) -> list[str]:
    """Return the functions for which something holds, as "file: name"."""
    return [f"{name_of(path)}: {node.name}" for path, node in functions(*folders) if holds(node)]


def files_with_keys_of_choices() -> list[str]:
    """Return the files that name a chosen step, unit or character by a string: in a call, as an argument or a key.

    So they are looked up in the state of the controls, bound to a control, or set on a Selection by name. To read
    `selection.step` is no such thing: a misspelt attribute is found by the type.
    """
    return [name_of(path) for path in python_files("rnn/ui", "rnn/session", "pages") if _names_a_choice(tree_of(path))]


def files_that_write_numbers() -> list[str]:
    """Return the files with a function that does little else than to write a number as text, with these functions."""
    writers: dict[str, list[str]] = {}
    for path, node in functions(*APP):
        if _writes_a_number(node):
            writers.setdefault(name_of(path), []).append(node.name)
    return [f"{file}: {', '.join(names)}" for file, names in writers.items()]


def lines_with(*marks: str) -> list[str]:
    """Return the lines of all Python files of the project with one of these marks in them, as "file:line"."""
    return [
        f"{name_of(path)}:{number}"
        for path in [*ROOT.glob("*.py"), *python_files(*APP, "tests", "benchmarks", "docs")]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if any(mark in line for mark in marks)
    ]


def functions(*folders: str) -> Iterator[tuple[Path, ast.FunctionDef]]:
    """Yield every function and method of the folders, those within functions too, with its file."""
    for path in python_files(*folders):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def body_of(node: ast.FunctionDef) -> list[ast.stmt]:
    """Return a function's statements, without its docstring."""
    return node.body[1:] if ast.get_docstring(node) is not None else node.body


def body_lines(node: ast.FunctionDef) -> int:
    """Return how many lines a function's body has, blank ones and comments within it too."""
    body = body_of(node)
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def _parameters(node: ast.FunctionDef) -> list[ast.arg]:
    return [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]


def _takes_the_session(node: ast.FunctionDef) -> bool:
    return any(
        parameter.arg == "session" or (parameter.annotation and ast.unparse(parameter.annotation) == "Session")
        for parameter in _parameters(node)
    )


def _names_a_choice(tree: ast.Module) -> bool:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) not in CHECKS]
    values = [value for call in calls for value in [*call.args, *(keyword.value for keyword in call.keywords)]]
    return any(isinstance(value, ast.Constant) and value.value in CHOICES for value in values)


def _writes_a_number(node: ast.FunctionDef) -> bool:
    """Return whether a short function formats a number that it is given, and returns a text with hardly more in it."""
    body = ast.Module(body_of(node), [])
    numbers = {p.arg for p in _parameters(node) if p.annotation and ast.unparse(p.annotation) in ("float", "int")}
    formatted = [n for n in ast.walk(body) if isinstance(n, ast.FormattedValue) and n.format_spec]
    specs = {id(part) for n in formatted for part in ast.walk(n.format_spec)}
    strings = [n.value for n in ast.walk(body) if isinstance(n, ast.Constant) and id(n) not in specs]
    letters = sum(character.isalpha() for text in strings if isinstance(text, str) for character in text)
    is_of_numbers = any(isinstance(n, ast.Name) and n.id in numbers for f in formatted for n in ast.walk(f.value))
    is_short = body_lines(node) <= MOST_LINES_OF_A_WRITER and letters <= MOST_LETTERS_BESIDE_A_NUMBER
    return bool(is_of_numbers and is_short and node.returns and ast.unparse(node.returns) == "str")


def main() -> None:
    """Print every figure beside its target, and below it by name what was found, where the list can be read."""
    for measure in measures():
        print(measure.line)
        if measure.is_listed:
            print("".join(f"    {found}\n" for found in measure.found), end="")


if __name__ == "__main__":
    main()
