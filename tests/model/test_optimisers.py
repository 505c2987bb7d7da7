"""The optimisers: each its textbook's formula, number by number; and gradients within their bounds."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.errors import InvalidInput
from rnn.model.optimisers import (
    ADAGRAD,
    ADAM,
    MOMENTUM,
    OPTIMISERS,
    RMSPROP,
    SGD,
    Clipping,
    biases,
    clip,
    optimiser_named,
    step,
)

every_optimiser = pytest.mark.parametrize("optimiser", OPTIMISERS.values(), ids=OPTIMISERS)
numbers = st.floats(-100, 100).map(lambda g: g if abs(g) > 1e-3 else 0.0)
gradients = st.lists(st.lists(numbers, min_size=3, max_size=3), min_size=1, max_size=30)


def textbook(name: str, number: float, gradients: list[float], rate: float) -> float:
    """Return what becomes of one number, each formula written out as its source has it."""
    speed = squares = average = 0.0
    for n, g in enumerate(gradients, start=1):
        if name == "sgd":
            number -= rate * g
        elif name == "momentum":  # PyTorch: buf = momentum * buf + grad; p = p - lr * buf
            speed = 0.9 * speed + g
            number -= rate * speed
        elif name == "adagrad":  # min-char-rnn: mem += g * g; p += -learning_rate * g / sqrt(mem + 1e-8)
            squares += g * g
            number += -rate * g / sqrt(squares + 1e-8)
        elif name == "rmsprop":  # PyTorch: avg = alpha * avg + (1 - alpha) * g * g; p = p - lr * g / (sqrt(avg) + eps)
            average = 0.99 * average + 0.01 * g * g
            number -= rate * g / (sqrt(average) + 1e-8)
        else:  # Kingma and Ba, algorithm 1
            speed = 0.9 * speed + 0.1 * g
            squares = 0.999 * squares + 0.001 * g * g
            number -= rate * (speed / (1 - 0.9**n)) / (sqrt(squares / (1 - 0.999**n)) + 1e-8)
    return number


def after(optimiser, theta, gradients, rate: float) -> np.ndarray:
    """Return theta after one update by each of the gradients."""
    theta = np.array(theta, dtype=float)
    memory = np.zeros((len(optimiser.keeps), len(theta)))
    for number, g in enumerate(gradients, start=1):
        step(optimiser, theta, memory, np.array(g, dtype=float), rate, number)
    return theta


@every_optimiser
@given(gradients=gradients, rate=st.floats(1e-6, 10))
def test_an_optimiser_is_its_textbooks_formula(optimiser, gradients, rate):
    """Whatever the gradients and the rate, each number goes where the formula sends it, independent of the others."""
    theta = after(optimiser, [0.5, -2.0, 0.0], gradients, rate)

    for place, first in enumerate([0.5, -2.0, 0.0]):
        own = [g[place] for g in gradients]
        terms = rate * 10 * (1 + sum(map(abs, own)))  # what may cancel in it
        assert theta[place] == pytest.approx(textbook(optimiser.name, first, own, rate), rel=1e-12, abs=1e-14 * terms)


@pytest.mark.parametrize(
    ("optimiser", "first", "second"),
    [
        (SGD, [0.95, 2.025], [0.9, 2.05]),
        (MOMENTUM, [0.95, 2.025], [0.855, 2.0725]),  # 0.05 and 0.025, then 1.9 times as much
        (ADAGRAD, [0.9, 2.1], [0.8292893, 2.1707107]),  # 0.1, then 0.1 / √2
        (RMSPROP, [0.0, 3.0], [-0.7088812, 3.7088812]),  # 0.1 / √0.01, then 0.1 / √0.0199
        (ADAM, [0.9, 2.1], [0.8, 2.2]),  # the rate itself, as long as the gradient stays the same
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_two_updates_by_hand(optimiser, first, second):
    """From 1 and 2 with the gradient (1/2, -1/4) twice and the rate 0.1, the numbers are those on paper."""
    assert after(optimiser, [1, 2], [[0.5, -0.25]], 0.1) == pytest.approx(first, abs=1e-6)
    assert after(optimiser, [1, 2], [[0.5, -0.25]] * 2, 0.1) == pytest.approx(second, abs=2e-6)


def test_adam_brakes_when_the_gradient_turns_round():
    """After g and then -g, m is -0.01 g and is divided by 0.19: the second update is 1/19 of the first, and back."""
    theta = after(ADAM, [1.0, 2.0], [[0.5, -0.25], [-0.5, 0.25]], 0.1)

    assert theta == pytest.approx([0.9 + 0.1 / 19, 2.1 - 0.1 / 19], abs=1e-7)


@every_optimiser
def test_no_gradient_is_no_update(optimiser):
    """A number whose gradient was always 0 stays, as a character's column of U does that is not in the window."""
    assert after(optimiser, [3.0], [[0.0]] * 5, 0.1).tolist() == [3.0]


def test_only_adam_is_corrected_for_its_start():
    """m and v of Adam are divided by 0.1 and 0.001 at first, by 0.19 and 0.001999 next, and by 1 in the end."""
    assert biases(ADAM, 1) == pytest.approx((0.1, 0.001), rel=1e-12)
    assert biases(ADAM, 2) == pytest.approx((0.19, 0.001999), rel=1e-12)
    assert biases(ADAM, 1_000_000) == (1.0, 1.0)
    assert all(biases(optimiser, 1) == (1.0, 1.0) for optimiser in (SGD, MOMENTUM, ADAGRAD, RMSPROP))


@every_optimiser
def test_an_optimiser_says_what_it_keeps_and_where_it_comes_from(optimiser):
    """Its name finds it, its sentences are sentences, and its slots are the places of m and v."""
    kept = {"sgd": (), "momentum": (0,), "adagrad": (1,), "rmsprop": (1,), "adam": (0, 1)}

    assert optimiser_named(optimiser.name) is optimiser
    assert optimiser.slots == kept[optimiser.name]
    assert optimiser.lesson.endswith(".") and optimiser.label and optimiser.source


def test_an_unknown_optimiser_is_refused():
    """The sentence names all five."""
    with pytest.raises(InvalidInput, match="“sgd”, “momentum”, “adagrad”, “rmsprop”, “adam”, not “sdg”") as error:
        optimiser_named("sdg")

    assert error.value.field == "optimiser"


@pytest.mark.parametrize(
    ("clipping", "clipped"),
    [
        (Clipping(), [3, -4]),
        (Clipping(value=2), [2, -2]),
        (Clipping(value=3.5), [3, -3.5]),
        (Clipping(norm=1), [0.6, -0.8]),
        (Clipping(norm=5), [3, -4]),
        (Clipping(value=2, norm=1), [sqrt(0.5), -sqrt(0.5)]),  # each number first: the direction is that of (2, -2)
        (Clipping(value=9, norm=2.5), [1.5, -2]),
    ],
)
def test_a_gradient_of_length_5_within_its_bounds(clipping, clipped):
    """(3, -4) clipped by value, by norm, by both, by neither: as on paper."""
    assert clip(np.array([3.0, -4.0]), clipping) == pytest.approx(clipped, rel=1e-15)


bounds = st.just(0.0) | st.floats(1e-3, 1e3)


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=20), bounds, bounds)
def test_no_gradient_is_beyond_its_bounds(gradient, value, norm):
    """Each number is in ±value, the length within norm; no sign turns, nothing grows, and what is within stays."""
    gradient = np.array(gradient)
    before = gradient.copy()

    clipped = clip(gradient, Clipping(value, norm))

    np.testing.assert_array_equal(gradient, before)
    assert not value or np.abs(clipped).max() <= value
    assert not norm or np.linalg.norm(clipped) <= norm * (1 + 1e-12)
    assert (np.abs(clipped) <= np.abs(gradient)).all() and (clipped * gradient >= 0).all()
    if (not value or np.abs(gradient).max() <= value) and (not norm or np.linalg.norm(gradient) < norm * (1 - 1e-12)):
        np.testing.assert_array_equal(clipped, gradient)


@given(st.lists(st.floats(1, 1e3), min_size=2, max_size=20), st.floats(1e-3, 1e3))
def test_clipping_by_norm_keeps_the_direction(gradient, norm):
    """All numbers are shrunk by one factor."""
    factors = clip(np.array(gradient), Clipping(norm=norm)) / gradient

    assert factors == pytest.approx(factors[0], rel=1e-12)


@pytest.mark.parametrize("clipping", [Clipping(value=1), Clipping(norm=1), Clipping(1, 1)])
def test_what_is_no_number_is_not_clipped_into_one(clipping):
    """NaN stays NaN, so that divergence is seen."""
    assert np.isnan(clip(np.array([1.0, np.nan]), clipping)[1])
