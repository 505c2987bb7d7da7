"""The words on the screen: the field's, in plain English; none of those that the house has given up."""

import ast
import re

import pytest

from tests.support.source_code import ROOT, is_definition, name_of, python_files, tree_of

# Each is a pattern for whole words. Some are private names of the past, some are habits of speech.
FORBIDDEN = (
    r"dice",
    r"stretch(es|ed|ing)?",
    r"favou?rites?",
    r"alike",
    r"leans?|leaning",
    r"tells?|told|telling",
    r"so many",
    r"sayings?",
    r"blam(e|es|ed|ing)",
    r"yardsticks?",
    r"rungs?|ladders?",
    r"hindsight",
    r"lately",
    r"in words",
    r"dearest",
    r"silence[ds]?",
    r"left to itself",
    r"led through",
    r"passe[sd] on",
    r"remedy|remedies",
    r"nobody",
    r"stands?|stood",
    r"at the turn|turn at",
    r"votes?",
    r"rash",
    r"thrown|throws?",
    r"as unsure",
    r"shared out",
    r"(nats|bits) (a|each) character|bits each",
)
PATTERN = re.compile(rf"\b({'|'.join(FORBIDDEN)})\b", re.IGNORECASE)
TEXTS = ("docs/glossary.md",)
WIDTH = "stretch"  # a width of Streamlit's, which nobody reads


def sentences_in(tree: ast.Module) -> list[str]:
    """Return all string literals of a file but its docstrings; what is filled in of an f-string is left out."""
    documented = [node for node in ast.walk(tree) if isinstance(node, ast.Module) or is_definition(node)]
    docstrings = {id(node.body[0].value) for node in documented if isinstance(node.body[0], ast.Expr)}
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    literals = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [node.value for node in literals if id(node) not in docstrings | alone and node.value != WIDTH]


def forbidden_in(text: str) -> list[str]:
    """Return the forbidden words of a text."""
    return [found.group(0) for found in PATTERN.finditer(text)]


@pytest.mark.parametrize("path", python_files("rnn", "pages"), ids=name_of)
def test_no_sentence_holds_a_forbidden_word(path):
    """No string of the app's code, outside its docstrings, has one."""
    assert [word for sentence in sentences_in(tree_of(path)) for word in forbidden_in(sentence)] == []


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_holds_a_forbidden_word(name):
    """Nor has a document that the app shows."""
    assert forbidden_in((ROOT / name).read_text(encoding="utf-8")) == []


def test_whole_words_are_found_wherever_they_are():
    """Capitals, line ends of a sentence and f-strings hide none; parts of other words and docstrings are none."""
    tree = ast.parse(
        'def f(n):\n    """Say so many things."""\n    return f"The Dice {n} told it", "indices, standard, untold"\n'
    )

    assert [word for sentence in sentences_in(tree) for word in forbidden_in(sentence)] == ["Dice", "told"]
