"""The hidden units over the text: all of them as a heatmap, one of them as a line, one step's vector as bars."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rnn.figures.kit import marks, style
from rnn.figures.kit.axes import ROOM_ABOVE, escaped_html, number_axis, rounded_up, step_axis, step_numbers_axis
from rnn.figures.kit.cells import cells_of
from rnn.figures.kit.sentences import on_extremes
from rnn.figures.kit.shapes import outline
from rnn.model.network import Trace
from rnn.monitoring.measurements import SATURATED
from rnn.text.numbers import counted, number

ROW_PIXELS = 24
FEWEST_PIXELS, MOST_PIXELS = 130, 560
PANEL_HEIGHT = 300
STEPS_WITH_DOTS = 60


@dataclass(frozen=True)
class View:
    """One of the quantities that a hidden unit has at a step.

    name       its name, for the switch           symbol      how it is written in the equations
    values     from a Trace to (T, H)             largest     the end of its range, or None for one that has no end
    threshold  where saturation begins            is_signed   whether it goes below 0
    see        what the heatmap shows, in one sentence
    """

    name: str
    symbol: str
    values: Callable[[Trace], np.ndarray]
    largest: float | None
    threshold: float
    is_signed: bool
    see: str

    def range(self, values: np.ndarray) -> list[float]:
        """Return the range to draw these values in, from below 0 to above where they have a sign."""
        end = self.largest or rounded_up(float(np.abs(values).max()))
        return [-end if self.is_signed else 0.0, end]


VIEWS = (
    View(
        "pre-activation s",
        "s",
        lambda trace: trace.s,
        None,
        float(np.arctanh(SATURATED)),
        True,
        "s: the weighted sum of each unit before tanh.",
    ),
    View(
        "activation a",
        "a",
        lambda trace: trace.a,
        1.0,
        SATURATED,
        True,
        "a = tanh(s): orange above 0, blue below.",
    ),
    View(
        "slope 1 − a²",
        "1 − a²",
        lambda trace: 1 - trace.a**2,
        1.0,
        1 - SATURATED**2,
        False,
        "1 − a²: the factor by which each unit multiplies the gradient on the way back.",
    ),
)


def hidden_heatmap_figure(view: View, values: np.ndarray, letters: list[str], unit: int, step: int) -> style.Figure:
    """Draw values (T, H) as a heatmap, one row a unit and one column a step, with the chosen cell framed.

    letters  the input characters, one a step, made visible      unit, step  what is chosen, from 0
    """
    T, H = values.shape
    cell = (step + 0.5, step + 1.5, unit - 0.5, unit + 0.5)
    column, row = (*cell[:2], -0.5, H - 0.5), (0.5, T + 0.5, *cell[2:])
    # The frame is a trace, not a shape: without one the axis of the step numbers would not be drawn.
    x, y = np.take(cell, [0, 1, 1, 0, 0]), np.take(cell, [2, 2, 3, 3, 2])
    extremes = _extreme_cells(values)
    frame = marks.framed(x, y, "chosen cell", xaxis="x2")
    return style.figure(
        [_cells(view, values), *frame],
        title=f"Hidden units over the text: {view.name}",
        see=f"{view.see} {extremes} Click a cell to choose its unit and step.",
        alt=f"{H} units over {T} steps. {extremes} Unit {unit} at step {step + 1} ({letters[step]}): {view.symbol} = "
        f"{values[step, unit]:.4f}.",
        x=step_axis(letters),
        xaxis2=step_numbers_axis(T),
        y=number_axis("hidden unit", H, range=[-0.5, H - 0.5]),
        height=int(np.clip(ROW_PIXELS * H, FEWEST_PIXELS, MOST_PIXELS)) + 150,
        **ROOM_ABOVE,
        showlegend=False,
        shapes=[outline([column, row], "chosen unit and step", 1)],
        uirevision=f"{T} steps, {H} units",
    )


def unit_figure(view: View, values: np.ndarray, letters: list[str], unit: int, step: int) -> style.Figure:
    """Draw one unit over all steps as a line; values, letters, unit and step as for the heatmap."""
    T, series = len(values), values[:, unit]
    line = marks.line(
        np.arange(1, T + 1),
        series,
        f"unit {unit}",
        style.SERIES[0],
        mode="lines+markers" if T <= STEPS_WITH_DOTS else "lines",
        customdata=[escaped_html(letter) for letter in letters],
        hover=f"step %{{x}} (%{{customdata}}): {view.symbol} = %{{y:.4f}}",
    )
    return style.figure(
        [_saturation_lines(view, [0.5, T + 0.5]), line, _diamond(step + 1, series[step], "chosen step")],
        title=f"Unit {unit} over time",
        see=f"{on_extremes(f'{view.symbol} of unit {unit}', series)} {_on_saturation(view, series, 'step')}",
        alt=f"{on_extremes(view.symbol, series)} It is {series[step]:.4f} at step {step + 1} ({letters[step]}).",
        x=number_axis("step t", T, range=[0.5, T + 0.5]),
        y=_value_axis(view, values),
        height=PANEL_HEIGHT,
        hovermode="x",
        showlegend=False,
        uirevision=f"{T} steps, {view.symbol}",
    )


def vector_figure(view: View, values: np.ndarray, letters: list[str], unit: int, step: int) -> style.Figure:
    """Draw one step's whole vector as bars, the chosen unit framed; arguments as for the heatmap."""
    H = values.shape[1]
    vector = values[step]
    colour = np.where(vector < 0, style.NEGATIVE, style.POSITIVE if view.is_signed else style.MAGNITUDE)
    data = [
        _saturation_lines(view, [-0.5, H - 0.5]),
        style.bar(
            x=np.arange(H),
            y=vector,
            marker={"color": colour.tolist()},
            hovertemplate=f"unit %{{x}}: {view.symbol} = %{{y:.4f}}<extra></extra>",
        ),
        _diamond(unit, vector[unit], "chosen unit"),
    ]
    extremes = on_extremes(view.symbol, vector, "unit", 0)
    return style.figure(
        data,
        title=f"All units at step {step + 1} ({escaped_html(letters[step])})",
        see=f"{extremes} {_on_saturation(view, vector, 'unit')}",
        alt=f"{extremes} Unit {unit} of {H} has {vector[unit]:.4f}.",
        x=number_axis("hidden unit", H, range=[-0.6, H - 0.4]),
        y=_value_axis(view, values),
        height=PANEL_HEIGHT,
        showlegend=False,
        uirevision=f"{H} units, {view.symbol}",
    )


def _extreme_cells(values: np.ndarray) -> str:
    """Return where the values (T, H) are highest and lowest."""
    H = values.shape[1]
    ends = (("Highest", int(values.argmax())), ("lowest", int(values.argmin())))
    words = [f"{end}: {number(values.flat[n])} (unit {n % H}, step {n // H + 1})" for end, n in ends]
    return f"{'; '.join(words)}."


def _on_saturation(view: View, values: np.ndarray, noun: str) -> str:
    """Return how many of the values (n,) are saturated, and where the dashed line is."""
    is_saturated = np.abs(values) > view.threshold if view.is_signed else values < view.threshold
    where = f"beyond ±{view.threshold:.2f}" if view.is_signed else f"below {view.threshold:.3f}"
    return f"Saturated ({where}, dashed): {int(is_saturated.sum()):,} of {counted(len(values), noun)}."


def _cells(view: View, values: np.ndarray) -> dict:
    low, high = view.range(values)
    cells = cells_of(values.T, low, high, ".4f")
    return style.heatmap(
        **cells.trace,
        x=np.arange(1, len(values) + 1),
        y=np.arange(values.shape[1]),
        colorscale=style.DIVERGING if view.is_signed else style.MAGNITUDE_SCALE,
        colorbar=style.colour_bar(f"{view.symbol}, from {low:g} to {high:g}".replace("-", "−"), **cells.bar),
        hovertemplate=f"step %{{x:d}} (%{{x}}), unit %{{y}}: {view.symbol} = {cells.value}<extra></extra>",
    )


def _value_axis(view: View, values: np.ndarray) -> dict:
    low, high = view.range(values)
    room = 0.05 * high
    return style.axis(
        f"{view.symbol} (no unit)",
        range=[low - room * view.is_signed, high + room],
        **style.ZERO_LINE,
    )


def _diamond(x: int, y: float, name: str) -> dict:
    return marks.diamond([x], [y], name, cliponaxis=False)


def _saturation_lines(view: View, ends: list[float]) -> dict:
    low = -view.threshold if view.is_signed else view.threshold
    return marks.dashed([*ends, None, *ends], [view.threshold] * 2 + [None, low, low], "saturation", width=1)
