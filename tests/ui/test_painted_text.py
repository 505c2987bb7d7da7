"""The painted text's server side."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from rnn.figures.kit import style


def script():
    import numpy as np

    from rnn.ui.components.painted_text import Paint, PaintedText, show_painted_text

    activation = Paint("a", -1, 1, ("−1", "+1"))
    loss = Paint("loss", 0, 2.0, ("0", "2 or more"), "nats")
    characters = ["<", " ", "\r\n", "é", "\t"]
    values = np.array([-1.0, -0.021, 0.0, 0.5, 3.0])
    show_painted_text(PaintedText(characters, values, activation, "Unit 3", "See.", chosen=2, selected=(1, 3)), "unit")
    show_painted_text(PaintedText(characters, values, loss, "Loss", "See.", first=40, marked=((0, 2),)), "loss")


@pytest.fixture(scope="module")
def texts() -> list[dict]:
    """What is sent of two texts, one with a sign and one without."""
    app = AppTest.from_function(script, default_timeout=30).run()
    assert not app.exception
    return [json.loads(component.proto.json) for component in app.get("bidi_component")]


def test_characters_go_as_they_are_and_line_ends_are_visible(texts):
    """A space stays one, a line end and a tab have their signs, and what could be taken for HTML is only text."""
    assert texts[0]["characters"] == ["<", " ", "↵", "é", "⇥"]
    assert texts[0]["line_ends"] == [2]


def test_values_become_one_of_few_colours(texts):
    """With a sign the colours go from -16 to 16, without one from 0; what is beyond the end has the end's colour."""
    assert texts[0]["levels"] == [-16, 0, 0, 8, 16]
    assert texts[1]["levels"] == [0, 0, 0, 4, 16]
    assert texts[0]["colours"] == [style.NEGATIVE, style.POSITIVE]


def test_values_can_be_read_in_hundredths(texts):
    """The words under the text say two decimals, whatever the colour."""
    assert texts[0]["values"] == [-100, -2, 0, 50, 300]
    assert (texts[1]["quantity"], texts[1]["unit"], texts[1]["digits"]) == ("loss", "nats", 2)


def test_what_is_chosen_selected_and_marked_is_sent(texts):
    """Places are indices in what is shown; `first` says where that begins."""
    assert (texts[0]["chosen"], texts[0]["selected"], texts[0]["first"]) == (2, [1, 3], 0)
    assert (texts[1]["chosen"], texts[1]["selected"], texts[1]["first"]) == (None, None, 40)
    assert texts[1]["marked"] == [[0, 2]]
