"""The gradient check as a picture: both gradients on a diagonal, and the loss with each backward pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from rnn.analysis.gradient_check import TOLERANCE, GradientCheck
from rnn.figures.divergence import CROSSES
from rnn.figures.kit import marks, shapes, style
from rnn.figures.kit.axes import rounded_up
from rnn.figures.kit.legends import legend_below
from rnn.figures.norms import DASHES
from rnn.model.parameters import Parameters
from rnn.text.numbers import counted

SYMBOLS = ("circle", "square", "triangle-up", "x", "star")
POINTS = 200
SMALLEST_POWER = -16  # of ten, on the axis of the errors


def check_figure(check: GradientCheck) -> style.Figure:
    """Draw the gradient of the backward pass against central differences, one mark a number, by parameter."""
    reach = rounded_up(float(np.abs([check.analytic, check.numerical]).max()))
    names = np.array([label[0] for label in check.labels])
    labels = np.array(check.labels)
    points = [
        _marks(name, symbol, colour, check, labels, names == name)
        for name, symbol, colour in zip(Parameters.NAMES, SYMBOLS, style.SERIES, strict=True)
    ]
    span = [-1.05 * reach, 1.05 * reach]
    axis = {"range": span, "exponentformat": "power", "nticks": 6, **style.ZERO_LINE}
    return style.figure(
        [marks.dashed(span, span, "equal"), *points],
        title="Gradient check",
        see="Each mark is one number of W, U, b, V or c; with a correct backward pass all are on the diagonal. "
        f"{_on_errors(check)}",
        alt=check.sentence,
        x=style.axis("backward pass: ∂L/∂θ", **axis),
        y=style.axis("central difference: ∂L/∂θ", **axis),
        **legend_below(460),
    )


def errors_figure(check: GradientCheck) -> style.Figure:
    """Draw the relative error of each parameter against the tolerance, on a logarithmic axis."""
    errors = [check.errors[name] for name in Parameters.NAMES]
    return style.figure(
        [_error_bars(errors)],
        title="Relative error of each parameter",
        see=f"‖backward − difference‖ / (‖backward‖ + ‖difference‖). {_on_errors(check)} Dashed: that "
        "tolerance; red bars with crosses are not below it.",
        alt=", ".join(f"{name} {error:.1e}" for name, error in zip(Parameters.NAMES, errors, strict=True)) + ".",
        x=style.axis("parameter", fixedrange=True),
        y=style.axis(
            "relative error",
            range=[SMALLEST_POWER, 1.5],
            fixedrange=True,
            tickvals=list(range(SMALLEST_POWER, 1, 4)),
            ticktext=[f"10<sup>{power}</sup>" for power in range(SMALLEST_POWER, 1, 4)],
        ),
        height=460,
        shapes=[shapes.level(float(np.log10(TOLERANCE)))],
    )


def comparison_figure(losses: Mapping[str, Sequence[float]], chosen: str, epochs: int) -> style.Figure:
    """Draw the loss curves of the correct backward pass and the broken ones, the chosen one thick.

    losses  by bug, "none" being the correct one; epochs is where the axis ends
    """
    words = "; ".join(
        f"{_name(bug)}: {max(curve[-1], 0.0):.4g} nats after {counted(len(curve) - 1, 'update')}"
        for bug, curve in losses.items()
        if len(curve)
    )
    return style.figure(
        [_curve(index, bug, curve, chosen) for index, (bug, curve) in enumerate(losses.items())],
        title="Loss with each backward pass",
        see="The same network, trained from the same first weights with each backward pass. "
        f"{_on_last(losses, chosen)}",
        alt=f"{words}.",
        x=style.axis("epoch", range=[0, epochs]),
        y=style.axis("loss (nats)", type="log", exponentformat="power"),
        **legend_below(420, rows=2),
    )


def _error_bars(errors: list[float]) -> dict:
    drawn = np.maximum(np.nan_to_num(errors, nan=1.0), 10.0**SMALLEST_POWER)
    return style.bar(
        x=list(Parameters.NAMES),
        y=np.log10(drawn) - SMALLEST_POWER,
        base=SMALLEST_POWER,
        marker={
            "color": [style.CORRECT if error < TOLERANCE else style.WRONG for error in errors],
            "pattern": {**CROSSES, "shape": ["" if error < TOLERANCE else "x" for error in errors]},
        },
        text=[f"{error:.1e}" for error in errors],
        textposition="outside",
        cliponaxis=False,
        hovertemplate="%{x}: relative error %{text}<extra></extra>",
    )


def _on_errors(check: GradientCheck) -> str:
    below = sum(error < TOLERANCE for error in check.errors.values())
    return f"Relative error below {TOLERANCE:g}: {below} of {len(check.errors)} parameters."


def _on_last(losses: Mapping[str, Sequence[float]], chosen: str) -> str:
    """Return the last losses of the correct backward pass and of the chosen one."""
    ends = [(_name(bug), losses[bug]) for bug in dict.fromkeys(["none", chosen]) if losses.get(bug)]
    words = [f"{name} {max(curve[-1], 0.0):.4g} nats at epoch {len(curve) - 1:,}" for name, curve in ends]
    return f"Last loss: {'; '.join(words)}." if words else "No loss is computed yet."


def _name(bug: str) -> str:
    return "correct" if bug == "none" else bug


def _curve(index: int, bug: str, curve: Sequence[float], chosen: str) -> dict:
    at = np.unique(np.linspace(0, max(0, len(curve) - 1), POINTS).astype(int)) if len(curve) else []
    return style.scatter(
        x=at,
        y=np.asarray(curve)[at] if len(curve) else [],
        name=_name(bug),
        mode="lines",
        line={"color": style.SERIES[index], "dash": DASHES[index], "width": 4 if bug == chosen else 2},
        opacity=1 if bug in ("none", chosen) else 0.45,
        hovertemplate="%{y:.4g} nats<extra>%{fullData.name}</extra>",
    )


def _marks(name, symbol: str, colour: str, check: GradientCheck, labels, own) -> dict:
    return style.scatter(
        x=check.analytic[own],
        y=check.numerical[own],
        name=name,
        mode="markers",
        marker={"color": colour, "symbol": symbol, "size": 7, "opacity": 0.75},
        customdata=labels[own],
        hovertemplate="%{customdata}: backward %{x:.5g}, difference %{y:.5g}<extra></extra>",
    )
