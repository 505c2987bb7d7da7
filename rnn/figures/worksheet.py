"""One step by hand: the sums into s, o and ds as waterfalls, tanh as a curve, softmax as a table."""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from rnn.analysis.worksheet import ActivationGradient, Sum, Term, Worksheet
from rnn.figures.kit import marks, style
from rnn.figures.kit.axes import escaped_html, lettered_axis, minimum_width
from rnn.figures.kit.cells import cells_of
from rnn.figures.kit.waterfall import MOST_DIGITS, Group, Total, waterfall_figure
from rnn.monitoring.measurements import SATURATED
from rnn.text.numbers import counted, digits_enough, number

MOST_TERMS = 12
MOST_TERMS_OF_A_PART = 6
THIS_STEP, FUTURE = style.SERIES[4], style.SERIES[3]
CURVE_REACH = 4.0
NOTHING = Term("no next step", 0.0, 0.0, 0.0)


def pre_activation_figure(sheet: Worksheet, step: int, unit: int, most: int = MOST_TERMS) -> style.Figure:
    """Draw the sum into s; step is counted from 1 as people do, the unit from 0, as in the arrays."""
    terms = sheet.s.with_rest(most).terms
    return waterfall_figure(
        [Group("terms", terms, None, len(terms))],
        [Total("s", "their sum", sheet.s.total)],
        title=f"Pre-activation s of unit {unit} at step {step}",
        see=f"{_on_sum(sheet.s, 's')} Click a row of W to go to the unit and step that its a comes from.",
        alt=_on_sum(sheet.s, "s"),
    )


def logit_figure(sheet: Worksheet, step: int, character: str, most: int = MOST_TERMS) -> style.Figure:
    """Draw the sum into o of one character."""
    terms = sheet.o.with_rest(most).terms
    return waterfall_figure(
        [Group("terms", terms, None, len(terms))],
        [Total("o", "their sum", sheet.o.total)],
        title=f"Logit o of {escaped_html(character)} at step {step}",
        see=f"{_on_sum(sheet.o, 'o')} Click a row to choose its unit.",
        alt=_on_sum(sheet.o, "o"),
    )


def gradient_figure(
    gradient: ActivationGradient, step: int, unit: int, most: int = MOST_TERMS_OF_A_PART
) -> style.Figure:
    """Draw the sum into ∂L/∂a, the local error and what the next step sends back, and ∂L/∂s below it."""
    own, future = gradient.from_output.with_rest(most), gradient.from_future.with_rest(most)
    slope = gradient.tanh_slope
    words = (
        f"Local {number(gradient.from_output.total)}, sent back {number(gradient.from_future.total)}; their sum times "
        f"the slope {number(slope)} is ∂L/∂s = {number(gradient.ds)}."
    )
    digits = min(digits_enough([gradient.da, slope], operator.mul, gradient.ds), MOST_DIGITS)
    return waterfall_figure(
        [
            Group("local error", own.terms, THIS_STEP, len(own.terms)),
            Group("sent back by the next step", future.terms or (NOTHING,), FUTURE, max(1, len(future.terms))),
        ],
        [
            Total("∂L/∂a", "their sum", gradient.da, digits),
            Total("∂L/∂s", f"∂L/∂a × {number(slope, digits)}", gradient.ds),
        ],
        title=f"Gradient at s of unit {unit} at step {step}",
        see=f"The local error comes through V, that of all later steps through W. {words}",
        alt=words,
    )


def tanh_figure(s: float, a: float) -> style.Figure:
    """Draw the curve a = tanh(s) with the point on it and the tangent there, whose slope is 1 - a²."""
    reach = CURVE_REACH * max(1.0, float(np.ceil(1.1 * abs(s) / CURVE_REACH)))
    slope = 1 - a**2
    half = 0.2 * reach / np.hypot(1, slope * reach)
    printed = number(s, digits_enough([s], math.tanh, a))
    hover = f"s = {printed}, a = tanh(s) = {number(a)}, slope {number(slope)}"
    return style.figure(
        [
            _tanh_curve(reach),
            marks.line([s - half, s + half], [a - slope * half, a + slope * half], "slope 1 − a²", style.MAGNITUDE),
            marks.line([s, s, -reach], [-1.15, a, a], "s and its a", style.SELECTED, dash="dot"),
            marks.diamond([s], [a], "this unit", hover),
        ],
        title="Activation a = tanh(s)",
        see=f"a = tanh({printed}) = {number(a)}. The tangent has the slope 1 − a² = {number(slope)}"
        f"{', nearly 0: the unit is saturated' if abs(a) > SATURATED else ''}.",
        alt=f"s = {printed}, a = {number(a)}, slope {number(slope)}.",
        x=style.axis("pre-activation s", range=[-reach, reach], fixedrange=True),
        y=style.axis("activation a", range=[-1.15, 1.15], fixedrange=True),
        height=320,
        showlegend=False,
    )


@lru_cache(maxsize=16)
def _tanh_curve(reach: float) -> dict:
    """Return the curve from -reach to reach; it is the same for many moments."""
    curve = np.linspace(-reach, reach, 201)
    return marks.line(curve, np.tanh(curve), "a = tanh(s)", style.QUIET)


def map_figure(a: np.ndarray, step: int, unit: int, letters: Sequence[str]) -> style.Figure:
    """Draw all activations a (T, H), units upwards, with a frame around the chosen cell (step and unit from 0).

    letters  (T,) the character read at each step
    """
    T, H = a.shape
    x, y = step + np.array([0.5, 1.5, 1.5, 0.5, 0.5]), unit + np.array([-0.5, -0.5, 0.5, 0.5, -0.5])
    return style.figure(
        [
            _activation_cells(a),
            *marks.framed(x, y, "chosen cell"),
        ],
        title="Activations a of all steps",
        see=f"Orange is above 0, blue below. Chosen: unit {unit} at step {step + 1}, a = {number(a[step, unit])}. "
        "Click a cell to choose another.",
        alt=f"{T} steps of {H} units; chosen is step {step + 1}, unit {unit}, whose a is {number(a[step, unit])}.",
        x=lettered_axis("input character of the step", list(letters), minimum_width(T), first=1, fixedrange=True),
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


def _on_sum(total: Sum, name: str) -> str:
    largest = total.terms[0]
    return (
        f"{counted(len(total.terms), 'term')}, largest first, add up to {name} = {number(total.total)}; the first is "
        f"{largest.label} = {number(largest.value)}."
    )
