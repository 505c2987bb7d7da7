"""The altered network beside the untouched one: loss increases, predictions and continuations."""

from __future__ import annotations

import numpy as np

from rnn.analysis.surgery import Ranking
from rnn.figures.kit import style
from rnn.figures.kit.axes import ROOM_ABOVE, escaped_html, lettered_axis, rounded_up
from rnn.text.numbers import difference, share

NAMES = UNTOUCHED, ALTERED = "untouched", "altered"
PLOT_PIXELS = 280  # of a figure that has half of a laptop's page, or all of a phone's
ROWS = (1.0, 0.0)
LEGEND = {"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "xanchor": "left"}


def ranking_figure(ranking: Ranking, held: set[int], is_sorted: bool = True, *, of: str, unit: str) -> style.Figure:
    """Draw the loss increase without each unit; each bar carries its unit in customdata.

    held       the units that an edit holds; their bars are grey
    is_sorted  the largest loss increase first; else in the units' own order
    of, unit   what the losses are of, and their unit: "the whole text", "nats"
    """
    units = ranking.order if is_sorted else np.arange(len(ranking.order))
    loss_increase = ranking.loss_increase[units]
    colours = [style.QUIET if number in held else style.LOSS for number in units.tolist()]
    bars = style.bar(
        x=np.arange(len(units)),
        y=loss_increase.astype(np.float32),
        customdata=units,
        name="loss increase",
        marker={"color": colours},
        hovertemplate=f"without unit %{{customdata}}: loss %{{y:+.3g}} {unit}; click to ablate it<extra></extra>",
    )
    largest = _on_largest(ranking, of, unit)
    return style.figure(
        [bars],
        title="Ablation: loss increase without each unit",
        see=f"{largest}. Grey: held by an edit ({len(held)}). Click a bar to ablate its unit, click again to undo.",
        alt=f"{largest}, from {ranking.loss:.4g} to {ranking.losses[ranking.order[0]]:.4g} {unit}.",
        x=lettered_axis("hidden unit ablated", [str(number) for number in units], PLOT_PIXELS),
        y=style.axis(f"loss increase ({unit})", range=_range_of(loss_increase)),
        height=330,
        showlegend=False,
    )


def _on_largest(ranking: Ranking, of: str, unit: str) -> str:
    first = int(ranking.order[0])
    increase = ranking.loss_increase[first]
    change = f"changes by {difference(increase, unit)}" if np.isfinite(increase) else "is not finite"
    return f"Largest loss increase: unit {first}; without it, the loss over {of} {change}"


def distributions_figure(
    untouched: np.ndarray, altered: np.ndarray, characters: list[str], target: int, step: int
) -> style.Figure:
    """Draw the predictions (K,) of both networks at one step, counted from 0; target is the index of the target."""
    compared = _compared_at(untouched, altered, characters, target)
    both = [
        _bars(untouched, UNTOUCHED, style.QUIET, characters),
        _bars(altered, ALTERED, style.SERIES[0], characters),
    ]
    return style.figure(
        [*both, _target(target, characters)],
        title=f"Predictions of both networks at step {step + 1}",
        see=f"Open square: the target. {compared}",
        alt=compared,
        x=lettered_axis("character", characters, PLOT_PIXELS),
        y=style.axis("probability", range=[0, 1.12]),
        height=330,
        barmode="group",
        **ROOM_ABOVE,
        legend=LEGEND,
    )


def continuations_figure(seed: list[str], untouched: list[str], altered: list[str]) -> style.Figure:
    """Lay out the continuations of a seed by both networks, one above the other; what differs is framed."""
    n = len(seed)
    columns = np.arange(n + len(untouched)) + 1
    differs = np.array([own != other for own, other in zip(altered, untouched, strict=True)], dtype=bool)
    first = f"They first differ at character {int(differs.argmax()) + 1}." if differs.any() else "They are the same."
    rows = [
        _text(columns, ROWS[0], [*seed, *untouched], UNTOUCHED),
        _text(columns, ROWS[1], [*seed, *altered], ALTERED),
    ]
    return style.figure(
        [*rows, _frames(columns[n:][differs])],
        title="Continuations of both networks",
        see=f"Left of the line: the seed. Frames: characters that differ, {int(differs.sum())} of {len(untouched)}. "
        "Each network writes its most likely character every time.",
        alt=f"Untouched: {''.join(untouched)}. Altered: {''.join(altered)}. {first}",
        x=style.hidden_axis(range=[0.3, len(columns) + 0.7]),
        y=style.axis(None, range=[-0.6, 1.6], tickvals=list(ROWS), ticktext=NAMES, showgrid=False, fixedrange=True),
        height=190,
        showlegend=False,
        shapes=[{"type": "line", "x0": n + 0.5, "x1": n + 0.5, "y0": -0.6, "y1": 1.6, "line": {"color": style.QUIET}}],
    )


def _compared_at(untouched: np.ndarray, altered: np.ndarray, characters: list[str], target: int) -> str:
    if not np.isfinite(altered).all():
        return "The predictions of the altered network are not finite."
    return (
        f"Probability of the target {characters[target]}: untouched {share(untouched[target])}, altered "
        f"{share(altered[target])}. Top prediction: untouched {characters[untouched.argmax()]}, altered "
        f"{characters[altered.argmax()]}."
    )


def _target(target: int, characters: list[str]) -> dict:
    return style.scatter(
        x=[target],
        y=[1.06],
        name="target",
        mode="markers",
        marker={"symbol": "square-open", "size": 14, "color": style.TARGET, "line": {"width": 2}},
        hovertemplate=f"the target: {escaped_html(characters[target])}<extra></extra>",
    )


def _frames(columns: np.ndarray) -> dict:
    return style.scatter(
        x=columns,
        y=np.full(len(columns), ROWS[1]),
        name="differs",
        mode="markers",
        marker={"symbol": "square-open", "size": 24, "color": style.SERIES[0], "line": {"width": 2}},
        hoverinfo="skip",
    )


def _range_of(loss_increase: np.ndarray) -> list[float]:
    """Return the axis' range: from 0, or from below the lowest bar where that can be seen, to above the highest."""
    finite = loss_increase[np.isfinite(loss_increase)]
    top = rounded_up(float(max(finite.max(initial=0), 0)))
    lowest = float(finite.min(initial=0))
    return [-rounded_up(-lowest) if lowest < -top / 50 else 0.0, top]


def _bars(distribution: np.ndarray, name: str, colour: str, characters: list[str]) -> dict:
    return style.bar(
        x=np.arange(len(characters)),
        y=distribution.astype(np.float32),
        name=name,
        marker={"color": colour},
        hovertemplate=f"{name}: " + "%{x}: %{y:.1%}<extra></extra>",
    )


def _text(columns: np.ndarray, row: float, letters: list[str], name: str) -> dict:
    return style.scatter(
        x=columns,
        y=np.full(len(columns), row),
        text=[escaped_html(letter) for letter in letters],
        name=name,
        mode="text",
        textfont={"family": style.CHARACTER_FONT, "size": 17, "color": style.TEXT},
        hovertemplate=f"{name}: " + "%{text}<extra></extra>",
    )
