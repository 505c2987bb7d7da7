"""The glossary: each term once, in order, and every term that the app asks for is there."""

import ast
import re

import pytest

from rnn.ui.app import PAGES
from rnn.ui.glossary import GLOSSARY, define, definitions, entries
from tests.support.source_code import ROOT, python_files, tree_of

TITLES = {path: title for rows in PAGES.values() for path, title, *_ in rows}

USED = {
    *("activation", "pre-activation", "hidden state", "saturated", "tanh", "slope of tanh", "jacobian"),
    *("logit", "softmax", "probability", "top prediction", "cross-entropy", "perplexity", "bits per character", "nat"),
    *("spectral radius", "eigenvalue", "half-life", "vanishing gradient", "exploding gradient", "norm"),
    *("clipping by norm", "clipping by value", "credit assignment", "gradient check", "finite differences"),
    *("backpropagation through time", "truncated backpropagation through time", "window", "update", "epoch"),
    *("teacher-forced", "free-running", "priming", "temperature", "top-k", "top-p", "greedy", "sampling seed"),
    *("baseline", "uniform baseline", "unigram baseline", "bigram baseline", "held-out text", "overfitting"),
    *("frame", "playhead", "film", "ablation", "principal component"),
}


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
    """No term comes twice, and each has sentences, the last of which ends in a full stop."""
    headings = [line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("## ")]

    assert len(headings) == len(definitions()) > 40
    assert all(text.endswith(".") for text in definitions().values())


def test_terms_are_in_order_and_short():
    """Terms are in alphabetical order, each with two sentences."""
    terms = list(definitions())

    assert terms == sorted(terms, key=str.lower)
    for term, text in definitions().items():
        assert len(re.findall(r"[.!?](?=\s|$)", text)) == 2, term


def test_a_definition_is_its_sentences_alone():
    """Neither the equation nor the page is in a help text."""
    assert not [term for term, text in definitions().items() if "$" in text or "At work" in text or "\n" in text]


def test_each_entry_is_read_whole():
    """Every equation and every page of the file belongs to an entry; none is left over or misread."""
    text = GLOSSARY.read_text(encoding="utf-8")

    assert text.count("$$") == 2 * sum(bool(entry.equation) for entry in entries())
    assert text.count("At work: [") == len(entries())


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.term)
def test_the_page_of_a_term_is_there_under_its_name(entry):
    """The link has the name of a page's script, and its title as the navigation has it."""
    path = f"pages/{entry.page}.py"

    assert (ROOT / path).exists()
    assert f"At work: [{TITLES[path]}]({entry.page})" in GLOSSARY.read_text(encoding="utf-8")


@pytest.mark.parametrize("entry", [entry for entry in entries() if entry.equation], ids=lambda entry: entry.term)
def test_an_equation_is_well_formed(entry):
    """Its braces, its growing delimiters and its environments are closed in their order."""
    marks = re.findall(r"\\(?:begin|end)\{(\w+)\}|(\\left|\\right)(?![a-z])|(?<!\\)([{}])", entry.equation)
    opened = []
    for environment, side, brace in marks:
        kind = environment or side or brace
        if kind in ("\\right", "}"):
            assert opened.pop() == {"\\right": "\\left", "}": "{"}[kind]
        elif environment and opened[-1:] == [environment]:
            opened.pop()
        else:
            opened.append(kind)

    assert opened == []


def test_an_entry_without_a_page_is_refused(tmp_path, monkeypatch):
    """A term that names no page is an error that says which, not a page with a broken link."""
    path = tmp_path / "glossary.md"
    path.write_text("# Glossary\n\n## Step\nOne. Two.\n", encoding="utf-8")
    monkeypatch.setattr("rnn.ui.glossary.GLOSSARY", path)

    with pytest.raises(ValueError, match="Step"):
        entries.__wrapped__()


def test_what_figures_and_pages_use_is_defined():
    """The terms of the field that captions, titles and sentences use have an entry."""
    assert {term.lower() for term in definitions()} >= USED


def test_the_app_asks_for_terms_that_are_there():
    """Every help text for a term comes from the glossary, and no term is misspelt."""
    assert len(asked_for()) > 20
    assert asked_for() <= definitions().keys()


def test_an_unknown_term_is_refused():
    """A term that the glossary lacks is an error, not an empty help text."""
    with pytest.raises(KeyError):
        define("no such term")
