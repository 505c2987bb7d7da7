"""The worksheet: every sum on it can be done again by hand and equals what the network computed."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn.analysis.worksheet import Sum, Term, divide, fill_worksheet, sum_gradient
from rnn.errors import InvalidInput
from rnn.model.network import Trace, backward_steps, forward
from rnn.model.parameters import Parameters
from tests.support.networks import cases, random_case


def added(total: Sum) -> float:
    """Add up the terms without NumPy."""
    return math.fsum(term.value for term in total.terms)


def hand_network() -> tuple[Parameters, Trace]:
    """Return a network of 2 units and 2 characters whose numbers are easy, after it has read characters 0 and 1."""
    parameters = Parameters.zeros(2, 2)
    parameters.W[:] = [[0.5, -1.0], [0.25, 2.0]]
    parameters.U[:] = [[1.0, 0.0], [0.0, -1.0]]
    parameters.b[:] = [0.1, 0.2]
    parameters.V[:] = [[1.0, 2.0], [-1.0, 3.0]]
    parameters.c[:] = [0.0, 0.5]
    return parameters, forward(parameters, np.array([0, 1]))


@settings(max_examples=50, deadline=None)
@given(cases(), st.data())
def test_every_sum_equals_what_the_network_computed(case, data):
    """At any place of any network the terms add up to s, o, dL/da and ds of the trace."""
    H, K, T = case.parameters.hidden_size, case.parameters.vocabulary_size, len(case.inputs)
    t, i, k = (data.draw(st.integers(0, size - 1)) for size in (T, H, K))
    trace, steps = case.trace, case.steps

    sheet = fill_worksheet(case.parameters, trace, case.inputs, case.targets, (t, i, k))

    gradient = sheet.gradient
    da = added(gradient.from_output) + added(gradient.from_future)
    assert added(sheet.s) == pytest.approx(trace.s[t, i], abs=1e-12) == pytest.approx(sheet.s.total)
    assert math.tanh(added(sheet.s)) == pytest.approx(sheet.a, abs=1e-12)
    assert added(sheet.o) == pytest.approx(trace.o[t, k], abs=1e-12) == pytest.approx(sheet.o.total)
    assert da == pytest.approx(gradient.da, abs=1e-12) == pytest.approx(steps.da[t, i])
    assert gradient.da * gradient.tanh_slope == pytest.approx(gradient.ds) == pytest.approx(steps.ds[t, i])


def test_a_pre_activation_worked_out_by_hand():
    """On a network of two units, the terms of unit 0 at step 1 are those of a pocket calculator."""
    parameters, trace = hand_network()

    sheet = fill_worksheet(parameters, trace, np.array([0, 1]), np.array([1, 0]), (1, 0, 0), characters="AB")

    values = {term.label: round(term.value, 6) for term in sheet.s.terms}
    a = math.tanh(1.1), math.tanh(0.2)  # the step before: U's column of A, and b
    assert values == {
        "W[0,0] · a[0,0]": round(0.5 * a[0], 6),
        "W[0,1] · a[0,1]": round(-1.0 * a[1], 6),
        "U[0,B] · 1": 0.0,
        "b[0]": 0.1,
    }


def test_a_gradient_worked_out_by_hand():
    """On a network of two units, what comes back to unit 1 at step 0 is V.T do of this step and W.T ds of the next."""
    parameters, trace = hand_network()
    steps = backward_steps(parameters, trace, np.array([1, 0]))

    gradient = sum_gradient(parameters, trace, steps, 0, 1, "AB")

    p = 1 / (1 + math.exp(trace.o[0, 1] - trace.o[0, 0]))  # softmax of two logits
    q = 1 / (1 + math.exp(trace.o[1, 1] - trace.o[1, 0]))
    slopes = [1 - math.tanh(value) ** 2 for value in trace.s[1]]
    ds_next = [(1.0 * (q - 1) - 1.0 * (1 - q)) * slopes[0], (2.0 * (q - 1) + 3.0 * (1 - q)) * slopes[1]]
    assert added(gradient.from_output) == pytest.approx(2.0 * p + 3.0 * (1 - p - 1))
    assert added(gradient.from_future) == pytest.approx(-1.0 * ds_next[0] + 2.0 * ds_next[1])


def test_each_term_is_its_weight_times_its_factor():
    """A waterfall's bar can be recomputed from the two numbers beside it, the largest bar comes first."""
    case = random_case()
    sheet = fill_worksheet(case.parameters, case.trace, case.inputs, case.targets, (2, 1, 3))

    for total in (sheet.s, sheet.o, sheet.gradient.from_output, sheet.gradient.from_future):
        sizes = [abs(term.value) for term in total.terms]
        assert all(term.value == term.weight * term.factor for term in total.terms)
        assert sizes == sorted(sizes, reverse=True)


def test_the_first_step_starts_from_the_given_activation():
    """At step 0 the terms of W multiply a_start."""
    case = random_case()
    sheet = fill_worksheet(case.parameters, case.trace, case.inputs, case.targets, (0, 0, 0))

    factors = {term.label: term.factor for term in sheet.s.terms}

    assert factors["W[0,2] · a_start[2]"] == case.a_start[2]


def test_nothing_comes_from_after_the_last_step():
    """At the last step the future has no terms and the total 0."""
    case = random_case()
    sheet = fill_worksheet(case.parameters, case.trace, case.inputs, case.targets, (5, 0, 0))

    assert sheet.gradient.from_future == Sum((), 0.0)


def test_the_division_gives_the_probability_and_the_loss():
    """exp, sum and division with Python's own mathematics give y_pred; -log of the target's gives the loss."""
    case = random_case()

    shown = divide(case.trace, case.targets, t=3, k=2)

    exponentials = [math.exp(logit - shown.shift) for logit in shown.o]
    right = exponentials[case.targets[3]] / math.fsum(exponentials)
    assert list(shown.exponentials) == pytest.approx(exponentials)
    assert shown.y_pred == pytest.approx(exponentials[2] / math.fsum(exponentials))
    assert shown.target_probability == pytest.approx(right)
    assert shown.loss == pytest.approx(-math.log(right))


def test_the_rest_is_gathered_into_one_term():
    """Of five terms, three bars show the two largest and the sum of the other three."""
    terms = tuple(Term(str(value), value, value, 1.0) for value in (5.0, -4.0, 3.0, -2.0, 1.0))

    with_rest = Sum(terms, 3.0).with_rest(3)

    assert with_rest == Sum((*terms[:2], Term("3 others", 2.0)), 3.0)
    assert Sum(terms, 3.0).with_rest(5).terms == terms


def test_no_bars_at_all_is_a_mistake():
    """A sum cannot be shown as fewer than one term."""
    with pytest.raises(ValueError, match="at least one"):
        Sum((), 0.0).with_rest(0)


@pytest.mark.parametrize(("place", "field"), [((6, 0, 0), "step"), ((0, 4, 0), "unit"), ((0, 0, -1), "character")])
def test_a_place_that_does_not_exist_is_refused(place, field):
    """A step, unit or character that does not exist is refused by its name."""
    case = random_case()

    with pytest.raises(InvalidInput) as refusal:
        fill_worksheet(case.parameters, case.trace, case.inputs, case.targets, place)

    assert refusal.value.field == field


def test_one_name_means_one_number():
    """Over all sums of a place, factors with the same label are equal: a[0] of two steps are not called the same."""
    case = random_case()
    for t in range(6):
        sheet = fill_worksheet(case.parameters, case.trace, case.inputs, case.targets, (t, 1, 3))
        sums = sheet.s, sheet.o, sheet.gradient.from_output, sheet.gradient.from_future
        named = [(term.label.split(" · ")[-1], term.factor) for total in sums for term in total.terms]

        assert len(set(named)) == len({name for name, _ in named})


def test_a_term_says_where_its_factor_comes_from():
    """The source of a term is the unit, or the character, whose number is multiplied; U, b and c have none."""
    case = random_case()
    sheet = fill_worksheet(case.parameters, case.trace, case.inputs, case.targets, (2, 1, 3))

    for term in sheet.s.terms:
        assert (term.source is None) == term.label.startswith(("U", "b"))
        assert term.source is None or term.factor == case.trace.a[1, term.source]
    for term in sheet.o.terms:
        assert term.source is None or term.factor == case.trace.a[2, term.source]
    assert [term.label for term in sheet.o.terms if term.source is None] == ["c[3]"]
    assert all(term.factor == case.steps.do[2, term.source] for term in sheet.gradient.from_output.terms)
    assert all(term.factor == case.steps.ds[3, term.source] for term in sheet.gradient.from_future.terms)
