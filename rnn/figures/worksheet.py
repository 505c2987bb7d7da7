"""One step by hand: the sums into s, o and ds as waterfalls, tanh as a curve, softmax as a table."""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence

import numpy as np

from rnn.analysis.worksheet import ActivationGradient, Sum, Term, Worksheet
from rnn.figures.kit import marks, style
from rnn.figures.kit.axes import escaped_html, lettered_axis, minimum_width
from rnn.figures.kit.cells import cells_of
from rnn.figures.kit.waterfall import MOST_DIGITS, Group, Total, waterfall_figure
from rnn.text.numbers import digits_enough, number

MOST_TERMS = 12
MOST_TERMS_OF_A_PART = 6
THIS_STEP, FUTURE = style.SERIES[3], style.SERIES[4]
CURVE_REACH = 4.0
NOTHING = Term("no next step", 0.0, 0.0, 0.0)


def pre_activation_figure(sheet: Worksheet, step: int, unit: int, most: int = MOST_TERMS) -> style.Figure:
    """Draw the sum into s; step is counted from 1 as people do, the unit from 0, as in the arrays."""
    terms = sheet.s.with_rest(most).terms
    return waterfall_figure(
        [Group("terms", terms, None, len(terms))],
        [Total("s", "their sum", sheet.s.total)],
        title=f"Into s: unit {unit}, step {step}",
        see="Each row adds weight × number to what stands above it, the largest first; W brings the state of the step "
        "before. Click a row of W to go to the unit and step that its a comes from.",
        alt=f"{len(sheet.s.terms)} terms add up to {number(sheet.s.total)}; the largest is {_largest(sheet.s)}.",
    )


def logit_figure(sheet: Worksheet, step: int, character: str, most: int = MOST_TERMS) -> style.Figure:
    """Draw the sum into o of one character."""
    terms = sheet.o.with_rest(most).terms
    return waterfall_figure(
        [Group("terms", terms, None, len(terms))],
        [Total("o", "their sum", sheet.o.total)],
        title=f"Into o: character {escaped_html(character)}, step {step}",
        see="Every hidden unit votes for or against this character. Click a row to look at that unit.",
        alt=f"{len(sheet.o.terms)} terms add up to {number(sheet.o.total)}; the largest is {_largest(sheet.o)}.",
    )


def gradient_figure(
    gradient: ActivationGradient, step: int, unit: int, most: int = MOST_TERMS_OF_A_PART
) -> style.Figure:
    """Draw the sum into ∂L/∂a, this step's error and what the future sends, and ∂L/∂s below it."""
    own, future = gradient.from_output.with_rest(most), gradient.from_future.with_rest(most)
    units, slope = len(gradient.from_future.terms), gradient.tanh_slope
    digits = min(digits_enough([gradient.da, slope], operator.mul, gradient.ds), MOST_DIGITS)
    return waterfall_figure(
        [
            Group("this step's error", own.terms, THIS_STEP, len(own.terms)),
            Group("from the future", future.terms or (NOTHING,), FUTURE, max(1, len(future.terms))),
        ],
        [
            Total("∂L/∂a", "their sum", gradient.da, digits),
            Total("∂L/∂s", f"∂L/∂a × {number(slope, digits)}", gradient.ds),
        ],
        title=f"Back into the same s: unit {unit}, step {step}",
        see="The mirror: what the loss asks of this unit. Errors of this step's characters come through V, those of "
        "all later steps through W from step t+1; the slope of tanh lets a part of the sum through.",
        alt=f"This step's error gives {number(gradient.from_output.total)}, the future "
        f"{number(gradient.from_future.total)} from {units} units; times the slope {number(slope)} that "
        f"makes {number(gradient.ds)}.",
    )


def tanh_figure(s: float, a: float) -> style.Figure:
    """Draw the curve a = tanh(s) with the point on it and the tangent there, whose slope is 1 - a²."""
    reach = CURVE_REACH * max(1.0, np.ceil(1.1 * abs(s) / CURVE_REACH))
    curve = np.linspace(-reach, reach, 201)
    slope = 1 - a**2
    half = 0.2 * reach / np.hypot(1, slope * reach)
    printed = number(s, digits_enough([s], math.tanh, a))
    hover = f"s = {printed}, a = tanh(s) = {number(a)}, slope {number(slope)}"
    return style.figure(
        [
            marks.line(curve, np.tanh(curve), "a = tanh(s)", style.QUIET),
            marks.line([s - half, s + half], [a - slope * half, a + slope * half], "slope 1 − a²", FUTURE),
            marks.line([s, s, -reach], [-1.15, a, a], "s and its a", style.SELECTED, dash="dot"),
            marks.diamond([s], [a], "this unit", hover),
        ],
        title=f"a = tanh({printed}) = {number(a)}",
        see="The pink line is the slope there, 1 − a². Near ±1 it is flat: the unit is saturated, and hardly any error "
        "gets back through it.",
        alt=f"The point stands at s = {number(s)} and a = {number(a)}; the slope is {number(slope)}.",
        x=style.axis("pre-activation s", range=[-reach, reach], fixedrange=True),
        y=style.axis("activation a", range=[-1.15, 1.15], fixedrange=True),
        height=320,
        showlegend=False,
    )


def map_figure(a: np.ndarray, step: int, unit: int, letters: Sequence[str]) -> style.Figure:
    """Draw all activations a (T, H), units upwards, with a frame around the chosen cell (step and unit from 0).

    letters  (T,) the character read at each step
    """
    T, H = a.shape
    frame = {"symbol": "square-open", "size": 16, "color": style.TEXT, "line": {"width": 3}}
    return style.figure(
        [
            _activation_cells(a),
            style.scatter(x=[step + 1], y=[unit], mode="markers", marker=frame, hoverinfo="skip"),
        ],
        title="Choose a number: every activation a",
        see="Orange is above 0, blue below. Click a cell to work out how its number came about.",
        alt=f"{T} steps of {H} units; chosen is step {step + 1}, unit {unit}, whose a is {number(a[step, unit])}.",
        x=lettered_axis("character read at step t", list(letters), minimum_width(T), first=1, fixedrange=True),
        y=style.axis("hidden unit", range=[-0.5, H - 0.5], showgrid=False, fixedrange=True, nticks=6),
        height=int(np.clip(110 + 14 * H, 210, 380)),
        showlegend=False,
    )


def _activation_cells(a: np.ndarray) -> dict:
    T, H = a.shape
    cells = cells_of(a.T, -1, 1, ".4f")
    return style.heatmap(
        **cells.trace,
        x=np.arange(1, T + 1),
        y=np.arange(H),
        colorscale=style.DIVERGING,
        colorbar=style.colour_bar("a, −1 to 1", **cells.bar),
        hovertemplate=f"step %{{x}}, unit %{{y}}: a = {cells.value}<extra></extra>",
    )


def _largest(total: Sum) -> str:
    return f"{total.terms[0].label} = {number(total.terms[0].value)}"
