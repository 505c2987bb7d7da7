"""The notebook's equations in LaTeX, once with symbols and once with the numbers of one step.

Steps are counted from 1 here, as people count them; units from 0, as in the arrays. Every printed result can be
computed again from the printed numbers before it: those have as many digits as that takes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from rnn.analysis.worksheet import Sum, Worksheet
from rnn.text.numbers import digits_enough, digits_of_terms, follows, in_latex, rounded

SPECIAL = {
    "\\": r"\textbackslash ",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "%": r"\%",
    "#": r"\#",
    "&": r"\&",
    "_": r"\_",
    "^": r"\textasciicircum ",
    "~": r"\textasciitilde ",
    "␣": r"\textvisiblespace ",
}
Y_PRED = r"\mathrm{y\_pred}"
EPSILON = 1e-15  # that of `step_losses`
ROUNDING = 1e-14


def letter(character: str) -> str:
    """Return a visible character as LaTeX writes it; one that has no sign of its own by its code points."""
    if not any(sign.isprintable() for sign in character):  # an emoji of several has joiners, which print nothing
        character = " ".join(f"U+{ord(sign):04X}" for sign in character)
    return rf"\text{{{''.join(SPECIAL.get(sign, sign) for sign in character)}}}"


def pre_activation(sheet: Worksheet, step: int, unit: int) -> str:
    """s = W a + U x + b, with the part of each of the three."""
    return _sum(
        r"s_{t,i}",
        r"\textstyle\sum_j W_{ij}\,a_{t-1,j} + U_{i,x_t} + b_i",
        f"s_{{{step},{unit}}}",
        [_part(sheet.s, name) for name in "WUb"],
        sheet.s.total,
    )


def activation(sheet: Worksheet, step: int, unit: int) -> str:
    """a = tanh(s)."""
    s, a = sheet.s.total, sheet.a
    printed = in_latex(s, digits_enough([s], math.tanh, a))
    return _aligned(r"a_{t,i}", r"\tanh(s_{t,i})", f"a_{{{step},{unit}}}", rf"\tanh({printed})", a)


def logit(sheet: Worksheet, step: int, character: str) -> str:
    """o = V a + c, with the part of each of the two."""
    return _sum(
        r"o_{t,k}",
        r"\textstyle\sum_i V_{ki}\,a_{t,i} + c_k",
        f"o_{{{step},{letter(character)}}}",
        [_part(sheet.o, name) for name in "Vc"],
        sheet.o.total,
    )


def softmax(sheet: Worksheet, step: int, chosen: int, character: str) -> str:
    """y_pred = exp(o - max o) / sum."""
    exponential, total = float(sheet.probability.exponentials[chosen]), sheet.probability.total
    digits = digits_enough([exponential, total], lambda part, whole: part / whole, sheet.probability.y_pred)
    return _aligned(
        Y_PRED + r"_{t,k}",
        r"\frac{e^{o_{t,k} - \max o_t}}{\sum_{k'} e^{o_{t,k'} - \max o_t}}",
        rf"{Y_PRED}_{{{step},{letter(character)}}}",
        rf"\frac{{{in_latex(exponential, digits)}}}{{{in_latex(total, digits)}}}",
        sheet.probability.y_pred,
    )


def loss(sheet: Worksheet, step: int, right: str) -> str:
    """L_t = -log(y_pred of the right character)."""
    p, nats = sheet.probability.target_probability, sheet.probability.loss
    printed = in_latex(p, digits_enough([p], lambda p: -math.log(p + EPSILON), nats))
    is_nothing = abs(nats) < ROUNDING  # of a probability of 1 the loss is but the error of rounding
    return _aligned(
        r"L_t",
        rf"-\log({Y_PRED}_{{t,\text{{target}}}} + 10^{{-15}})",
        f"L_{{{step}}}",
        rf"-\log({Y_PRED}_{{{step},{letter(right)}}} + 10^{{-15}}) \\ &= -\log({printed} + 10^{{-15}})",
        0.0 if is_nothing else nats,
        r"\approx" if is_nothing else "=",
    )


def output_error(sheet: Worksheet, step: int, chosen: int, character: str) -> str:
    """do = y_pred - y_true."""
    y_pred, y_true = sheet.probability.y_pred, int(chosen == sheet.probability.target)
    digits = digits_enough([y_pred], lambda p: p - y_true, y_pred - y_true)
    return _aligned(
        r"do_{t,k}",
        rf"{Y_PRED}_{{t,k}} - \mathrm{{y\_true}}_{{t,k}}",
        rf"do_{{{step},{letter(character)}}}",
        f"{in_latex(y_pred, digits)} - {y_true}",
        y_pred - y_true,
    )


def activation_gradient(sheet: Worksheet, step: int, unit: int) -> str:
    """da = V.T do + W.T ds of the next step."""
    back = sheet.gradient
    return _sum(
        r"da_{t,i}",
        r"\textstyle\sum_k V_{ki}\,do_{t,k} + \sum_j W_{ji}\,ds_{t+1,j}",
        f"da_{{{step},{unit}}}",
        [back.from_output.total, back.from_future.total],
        back.da,
    )


def pre_activation_gradient(sheet: Worksheet, step: int, unit: int) -> str:
    """ds = da (1 - a²)."""
    a, da, ds = sheet.a, sheet.gradient.da, sheet.gradient.ds
    digits = digits_enough([da, a], lambda da, a: da * (1 - a**2), ds)
    base = in_latex(a, digits) if a >= 0 else f"({in_latex(a, digits)})"
    numbers = rf"{in_latex(da, digits)} \cdot (1 - {base}^2)"
    return _aligned(r"ds_{t,i}", r"da_{t,i}\,(1 - a_{t,i}^2)", f"ds_{{{step},{unit}}}", numbers, ds)


def _sum(symbol: str, formula: str, here: str, parts: Sequence[float], total: float) -> str:
    """Return an equation whose numbers are added. Where the total is but the error of rounding, it is "about" it."""
    digits = digits_of_terms(parts, total)
    printed = [rounded(value, count) for value, count in zip(parts, digits, strict=True)]
    sign = "=" if follows(math.fsum(printed), total) else r"\approx"
    return _aligned(symbol, formula, here, _added(parts, digits), total, sign)


def _aligned(symbol: str, formula: str, here: str, numbers: str, value: float, sign: str = "=") -> str:
    return (
        rf"\begin{{aligned}} {symbol} &= {formula} \\[2pt] {here} &= {numbers} \\ &{sign} {in_latex(value)} "
        r"\end{aligned}"
    )


def _part(total: Sum, name: str) -> float:
    """Return what the terms of one array add to the sum."""
    return sum(term.value for term in total.terms if term.label.startswith(name + "["))


def _added(values: Sequence[float], digits: Sequence[int]) -> str:
    first, *rest = zip(values, digits, strict=True)
    return in_latex(*first) + "".join(
        f" {'-' if value < 0 else '+'} {in_latex(abs(value), count)}" for value, count in rest
    )
