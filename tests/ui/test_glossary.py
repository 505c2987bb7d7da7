"""The glossary: each term once, in order, and every term that the app asks for is there."""

import ast

import pytest

from rnn.ui.glossary import GLOSSARY, define, definitions
from tests.support.source_code import python_files, tree_of


def asked_for() -> set[str]:
    """Return the terms that the app's code asks for, `define("…")`."""
    calls = [
        node
        for path in python_files("rnn", "pages")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "define"
    ]
    return {argument.value for call in calls for argument in call.args if isinstance(argument, ast.Constant)}


def test_each_term_has_one_definition():
    """No term comes twice, and each has a sentence that ends in a full stop."""
    headings = [line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("## ")]

    assert len(headings) == len(definitions()) > 40
    assert all(text.endswith(".") for text in definitions().values())


def test_the_app_asks_for_terms_that_are_there():
    """Every help text for a term comes from the glossary, and no term is misspelt."""
    assert len(asked_for()) > 20
    assert asked_for() <= definitions().keys()


def test_an_unknown_term_is_refused():
    """A term that the glossary lacks is an error, not an empty help text."""
    with pytest.raises(KeyError):
        define("no such term")
