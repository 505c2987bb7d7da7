"""The predicted probabilities: at every step as a heatmap, at one step as bars with its logits."""

from __future__ import annotations

import numpy as np

from rnn.analysis.expectation import Expectation
from rnn.analysis.top_characters import MOST, likeliest, places, with_rest
from rnn.figures.kit import style
from rnn.figures.kit.axes import (
    ROOM_ABOVE,
    escaped_html,
    lettered_axis,
    minimum_width,
    rounded_up,
    step_axis,
    step_numbers_axis,
)
from rnn.figures.kit.sentences import on_predictions
from rnn.figures.kit.shapes import outline
from rnn.figures.kit.stacked_axes import LOWER, UPPER
from rnn.figures.kit.style import Caption
from rnn.text.numbers import share

ROW_PIXELS = 15
FEWEST_PIXELS, MOST_PIXELS = 130, 760
MARK_HEIGHT = 1.09
LEFT_LEGEND = {"orientation": "h", "x": 0, "xanchor": "left"}  # in sight where a wide figure is scrolled
OTHERS = "…"  # the characters that are not shown, together
PANEL = {"showgrid": True, **style.ZERO_LINE}
QUARTERS = [0, 0.25, 0.5, 0.75, 1]
ORDERS = ("alphabetical", "most likely first")


def expectations_figure(
    y_pred: np.ndarray,
    targets: np.ndarray,
    letters: list[str],
    characters: list[str],
    step: int,
    shown: np.ndarray | None = None,
) -> style.Figure:
    """Draw y_pred (T, K) as a heatmap, one row a character and one column a step, with the targets (T,) framed.

    letters  the input characters, one a step; characters: all K of them, made visible
    step     the chosen one, from 0: its column is framed
    shown    the indices of the characters that have a row of their own, all if not given; the rest have one together
    """
    T, K = y_pred.shape
    shown = np.arange(K) if shown is None else shown
    row, labels = places(shown, K), _labels(characters, shown)
    predicted = y_pred.argmax(axis=1)
    wrong = np.flatnonzero(predicted != targets)
    R = len(labels)
    pixels = int(np.clip(ROW_PIXELS * R, FEWEST_PIXELS, MOST_PIXELS))
    height = pixels + 190
    return style.figure(
        [_cells(with_rest(y_pred, shown)), _crosses(wrong + 1, row[predicted[wrong]])],
        **_expectations_caption(y_pred, targets, characters, len(shown) < R),
        x=step_axis(letters),
        xaxis2=step_numbers_axis(T),
        y=lettered_axis("character predicted", labels, pixels, range=[R - 0.5, -0.5]),
        height=height,
        **ROOM_ABOVE | {"margin": {"l": 8, "r": 8, "t": 122, "b": 8}},
        legend=LEFT_LEGEND | {"y": 1 - 36 / height, "yref": "container", "yanchor": "top"},
        shapes=[
            outline(_squares(row[targets]), "target", 1.5, style.TARGET, showlegend=True),
            outline([(step + 0.5, step + 1.5, -0.5, R - 0.5)], "chosen step", 2, style.SELECTED, showlegend=True),
        ],
        uirevision=f"{T} steps, {K} characters",
    )


def distribution_figure(
    expectation: Expectation, characters: list[str], order: str, largest: float, step: int
) -> style.Figure:
    """Draw one step's probabilities as bars, and below them its logits, in the same order.

    characters  all K of them, made visible; of more than 40 the likeliest, and the others in one bar
    order       one of ORDERS
    largest     the size of the largest logit of all steps, so that the axis stays the same from step to step
    """
    o, p, K = expectation.o, expectation.probabilities, len(characters)
    placed = likeliest(o, expectation.target)
    placed = placed if order == ORDERS[1] else np.sort(placed)
    place, letters = places(placed, K), _labels(characters, placed)
    logits = np.append(o[placed], [np.nan] * (len(letters) > len(placed)))  # the others have none in common
    end = 1.08 * rounded_up(largest)
    return style.figure(
        [
            _bars(
                with_rest(p, placed),
                "probability",
                "y2",
                style.PROBABILITY,
                "%{x}: probability %{y:.4f}",
            ),
            _bars(logits, "logit", "y", style.QUIET, "%{x}: logit %{y:.4f}"),
            *_target_and_top(expectation, place, characters),
        ],
        **_distribution_caption(expectation, characters, step, len(placed) < K),
        x=lettered_axis(f"character, {order}", letters, minimum_width(len(letters)), anchor="y"),
        y=style.axis("logit (no unit)", domain=LOWER, range=[-end, end], **PANEL),
        yaxis2=style.axis("probability (0 to 1)", domain=UPPER, range=[0, 1.2], tickvals=QUARTERS, anchor="x", **PANEL),
        height=520,
        **ROOM_ABOVE | {"margin": {"l": 8, "r": 8, "t": 70, "b": 8}},
        legend=LEFT_LEGEND | {"y": 1, "yanchor": "bottom"},
        uirevision=f"{K} characters",
    )


def bar_count(K: int) -> int:
    """Return how many bars the distribution over K characters has."""
    return min(K, MOST + 1)


def _expectations_caption(y_pred: np.ndarray, targets: np.ndarray, characters: list[str], has_others: bool) -> Caption:
    T, K = y_pred.shape
    own, wrong = y_pred[np.arange(T), targets], int((y_pred.argmax(axis=1) != targets).sum())
    words = on_predictions(own, wrong, [characters[k] for k in targets])
    return Caption(
        title="Predicted probabilities at every step",
        see=f"Open squares: the targets; ×: a wrong top prediction. {words} Click a step to open its distribution."
        + _on_others(has_others),
        alt=f"{T} steps, {K} characters. {words} Mean probability of the targets: {share(own.mean())}.",
    )


def _distribution_caption(expectation: Expectation, characters: list[str], step: int, has_others: bool) -> Caption:
    o, p, target, top = expectation.o, expectation.probabilities, expectation.target, expectation.top_prediction
    verdict = "correct" if top == target else "wrong"
    return Caption(
        title=f"Step {step + 1}: probabilities and logits",
        see=f"Softmax turns the logits (below) into probabilities that add up to 1 (above). Top prediction (▼): "
        f"{characters[top]}, {share(p[top])}, {verdict}. Target (open square): {characters[target]}, "
        f"{share(p[target])}." + _on_others(has_others),
        alt=f"Temperature {expectation.temperature:g}. Top prediction {characters[top]}: probability {p[top]:.4f}, "
        f"logit {o[top]:.4f}. Target {characters[target]}: probability {p[target]:.4f}, logit {o[target]:.4f}.",
    )


def _on_others(are_there: bool) -> str:
    return f" {OTHERS}: all other characters together." if are_there else ""


def _labels(characters: list[str], shown: np.ndarray) -> list[str]:
    return [characters[k] for k in shown] + [OTHERS] * (len(shown) < len(characters))


def _cells(probabilities: np.ndarray) -> dict:
    T, R = probabilities.shape
    return style.heatmap(
        z=probabilities.T.astype(np.float32),
        x=np.arange(1, T + 1),
        y=np.arange(R),
        zmin=0,
        zmax=1,
        colorscale=style.PROBABILITY_SCALE,
        colorbar=style.colour_bar("probability, 0 to 1"),
        hovertemplate="step %{x:d}: input %{x}, probability of %{y}: %{z:.2%}<extra></extra>",
    )


def _squares(rows: np.ndarray) -> np.ndarray:
    """Return the boxes (left, right, bottom, top) around the target of every step, whose rows (T,) are given."""
    steps = np.arange(1, len(rows) + 1)
    return np.stack([steps - 0.45, steps + 0.45, rows - 0.45, rows + 0.45], axis=1)


def _crosses(steps: np.ndarray, rows: np.ndarray) -> dict:
    return style.scatter(
        x=np.append(steps.astype(float), np.nan),  # never without a point, so that the legend stays in place
        y=np.append(rows.astype(float), np.nan),
        xaxis="x2",  # without a trace the axis of the step numbers would not be drawn
        name="wrong top prediction",
        mode="markers",
        marker={"symbol": "x-thin", "size": 7, "line": {"color": style.WRONG, "width": 2}},
        hoverinfo="skip",
    )


def _bars(heights: np.ndarray, name: str, axis: str, colour: str, hover: str) -> dict:
    return style.bar(
        x=np.arange(len(heights)),
        y=heights,
        yaxis=axis,
        name=name,
        marker={"color": colour},
        hovertemplate=hover + "<extra></extra>",
        showlegend=False,
    )


def _target_and_top(expectation: Expectation, place: np.ndarray, characters: list[str]) -> list[dict]:
    target, top = expectation.target, expectation.top_prediction
    wanted, likeliest_one = escaped_html(characters[target]), escaped_html(characters[top])
    return [
        _mark(place[target], "target", "square-open", 17, style.TARGET, f"the target: {wanted}"),
        _mark(place[top], "top prediction", "triangle-down", 9, style.TEXT, f"top prediction: {likeliest_one}"),
    ]


def _mark(place: int, name: str, symbol: str, size: int, colour: str, hover: str) -> dict:
    return style.scatter(
        x=[place],
        y=[MARK_HEIGHT],
        yaxis="y2",
        name=name,
        mode="markers",
        marker={"symbol": symbol, "size": size, "color": colour, "line": {"color": colour, "width": 2}},
        hovertemplate=hover + "<extra></extra>",
    )
