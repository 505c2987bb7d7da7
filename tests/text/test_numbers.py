"""How numbers are written, and that they have digits enough to be computed with."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.text.numbers import (
    compact,
    counted,
    difference,
    digits_enough,
    digits_of_terms,
    follows,
    in_latex,
    measured,
    number,
    percent,
    rounded,
    setting,
    setting_or_off,
    share,
    signed,
    significant,
)

terms = st.lists(st.floats(-1e3, 1e3).filter(lambda value: value == 0 or abs(value) > 1e-6), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (-0.0, "0"), (1.0, "1"), (-0.25, "−0.25"), (12345.6, "1.235e+04"), (-0.00012345, "−1.234e−4")],
)
def test_numbers_are_four_digits_with_a_minus_that_can_be_seen(value, text):
    """No negative zero, no hyphen for a minus, powers of ten for the very small."""
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.5, "0.5"), (-0.0, "0"), (-1.23456, "-1.235"), (1.5e-7, r"1.5\cdot10^{-7}")]
)
def test_numbers_in_latex(value, text):
    """Four digits, and powers of ten as one writes them by hand."""
    assert in_latex(value) == text


def test_each_purpose_has_its_own_way():
    """Settings, activations, changes and probabilities, as the pages show them."""
    assert (setting(100_000), setting(0.01), setting_or_off(0), setting_or_off(5.0)) == ("100,000", "0.01", "off", "5")
    assert (signed(0.5), signed(-1), difference(-3), difference(1.25, "nats")) == ("+0.50", "−1.00", "−3", "+1.25 nats")
    assert (share(0.99999), share(1.0)) == ("99.999%", "100%")
    assert (significant(0.00021523, 3), significant(13.0, 4)) == ("0.000215", "13")
    assert (compact(0.851), compact(12345)) == ("0.85", "1.23e+04")
    assert (counted(0, "step"), counted(1, "step"), counted(1000, "step")) == ("0 steps", "1 step", "1,000 steps")


@pytest.mark.parametrize(("probability", "text"), [(0.9957, "99.6"), (0.00143, "0.143"), (1.0, "100")])
def test_percent_keeps_three_digits(probability, text):
    """Also where the probability is tiny; the sign does not leave its number at the end of a line."""
    assert percent(probability) == f"{text}\N{NO-BREAK SPACE}%"


@given(terms)
def test_what_is_printed_adds_up_to_the_printed_total(values):
    """The printed terms, added, are the printed total, unless the total is nothing but the error of rounding."""
    total = math.fsum(values)
    digits = digits_of_terms(values, total)
    added = math.fsum(rounded(value, count) for value, count in zip(values, digits, strict=True))

    assert min(digits) >= 4
    assert f"{added:.4g}" == f"{total + 0.0:.4g}" or abs(added - total) < 1e-12 * max(map(abs, values))


@given(st.floats(-1e6, 1e6), st.floats(-3, 3).filter(lambda units: abs(units) > 1e-3), st.integers(1, 8))
def test_what_is_printed_differently_does_not_follow(result, units, digits):
    """Of two numbers a few units of the last printed digit apart, those that print the same are as good as one."""
    computed = result * (1 + units * 10.0**-digits)

    if f"{computed:.{digits}g}" != f"{result:.{digits}g}":
        assert not follows(computed, result, digits)
    elif all(
        f"{value * (1 + error):.{digits}g}" == f"{result:.{digits}g}"
        for value in (computed, result)
        for error in (-2e-12, 2e-12)
    ):
        assert follows(computed, result, digits)


def test_no_more_digits_than_it_takes():
    """Four where four do, six where two are lost in a subtraction."""
    assert digits_enough([0.5, 0.25], lambda a, b: a * b, 0.125) == 4
    assert digits_enough([0.9975281], lambda p: p - 1, -0.0024719) == 6
    assert digits_of_terms([1.0, 0.5], 1.5) == [4, 4]


def test_what_is_not_finite_is_written_too():
    """A network that left the range of numbers is shown as it is."""
    assert digits_enough([math.inf, 0.0], lambda a, b: a * b, math.nan) == 4
    assert digits_of_terms([math.inf, 1.0], math.inf) == [4, 4]
    assert number(math.nan) == "nan"


@pytest.mark.parametrize(
    ("value", "unit", "text"), [(84.71, "nat", "84.7 nats"), (1, "letter", "1 letter"), (0.5, "nat", "0.5 nats")]
)
def test_a_number_has_its_unit(value, unit, text):
    """Three digits, and the plural of the unit but for one."""
    assert measured(value, unit) == text
