"""The equations of One step: from the numbers printed in each of them, its printed result can be computed again."""

import math
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn.analysis.worksheet import Worksheet, fill_worksheet
from rnn.model.network import forward
from rnn.model.parameters import Parameters
from rnn.ui.one_step import symbols
from tests.support.networks import random_case

NUMBER = r"-?[\d.]+(?:e[+-]?\d+)?"


def equations(sheet: Worksheet, place: tuple[int, int, int]) -> dict[str, str]:
    """Return all equations of a place by name, with letters for characters."""
    t, i, k = place
    return {
        "s": symbols.pre_activation(sheet, t + 1, i),
        "a": symbols.activation(sheet, t + 1, i),
        "o": symbols.logit(sheet, t + 1, "k"),
        "y_pred": symbols.softmax(sheet, t + 1, k, "k"),
        "loss": symbols.loss(sheet, t + 1, "k"),
        "do": symbols.output_error(sheet, t + 1, k, "k"),
        "da": symbols.activation_gradient(sheet, t + 1, i),
        "ds": symbols.pre_activation_gradient(sheet, t + 1, i),
    }


def recomputed(latex: str) -> tuple[str, float, str]:
    """Compute what is printed before the last sign of an equation; return it between the sign and the result."""
    latex = re.sub(r"\\cdot10\^\{(-?\d+)\}", r"e\1", latex).replace("10^{-15}", "1e-15")
    *_, numbers, sign, result = re.split(r"(=|\\approx) ", latex.removesuffix(r" \end{aligned}").replace("&", ""))
    python = re.sub(r"\\frac\{(.*?)\}\{(.*?)\}", r"(\1) / (\2)", numbers.replace(r"\\", ""))
    for printed, meant in ((r"\log", "math.log"), (r"\tanh", "math.tanh"), (r"\cdot", "*"), ("^2", "**2")):
        python = python.replace(printed, meant)
    assert re.fullmatch(rf"(?:{NUMBER}|math\.(?:log|tanh)|[-+*/() ])+", python.strip()), latex
    return sign, eval(python), result.strip()


def check(equation: str) -> None:
    """Hold that the printed result is what its printed numbers give, in the digits that it is printed with."""
    sign, value, result = recomputed(equation)
    if sign == "=":
        assert float(f"{value:.4g}") == float(result), equation
    else:
        largest = max(abs(float(number)) for number in re.findall(NUMBER, equation.split(r"[2pt]")[1]))
        assert abs(value - float(result)) < 1e-12 * largest, equation


@settings(max_examples=150)
@given(
    st.integers(0, 10_000),
    st.sampled_from([0, 1e-9, 0.01, 0.3, 1, 4, 30]),
    st.sampled_from([1, 2, 5, 9]),
    st.data(),
)
def test_every_printed_result_follows_from_the_printed_numbers(seed, scale, H, data):
    """Of untrained, of usual and of saturated networks, at any place: p may be near 0 or near 1, and a near ±1."""
    case = random_case(T=4, H=H, K=5, seed=seed, scale=scale)
    place = tuple(data.draw(st.integers(0, size - 1)) for size in (4, H, 5))
    sheet = fill_worksheet(case.parameters, case.trace, case.inputs, case.targets, place)

    for equation in equations(sheet, place).values():
        check(equation)


@pytest.mark.parametrize("logit", [0, 1e-6, 6.0, 15.0, 30.0, 36.0, 40.0, 800.0, -6.0, -36.0, -800.0])
def test_probabilities_near_0_and_1(logit):
    """With two characters a large logit makes the probability anything up to 1, or down to 0."""
    parameters = Parameters.zeros(1, 2)
    parameters.c[:] = [logit, 0]
    inputs = targets = np.array([0])
    sheet = fill_worksheet(parameters, forward(parameters, inputs), inputs, targets, (0, 0, 0))

    for equation in equations(sheet, (0, 0, 0)).values():
        check(equation)


def test_the_numbers_that_were_printed_wrong():
    """1/1 = 0.9997 and 0.9975 - 1 = -0.002472 had four digits each: too few to work them out again."""
    parameters = Parameters.zeros(1, 2)
    parameters.c[:] = [6.0, 0]
    inputs = targets = np.array([0])
    shown = equations(fill_worksheet(parameters, forward(parameters, inputs), inputs, targets, (0, 0, 0)), (0, 0, 0))

    p = 1 / (1 + math.exp(-6))
    assert rf"\frac{{1}}{{{1 + math.exp(-6):.5g}}}" in shown["y_pred"]
    assert f"= {p:.6g} - 1 " in shown["do"]
    assert r"&= -0.002473" in shown["do"]


def test_the_reader_of_equations_sees_a_wrong_one():
    """An equation whose result does not follow is found out."""
    with pytest.raises(AssertionError):
        check(r"\begin{aligned} a &= b \\[2pt] do_1 &= 0.9975 - 1 \\ &= -0.002472 \end{aligned}")
    check(r"\begin{aligned} a &= b \\[2pt] do_1 &= 0.997528 - 1 \\ &= -0.002472 \end{aligned}")
    check(r"\begin{aligned} a &= b \\[2pt] s &= 1.5\cdot10^{-7} + 1 \\ &= 1 \end{aligned}")
