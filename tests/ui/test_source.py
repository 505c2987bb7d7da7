"""Source: the lines shown are the lines that run."""

import inspect
from pathlib import Path

import pytest

from rnn.model import network
from rnn.ui.source import EQUATIONS, equation, source_lines


@pytest.mark.parametrize("name", EQUATIONS)
def test_every_equation_of_the_app_is_still_found(name):
    """Each equation that a page explains is found, and its marked lines are those of the file on disk."""
    shown = equation(name)

    function, containing = EQUATIONS[name]
    file_lines = Path(inspect.getsourcefile(function)).read_text(encoding="utf-8").splitlines()
    on_disk = [file_lines[shown.first_line_number - 1 + index].strip() for index in shown.marked]
    marked = [shown.lines[index].strip() for index in shown.marked]
    assert marked == on_disk
    assert len(marked) == len(containing)
    assert all(text in line for text, line in zip(containing, marked, strict=True))


def test_the_whole_function_is_shown_without_its_surroundings():
    """Without a context the lines are the function from its def to its return."""
    shown = source_lines(network.softmax, "np.exp(")

    assert shown.lines[0].startswith("def softmax")
    assert shown.lines[-1].strip().startswith("return")
    assert shown.code.splitlines() == list(shown.lines)


def test_the_context_is_cut_at_the_function():
    """Context lines never leave the function, and the common indent is gone."""
    shown = source_lines(network.softmax, "return", context=1)

    assert len(shown.lines) == 2
    assert shown.lines[1].startswith("return")
    assert shown.marked == (1,)


def test_the_place_names_the_file_and_the_lines():
    """The place says where to look: file and line numbers counted from 1."""
    one, two = equation("logits"), equation("pre-activation")

    assert one.place == f"network.py, line {one.first_line_number + one.marked[0]}"
    assert two.place.startswith("network.py, lines ")


@pytest.mark.parametrize(("text", "found"), [("no such line", "0 lines"), ("exp(o", "2 lines")])
def test_text_that_is_not_in_exactly_one_line_is_an_error(text, found):
    """A text that is gone from the function, or that several lines have, is reported with the function's name."""
    with pytest.raises(LookupError, match=f"{found} of softmax"):
        source_lines(network.softmax, text)
