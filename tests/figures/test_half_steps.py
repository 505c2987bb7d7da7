"""One update in slow motion: what the browser is given to draw in each phase."""

import numpy as np
import pytest

from rnn.analysis.one_update import take_apart
from rnn.figures.half_steps import NOT_MADE, PHASES, half_step_picture
from rnn.figures.kit import style
from rnn.figures.unrolled import COLUMNS, MOST_ROWS, RECURRENT_LINES, strongest_units
from rnn.model.excerpts import Excerpt
from rnn.model.optimisers import Clipping
from rnn.model.parameters import Parameters
from tests.support.networks import random_case

ALL_PHASES = pytest.mark.parametrize("name", PHASES)
LABELS = list("abcde")


def one_update(T: int = 6, H: int = 4, rate: float = 0.1, is_made: bool = True):
    """Return an update of a random case by plain gradient descent."""
    case = random_case(T=T, H=H)
    arguments = Excerpt(0, case.inputs, case.targets), case.a_start, Clipping(), rate
    gradient = take_apart(case.parameters, None, *arguments).gradient
    after = Parameters(case.parameters.theta - rate * gradient, H, 5)
    return take_apart(case.parameters, after if is_made else None, *arguments)


def picture(name: str, one, first: int = 0, plays: int = 0):
    """Return the picture of a phase, and its cells as columns by rows."""
    units = strongest_units(one.trace.a[first : first + COLUMNS], "at epoch 7")
    drawn = half_step_picture(name, one, LABELS, units, first, plays, "Epoch 7 → 8")
    return drawn, np.reshape(drawn.moving["a"], (-1, len(units.rows)))


def lines(drawn, name: str, numbers: int) -> np.ndarray:
    """Return lines of one kind, one a row."""
    return np.reshape(drawn.moving["lines"][name], (-1, numbers))


@ALL_PHASES
def test_the_cells_are_those_of_the_phase(name):
    """Activations, then the errors ∂L/∂s, then the change of the biases; each in a scale that its largest fills."""
    one = one_update()
    _, cells = drawn = picture(name, one)
    values = {"backward": one.steps.ds, "update": np.tile(one.after.b - one.before.b, (6, 1))}.get(name, one.trace.a)
    scale = drawn[0].moving["phase"]["scale"]

    np.testing.assert_allclose(cells, values, rtol=1e-6)
    assert scale == (1 if name in ("forward", "loss") else np.abs(values).max())


@ALL_PHASES
def test_the_rows_above_are_those_of_the_phase(name):
    """First the most probable characters; then the targets, with probabilities and losses, the new ones at last."""
    one = one_update()
    drawn, _ = picture(name, one)
    targets, steps = one.window.targets, np.arange(6)
    y_pred = (one.trace_after if name == "update" else one.trace).y_pred
    above = y_pred.argmax(axis=1) if name == "forward" else targets
    losses = [] if name == "forward" else -np.log(y_pred[steps, targets])

    assert drawn.moving["predicted"] == [LABELS[k] for k in above]
    assert drawn.moving["shares"] == [round(100 * p) for p in y_pred[steps, above]]
    np.testing.assert_allclose(drawn.moving["phase"]["losses"], losses, rtol=1e-5)
    assert drawn.moving["phase"]["upper"] == ("predicts" if name == "forward" else "target")


@ALL_PHASES
def test_the_lines_are_weights_and_at_last_their_changes(name):
    """The largest of W between the steps; the largest of V lead to the character that is above."""
    one = one_update()
    drawn, _ = picture(name, one)
    W, _, _, V, _ = one.change if name == "update" else one.before
    above = one.trace.o.argmax(axis=1) if name == "forward" else one.window.targets

    recurrent, leaving = lines(drawn, "recurrent", 3), lines(drawn, "leaving", 2).reshape(6, -1, 2)
    largest = np.sort(np.abs(W).ravel())[::-1][:RECURRENT_LINES]
    np.testing.assert_allclose(np.abs(recurrent[:, 2]), largest, rtol=1e-6)
    for t, k in enumerate(above):
        np.testing.assert_allclose(leaving[t, :, 1], V[k][leaving[t, :, 0].astype(int)], rtol=1e-6)


def test_activations_come_from_the_left_and_errors_from_the_right():
    """Losses from the left too, where cells and lines stay; a change is everywhere at once."""
    phases = {name: picture(name, one_update(), plays=3)[0].moving["phase"] for name in PHASES}

    assert [phases[name]["direction"] for name in ("forward", "loss", "backward", "update")] == [1, 1, -1, 0]
    assert phases["loss"]["appears"] == ["outputs"]
    assert "outputs" not in phases["backward"]["appears"]
    assert {phase["plays"] for phase in phases.values()} == {3}


@ALL_PHASES
def test_the_words_name_the_phase_and_the_largest(name):
    """Title, caption and text for those who cannot see; the errors are said to be those of the pre-activations."""
    drawn, _ = picture(name, one_update())

    assert drawn.moving["title"] == f"Epoch 7 → 8: {name}"
    assert drawn.alt.startswith(drawn.moving["title"]) and "6 steps, 4 hidden units" in drawn.alt
    assert ("∂L/∂s of the loss with respect to the pre-activation" in drawn.see) == (name == "backward")
    assert ("fullest colour" in drawn.see) == (name in ("backward", "update"))
    assert set(drawn.fixed["colours"].values()) <= {value for value in vars(style).values() if isinstance(value, str)}


@ALL_PHASES
def test_of_a_long_window_a_part_is_shown_and_said_to_be(name):
    """26 steps from the first one shown on, and 24 units; numbers of the whole window stay those of the whole."""
    one = one_update(T=40, H=30)
    drawn, cells = picture(name, one, first=9)

    assert cells.shape == (COLUMNS, MOST_ROWS)
    assert f"steps 10 to 35 of 40, and {MOST_ROWS} of 30 units" in drawn.see
    assert drawn.fixed["letters"] == [LABELS[x] for x in one.window.inputs[9:35]]
    assert "40 steps, 30 hidden units" in drawn.alt
    assert name != "backward" or drawn.moving["phase"]["scale"] == np.abs(one.steps.ds).max()


@pytest.mark.parametrize("one", [one_update(is_made=False), one_update(rate=0.0)], ids=["none made", "rate 0"])
def test_where_nothing_changes_there_is_no_colour(one):
    """No scale is named, and all lines are 0; where no update is made, the caption says so."""
    drawn, cells = picture("update", one)

    assert not cells.any() and not lines(drawn, "recurrent", 3)[:, 2].any()
    assert drawn.moving["phase"]["scale"] == 1
    assert "fullest" not in drawn.see
    assert (NOT_MADE in drawn.see) == (not one.is_made)


def test_one_step_of_one_unit_has_a_picture():
    """The smallest there is."""
    for name in PHASES:
        assert picture(name, one_update(T=1, H=1))[1].shape == (1, 1)
