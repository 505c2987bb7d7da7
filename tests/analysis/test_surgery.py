"""Surgery: altered runs against networks altered in another way."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn.analysis.edits import HoldUnit, SetNumber, ZeroRow, edited_parameters
from rnn.analysis.surgery import continue_with, forward_with, rank_units, step_with
from rnn.errors import InvalidInput
from rnn.generation.continuation import generate
from rnn.model.network import Trace, cross_entropy, forward
from rnn.model.parameters import Parameters
from rnn.text.vocabulary import Vocabulary
from tests.support.networks import Case, cases, random_case


def without_unit(case: Case, unit: int) -> Trace:
    """Run the network with the unit's row of W and U and its bias set to 0, so that its a is tanh(0) = 0."""
    ablated = edited_parameters(case.parameters, [ZeroRow(name, unit) for name in "WUb"])
    return forward(ablated, case.inputs, case.a_start)


def assert_same(trace: Trace, expected: Trace, names=("s", "a", "o", "y_pred", "a_start")):
    """Hold two traces equal but for rounding."""
    for name in names:
        np.testing.assert_allclose(getattr(trace, name), getattr(expected, name), rtol=1e-12, atol=1e-12)


@settings(max_examples=25, deadline=None)
@given(cases())
def test_without_edits_the_run_is_the_untouched_one(case):
    """No edits, and a hold that sets a unit to what it is anyway, change nothing."""
    t = len(case.inputs) - 1
    same = HoldUnit(0, case.trace.a[t, 0], first_step=t)

    assert_same(forward_with(case.parameters, case.inputs, (), case.a_start), case.trace)
    assert_same(forward_with(case.parameters, case.inputs, [same], case.a_start), case.trace)


@settings(max_examples=25, deadline=None)
@given(cases(), st.data())
def test_ablating_is_zeroing_all_that_enters_a_unit(case, data):
    """A unit held at 0 gives the run of the network whose rows of W and U and bias are 0 there."""
    unit = data.draw(st.integers(0, case.parameters.hidden_size - 1))

    ablated = forward_with(case.parameters, case.inputs, [HoldUnit(unit)], case.a_start)

    assert_same(ablated, without_unit(case, unit), names=("a", "o", "y_pred"))


def test_a_held_unit_is_a_bias_for_the_others():
    """Holding unit 1 at 0.6 from the start is moving its columns of W and V, times 0.6, into the biases."""
    case = random_case()
    held = forward_with(case.parameters, case.inputs, [HoldUnit(1, 0.6)], case.a_start * [1, 0, 1, 1])
    moved = case.parameters.copy()
    moved.c += 0.6 * moved.V[:, 1]
    moved.V[:, 1] = 0
    first = forward(moved, case.inputs[:1], case.a_start * [1, 0, 1, 1])
    moved.b += 0.6 * moved.W[:, 1]
    moved.W[:, 1] = 0

    rest = forward(moved, case.inputs[1:], first.a[0])

    np.testing.assert_allclose(held.y_pred, np.vstack([first.y_pred, rest.y_pred]))
    assert set(held.a[:, 1]) == {0.6}


def test_before_its_first_step_a_hold_does_nothing():
    """Held from step 3 on, the run is untouched until then and the unit has its value from then on."""
    case = random_case()

    altered = forward_with(case.parameters, case.inputs, [HoldUnit(2, -1.0, first_step=3)], case.a_start)

    assert np.array_equal(altered.a[:3], case.trace.a[:3])
    assert altered.a[3:, 2].tolist() == [-1, -1, -1]
    np.testing.assert_allclose(altered.s[3], case.trace.s[3])


def test_a_unit_set_once_runs_free_again():
    """Set at step 2 alone, the rest of the run is that of a network started from the state so set."""
    case = random_case()

    altered = forward_with(case.parameters, case.inputs, [HoldUnit(0, 0.9, 2, 2)], case.a_start)

    changed = case.trace.a[2].copy()
    changed[0] = 0.9
    np.testing.assert_allclose(altered.a[3:], forward(case.parameters, case.inputs[3:], changed).a)


def test_a_set_weight_runs_as_a_network_that_has_it():
    """With one weight set the run is that of the edited parameters, and the given ones are untouched."""
    case = random_case()
    before = case.parameters.theta.copy()
    edits = [SetNumber("W", 3.0, 1, 2), ZeroRow("V", 0)]
    by_hand = case.parameters.copy()
    by_hand.W[1, 2] = 3.0
    by_hand.V[0] = 0

    altered = forward_with(case.parameters, case.inputs, edits, case.a_start)

    assert_same(altered, forward(by_hand, case.inputs, case.a_start))
    assert np.array_equal(case.parameters.theta, before)


def test_one_step_is_a_row_of_the_run():
    """A step made alone, from the state before it, is that step of the whole altered run."""
    case = random_case()
    edits = (HoldUnit(1, 0.5, first_step=2), SetNumber("b", 1.0, 0))
    whole = forward_with(case.parameters, case.inputs, edits, case.a_start)
    edited = edited_parameters(case.parameters, edits)

    for t, a_previous in enumerate(whole.a_previous):
        alone = step_with(edited, edits, t, a_previous, case.inputs[t])
        for own, row in zip(alone, (whole.s, whole.a, whole.o), strict=True):
            np.testing.assert_allclose(own, row[t], rtol=1e-12)


@pytest.mark.parametrize("priming", ["refeed", "standard"])
def test_a_continuation_without_edits_is_the_network_s_own(priming):
    """Without edits the continuation is what `generate` writes at temperature 0."""
    vocabulary = Vocabulary("ABCDEF")
    parameters = Parameters.random(5, 6, random_seed=3, scale=1.5)

    trace = continue_with(parameters, vocabulary.encode("ABC"), 8, (), priming)

    written = vocabulary.decode(trace.o[-8:].argmax(axis=1))
    assert written == "".join(step.character for step in generate(parameters, vocabulary, "ABC", 8, priming))


def test_a_continuation_is_the_run_of_what_it_wrote():
    """A continuation with edits is the altered run over the seed and what was written."""
    case = random_case(H=5, scale=1.5)
    edits = [HoldUnit(0, -0.7, first_step=1), ZeroRow("U", 2)]

    trace = continue_with(case.parameters, np.array([1, 2]), 6, edits, "standard")

    written = trace.o[-6:].argmax(axis=1)
    assert_same(trace, forward_with(case.parameters, np.array([1, 2, *written[:-1]]), edits))


@settings(max_examples=25, deadline=None)
@given(cases())
def test_the_ranking_is_each_unit_s_ablation(case):
    """The loss without a unit is that of the network with its rows zeroed; the largest comes first."""
    ranking = rank_units(case.parameters, case.inputs, case.targets, case.a_start)

    H = case.parameters.hidden_size
    losses = [cross_entropy(without_unit(case, unit).y_pred, case.targets) for unit in range(H)]
    np.testing.assert_allclose(ranking.losses, losses)
    np.testing.assert_allclose(ranking.loss_increase, np.array(losses) - case.loss, atol=1e-9)
    assert sorted(ranking.order) == list(range(H))
    assert np.all(np.diff(ranking.loss_increase[ranking.order]) <= 0)


@pytest.mark.parametrize(
    ("edit", "field"), [(HoldUnit(9), "unit"), (HoldUnit(0, 0.0, 6), "step"), (SetNumber("W", "x", 0, 0), "value")]
)
def test_a_run_with_an_impossible_edit_is_refused(edit, field):
    """A unit or step outside the network or the text, or a weight that is no number, is refused before the run."""
    case = random_case(T=6)

    with pytest.raises(InvalidInput) as refusal:
        forward_with(case.parameters, case.inputs, [edit])

    assert refusal.value.field == field


def test_without_edits_it_is_the_untouched_network_to_the_last_bit():
    """Nothing is edited, so nothing may seem to have changed."""
    case = random_case(T=20, H=10)
    altered, untouched = forward_with(case.parameters, case.inputs, ()), forward(case.parameters, case.inputs)

    np.testing.assert_array_equal(altered.y_pred, untouched.y_pred)
