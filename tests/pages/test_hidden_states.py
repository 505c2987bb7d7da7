"""A visitor's story on the page of the hidden states."""

import pytest
from streamlit.testing.v1 import AppTest

from rnn.analysis.unit_passages import highest_passages
from tests.support import opening
from tests.support.stories import alts, readings, words


def visit(**query) -> AppTest:
    return opening.visit("hidden_states", **query)


def test_the_page_shows_map_line_bars_and_the_cells_numbers():
    """On arrival there are three charts, a sentence on saturation, and numbers that fit together."""
    app = visit(epoch=10_000)
    shown = readings(app)

    assert not app.exception
    assert [alt.split(".")[0] for alt in alts(app)] == [
        "Hidden units over the text: activation a",
        "All units at step 1 (A)",
        "Unit 0 over time",
    ]
    assert any("of 260** activations" in one for one in words(app))
    assert float(shown["1 − a²"]) == pytest.approx(1 - float(shown["a = tanh(s)"]) ** 2, abs=2e-4)


def test_unit_step_and_view_can_be_chosen():
    """The controls change what all three charts show."""
    app = visit(text="hello", target="next", epoch=50)
    app.select_slider(key="step").set_value(2).run()
    app.slider(key="unit").set_value(7).run()
    app.segmented_control(key="hidden_values").set_value("s").run()

    assert not app.exception
    whole, bars, line = alts(app)
    assert whole.startswith("Hidden units over the text: pre-activation s.")
    assert f"Unit 7 at step 3 (l): s = {readings(app)['s']}" in whole
    assert line.startswith("Unit 7 over time") and bars.startswith("All units at step 3 (l)")


def test_a_shorter_text_and_fewer_units_keep_the_choice_within_bounds():
    """What was chosen in a larger network becomes the last step and unit of a smaller one."""
    app = visit(text="hello", epoch=10)
    app.select_slider(key="step").set_value(4).run()
    app.slider(key="unit").set_value(9).run()
    app.text_area(key="text").set_value("abc").run()
    app.slider(key="hidden_size").set_value(3).run()

    assert not app.exception
    assert "Unit 2 at step 2 (b)" in alts(app)[0]


def test_one_step_of_one_unit_is_enough():
    """The smallest network of all, on a character that could be taken for HTML, has its page too."""
    app = visit(text="<", hidden_size=1, epoch=5)

    assert not app.exception
    assert "1 units over 1 steps" in alts(app)[0]


def test_all_numbers_of_a_step_can_be_read():
    """The table below, once open, has a row for each unit."""
    app = visit(text="hello", epoch=10)
    assert not app.dataframe

    app.session_state["session"].choices["hidden_table"] = True
    app.run()
    assert not app.exception
    assert list(app.dataframe[0].value.columns) == ["unit", "s", "a", "1 − a²"]
    assert len(app.dataframe[0].value) == 10

    app.session_state["session"].player.seek(0)
    app.session_state["session"].player.play()
    app.run()
    assert not app.dataframe  # it would be ahead of the pictures
    assert "The numbers are here when the film is paused." in [caption.value for caption in app.caption]


def test_how_the_extreme_passages_are_selected_is_said():
    """Below each list: the rule, and how many steps it leaves out although they are more extreme than the last one."""
    app = visit(epoch=3000)
    app.segmented_control(key="hidden_view").set_value("one").run()
    a = app.session_state["session"].player.moment.passage_trace.a[:, 0]
    listed = highest_passages(a, 5, before=2, after=1)
    left_out = int((a > listed[-1].value).sum()) - (len(listed) - 1)
    high, low = (one for one in words(app) if "listed" in one)

    assert left_out > 0
    assert f"from 2 before to 1 after, overlaps none above it. {left_out:,} step" in high
    assert high.startswith("First the highest") and low.startswith("First the lowest")
