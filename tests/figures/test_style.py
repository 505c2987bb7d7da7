"""All figures are made in one place, so that each has a title, a sentence, and words for one who cannot see it."""

import ast

import pytest

from rnn.figures.kit import style
from rnn.figures.kit.style import Caption
from tests.support.source_code import ROOT, name_of, python_files, tree_of

OTHERS = [path for path in python_files("rnn/figures") if path != ROOT / "rnn/figures/kit/style.py"]


@pytest.mark.parametrize("path", OTHERS, ids=name_of)
def test_no_figure_is_made_but_by_the_house_style(path):
    """No other file calls `go.Figure` or `make_subplots`: every figure comes from `style.figure`."""
    called = {ast.unparse(node.func).split(".")[-1] for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)}

    assert called & {"Figure", "FigureWidget", "make_subplots"} == set()


def test_a_caption_is_what_a_figure_says_of_itself():
    """Title, sentence and alternative text come from the caption; the last begins with the title."""
    caption = Caption(title="Loss", see="Less is better.", alt="It is 3 nats.")
    figure = style.figure([], **caption, x=style.axis("epoch"), y=style.axis("loss"))

    assert figure.layout.title.text == "Loss"
    assert dict(figure.layout.meta) == {"see": "Less is better.", "alt": "Loss. It is 3 nats."}
