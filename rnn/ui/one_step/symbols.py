"""The notebook's equations in LaTeX, once with symbols and once with the numbers of one step.

Steps are counted from 1 here, as people count them; units from 0, as in the arrays.
"""

from __future__ import annotations

from collections.abc import Iterable

from rnn.analysis.worksheet import Sum, Worksheet

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


def written_out(value: float) -> str:
    """Return a number in four digits, a power of ten where it needs one."""
    text = f"{value:.4g}"
    if "e" not in text:
        return text
    digits, power = text.split("e")
    return rf"{digits}\cdot10^{{{int(power)}}}"


def letter(character: str) -> str:
    """Return a visible character as LaTeX writes it; one that has no sign of its own by its code points."""
    if not any(sign.isprintable() for sign in character):  # an emoji of several has joiners, which print nothing
        character = " ".join(f"U+{ord(sign):04X}" for sign in character)
    return rf"\text{{{''.join(SPECIAL.get(sign, sign) for sign in character)}}}"


def pre_activation(sheet: Worksheet, step: int, unit: int) -> str:
    """s = W a + U x + b, with the part of each of the three."""
    parts = [_part(sheet.s, name) for name in "WUb"]
    return _aligned(
        r"s_{t,i}",
        r"\textstyle\sum_j W_{ij}\,a_{t-1,j} + U_{i,x_t} + b_i",
        f"s_{{{step},{unit}}}",
        _added(parts),
        sheet.s.total,
    )


def activation(sheet: Worksheet, step: int, unit: int) -> str:
    """a = tanh(s)."""
    return rf"a_{{{step},{unit}}} = \tanh(s_{{{step},{unit}}}) = \tanh({written_out(sheet.s.total)}) = " + written_out(
        sheet.a
    )


def logit(sheet: Worksheet, step: int, character: str) -> str:
    """o = V a + c, with the part of each of the two."""
    parts = [_part(sheet.o, name) for name in "Vc"]
    return _aligned(
        r"o_{t,k}",
        r"\textstyle\sum_i V_{ki}\,a_{t,i} + c_k",
        f"o_{{{step},{letter(character)}}}",
        _added(parts),
        sheet.o.total,
    )


def softmax(sheet: Worksheet, step: int, chosen: int, character: str) -> str:
    """y_pred = exp(o - max o) / sum."""
    exponential, total = sheet.probability.exponentials[chosen], sheet.probability.total
    return _aligned(
        Y_PRED + r"_{t,k}",
        r"\frac{e^{o_{t,k} - \max o_t}}{\sum_{k'} e^{o_{t,k'} - \max o_t}}",
        rf"{Y_PRED}_{{{step},{letter(character)}}}",
        rf"\frac{{{written_out(exponential)}}}{{{written_out(total)}}}",
        sheet.probability.y_pred,
    )


def loss(sheet: Worksheet, step: int, right: str) -> str:
    """L_t = -log(y_pred of the right character)."""
    p = written_out(sheet.probability.target_probability)
    return _aligned(
        r"L_t",
        rf"-\log({Y_PRED}_{{t,\text{{target}}}} + 10^{{-15}})",
        f"L_{{{step}}}",
        rf"-\log({Y_PRED}_{{{step},{letter(right)}}}) = -\log({p})",
        sheet.probability.loss,
    )


def output_error(sheet: Worksheet, step: int, chosen: int, character: str) -> str:
    """do = y_pred - y_true."""
    y_pred, y_true = sheet.probability.y_pred, int(chosen == sheet.probability.target)
    return _aligned(
        r"do_{t,k}",
        rf"{Y_PRED}_{{t,k}} - \mathrm{{y\_true}}_{{t,k}}",
        rf"do_{{{step},{letter(character)}}}",
        f"{written_out(y_pred)} - {y_true}",
        y_pred - y_true,
    )


def activation_gradient(sheet: Worksheet, step: int, unit: int) -> str:
    """da = V.T do + W.T ds of the next step."""
    back = sheet.gradient
    return _aligned(
        r"da_{t,i}",
        r"\textstyle\sum_k V_{ki}\,do_{t,k} + \sum_j W_{ji}\,ds_{t+1,j}",
        f"da_{{{step},{unit}}}",
        _added([back.from_output.total, back.from_future.total]),
        back.da,
    )


def pre_activation_gradient(sheet: Worksheet, step: int, unit: int) -> str:
    """ds = da (1 - a²)."""
    back = sheet.gradient
    numbers = rf"{written_out(back.da)} \cdot {written_out(back.tanh_slope)}"
    return _aligned(r"ds_{t,i}", r"da_{t,i}\,(1 - a_{t,i}^2)", f"ds_{{{step},{unit}}}", numbers, back.ds)


def _aligned(symbol: str, formula: str, here: str, numbers: str, value: float) -> str:
    return (
        rf"\begin{{aligned}} {symbol} &= {formula} \\[2pt] {here} &= {numbers} \\ &= {written_out(value)} "
        r"\end{aligned}"
    )


def _part(total: Sum, name: str) -> float:
    """Return what the terms of one array add to the sum."""
    return sum(term.value for term in total.terms if term.label.startswith(name + "["))


def _added(values: Iterable[float]) -> str:
    first, *rest = values
    return written_out(first) + "".join(f" {'-' if value < 0 else '+'} {written_out(abs(value))}" for value in rest)
