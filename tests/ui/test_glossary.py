"""The glossary: each term once, in order, and every term that the app asks for is there."""

import ast
import re

import pytest

from rnn.ui.glossary import GLOSSARY, define, definitions
from tests.support.source_code import python_files, tree_of

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
    """No term comes twice, and each has a sentence that ends in a full stop."""
    headings = [line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("## ")]

    assert len(headings) == len(definitions()) > 40
    assert all(text.endswith(".") for text in definitions().values())


def test_terms_are_in_order_and_short():
    """Terms are in alphabetical order, each with two sentences at most."""
    terms = list(definitions())

    assert terms == sorted(terms, key=str.lower)
    for term, text in definitions().items():
        assert len(re.findall(r"[.!?](?=\s|$)", text)) <= 2, term


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
