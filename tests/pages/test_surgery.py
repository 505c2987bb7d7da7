"""A visitor's story on the page of surgery."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from rnn.analysis.edits import HoldUnit, SetNumber, ZeroRow
from rnn.model.network import forward, softmax
from tests.support import opening
from tests.support.opening import at_rest
from tests.support.stories import alt, readings, said


def visit(**query) -> AppTest:
    """Open the page with these settings, and wait until the playhead rests."""
    return at_rest(opening.visit("surgery", **query))


def edits(app: AppTest) -> tuple:
    """Return the edits that the visitor has made."""
    return app.session_state["session"].edit_list.edits


def choose(app: AppTest, kind: str) -> AppTest:
    """Choose the kind of edit."""
    return app.segmented_control(key="edit_kind").set_value(kind).run()


def make(app: AppTest) -> AppTest:
    """Press the button that makes the edit."""
    return app.button(key="surgery_make").click().run()


def test_without_edits_both_networks_are_the_same():
    """On arrival both losses and both continuations are equal, and the page says that there are no edits."""
    app = visit(epoch=3000)

    shown = readings(app)
    assert not app.exception
    assert shown["Loss, untouched"] == shown["Loss, altered"]
    assert "They are the same." in alt(app, "Continuations of both networks")
    assert any("No edits yet" in one for one in said(app))


def test_an_ablated_unit_changes_the_loss_and_leaves_the_run_alone():
    """Ablating shows in the altered loss and in the list; parameters, loss and epoch of the run stay as they were."""
    app = visit(epoch=3000)
    run = app.session_state["session"].player.run
    theta = run.parameters_at(3000).theta.copy()
    before = readings(app)["Loss, untouched"]

    make(app)

    shown = readings(app)
    assert edits(app) == (HoldUnit(0),)
    assert shown["Loss, altered"] != shown["Loss, untouched"] == before
    assert np.array_equal(run.parameters_at(3000).theta, theta)
    assert any("Unit 0 ablated throughout" in one for one in said(app))


def test_a_text_of_one_window_is_measured_at_once():
    """Loss, characters right and ranking are of the whole text on the first drawing, and nothing is left to measure."""
    app = visit(epoch=300)

    moment = app.session_state["session"].player.moment
    assert readings(app)["Loss, untouched"] == f"{moment.scores.loss:.4g} nats"
    assert readings(app)["Correct, untouched"] == f"{moment.scores.right} of 26"
    assert "the loss over the whole text (26 predicted characters) changes by +" in alt(app, "Ablation")
    assert [one for one in said(app) if one.startswith("Measured")] == [
        "Measured over the whole text (26 predicted characters)."
    ]


def test_the_step_that_differs_most_is_named():
    """Held at step 10 alone, the networks differ at no step before it, and most at the one that is named."""
    app = visit(epoch=3000)
    session = app.session_state["session"]
    assert "The predictions are the same at all steps." in said(app)

    session.edit_list.add(HoldUnit(0, 1.0, 9, 9))
    app.run()

    moment = session.player.moment
    changed = moment.trace.a[9].copy()
    changed[0] = 1.0
    y = softmax(changed @ moment.parameters.V.T + moment.parameters.c)
    rest = forward(moment.parameters, moment.inputs[10:], changed).y_pred
    apart = np.abs(np.vstack([moment.trace.y_pred[:9], y, rest]) - moment.trace.y_pred).sum(axis=1)
    step = int(apart.argmax()) + 1
    assert any(f"They differ most at step {step}, after " in one for one in said(app))


def test_numbers_beyond_all_bounds_get_a_sentence():
    """A bias so large that the logits overflow leaves predictions that are no numbers, and the page says so."""
    app = visit(epoch=100)
    edit_list = app.session_state["session"].edit_list
    edit_list.add(SetNumber("V", 1.7e308, 0, 0))
    edit_list.add(SetNumber("c", 1.7e308, 0, 0))
    edit_list.add(HoldUnit(0, 1.0))
    app.run()

    assert not app.exception
    assert readings(app)["Loss, altered"] == "not finite"
    assert any("predictions are not finite" in one for one in said(app))


def test_edits_are_undone_one_by_one_and_all_at_once():
    """Each edit has its own undo; the last button leaves none."""
    app = visit(epoch=100)
    make(app)
    make(choose(app, "zero"))
    make(choose(app, "set"))
    assert edits(app) == (HoldUnit(0), ZeroRow("W", 0), SetNumber("W", 0.0, 0, 0))

    app.button(key="surgery_undo_1").click().run()
    assert edits(app) == (HoldUnit(0), SetNumber("W", 0.0, 0, 0))
    app.button(key="surgery_undo_all").click().run()
    assert edits(app) == ()
    assert readings(app)["Loss, untouched"] == readings(app)["Loss, altered"]


def test_a_unit_is_clamped_from_a_step_or_set_once():
    """A typed activation is held from the step chosen, or at it alone."""
    app = visit(epoch=100)
    app.segmented_control(key="edit_hold").set_value("clamp").run()
    app.text_input(key="edit_activation").set_value(" -0.5 ").run()
    app.selectbox(key="edit_from").set_value(4).run()
    make(app)
    assert edits(app) == (HoldUnit(0, -0.5, 4),)

    app.segmented_control(key="edit_hold").set_value("once").run()
    make(app)

    assert edits(app) == (HoldUnit(0, -0.5, 4, 4),)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("abc", "“abc” is not a number"),
        ("", "“” is not a number"),
        ("1e999", "not a finite number"),
        ("*x*", r"“\*x\*”"),
    ],
)
def test_a_weight_that_is_no_number_gets_a_sentence(typed, sentence):
    """The sentence is shown, the edit cannot be made, and nothing has changed."""
    app = choose(visit(epoch=100), "set")

    app.text_input(key="edit_value").set_value(typed).run()

    assert not app.exception
    assert [sentence in error.value for error in app.error] == [True]
    assert app.button(key="surgery_make").disabled
    assert edits(app) == ()


def test_an_activation_that_cannot_be_gets_a_sentence():
    """tanh does not reach 2, so a unit is not held there."""
    app = visit(epoch=100)
    app.segmented_control(key="edit_hold").set_value("clamp").run()

    app.text_input(key="edit_activation").set_value("2").run()

    assert "between" in app.error[0].value
    assert app.button(key="surgery_make").disabled


@pytest.mark.parametrize(
    ("name", "row", "column"), [("W", 3, 2), ("U", 3, 25), ("V", 25, 3), ("b", 3, 0), ("c", 25, 0)]
)
def test_every_parameter_can_be_set(name, row, column):
    """Row and column are chosen by unit or character, and the altered network has that number."""
    app = choose(visit(epoch=100), "set")
    app.segmented_control(key="edit_parameter").set_value(name).run()
    app.selectbox(key="edit_row").set_value(row).run()
    if name in "WUV":
        app.selectbox(key="edit_column").set_value(column).run()
    app.text_input(key="edit_value").set_value("3.5").run()
    make(app)

    assert not app.exception
    assert edits(app) == (SetNumber(name, 3.5, row, column),)


def test_a_seed_with_an_unknown_character_gets_its_sentence():
    """The sentence names the character, and what is written goes on from the seed before."""
    app = visit(epoch=3000)
    before = alt(app, "Continuations of both networks")

    app.text_input(key="surgery_seed").set_value("AB?").run()

    assert "“?” \\(character 3\\)" in app.error[0].value
    assert alt(app, "Continuations of both networks") == before
    app.text_input(key="surgery_seed").set_value("XYZ").run()
    assert not app.error
    assert alt(app, "Continuations of both networks") != before


def test_edits_outlast_a_change_of_page_and_end_with_their_network():
    """Back on the page the edits are there; in a network of another size there are none, with a sentence."""
    app = visit(epoch=100)
    edit_list = app.session_state["session"].edit_list
    edit_list.add(HoldUnit(1))
    edit_list.add(HoldUnit(9))
    app.switch_page("pages/train.py").run().switch_page("pages/surgery.py").run()
    assert edits(app) == (HoldUnit(1), HoldUnit(9))

    app.slider(key="hidden_size").set_value(5).run()

    assert not app.exception
    assert edits(app) == ()
    assert ["Your edits belonged to another network" in warning.value for warning in app.warning] == [True]


@pytest.mark.parametrize("query", [{"text": "a"}, {"text": "<b &*", "target": "next", "hidden_size": 1}])
def test_the_smallest_runs_can_be_operated_on(query):
    """One step, one unit and awkward characters show no exception, before and after an edit."""
    app = visit(epochs=20, **query)
    make(app)

    assert not app.exception
    assert edits(app) == (HoldUnit(0),)
