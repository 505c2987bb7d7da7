"""The distance of a free-running network from the same network, teacher-forced on its text."""

from __future__ import annotations

import numpy as np

from rnn.analysis.dynamics import DIVERGENT_DISTANCE
from rnn.figures.kit import marks, style
from rnn.figures.kit.axes import ROOM_ABOVE, escaped_html
from rnn.figures.kit.legends import ABOVE_LEFT

BAR_WIDTH = 0.8  # given, as Plotly would make bars as wide as the distance between the nearest two of their kind
MOST_LABELS = 60
CROSSES = {"shape": "x", "fillmode": "overlay", "fgcolor": style.BACKGROUND, "size": 7}


def divergence_figure(distances: np.ndarray, targets: list[str], predicted: list[str]) -> style.Figure:
    """Draw the distance of the two states at each position, and below it what is predicted and what the text has.

    distances (n,)  root mean square difference of the activations, 0 to 2; targets, predicted: n characters to be read
    """
    positions = np.arange(1, len(distances) + 1)
    is_correct = np.array([own == wanted for own, wanted in zip(predicted, targets, strict=True)], dtype=bool)
    ends, farthest = [0.4, len(positions) + 0.6], int(distances.argmax())
    words = (
        f"Wrong: {int((~is_correct).sum())} of {len(predicted)}. Largest distance: {distances[farthest]:.2f}, at "
        f"position {farthest + 1}."
    )
    return style.figure(
        [
            _bars(positions, distances, is_correct, predicted, targets, "correct", style.CORRECT),
            _bars(positions, distances, ~is_correct, predicted, targets, "wrong", style.WRONG, CROSSES),
            marks.dashed(ends, [DIVERGENT_DISTANCE, DIVERGENT_DISTANCE], f"diverged: {DIVERGENT_DISTANCE:g}"),
        ],
        title="Distance between the free-running and the teacher-forced states",
        see=f"{words} Below each bar: the character generated, and under it the text's.",
        alt=words,
        x=_two_lettered_axis(positions, predicted, targets, ends),
        y=style.axis("distance of the states", range=[0, 2]),
        height=370,
        barmode="overlay",
        **ROOM_ABOVE,
        legend=ABOVE_LEFT,
    )


def _two_lettered_axis(positions: np.ndarray, predicted: list[str], targets: list[str], ends: list[float]) -> dict:
    labels = [f"{escaped_html(own)}<br>{escaped_html(wanted)}" for own, wanted in zip(predicted, targets, strict=True)]
    every = max(1, len(labels) // MOST_LABELS)
    return style.axis(
        "generated, and below it the text",
        range=ends,
        tickvals=positions[::every],
        ticktext=labels[::every],
        tickfont={"family": style.CHARACTER_FONT},
        tickangle=0,
        showgrid=False,
    )


def _bars(positions, distances, shown, predicted, targets, name: str, colour: str, pattern=None) -> dict:
    words = [
        f"generated {escaped_html(own)}, in the text {escaped_html(wanted)}"
        for own, wanted in zip(predicted, targets, strict=True)
    ]
    return style.bar(
        x=positions[shown],
        y=distances[shown].astype(np.float32),
        width=BAR_WIDTH,
        customdata=[word for word, is_shown in zip(words, shown, strict=True) if is_shown],
        name=name,
        marker={"color": colour, **({"pattern": pattern} if pattern else {})},
        hovertemplate="position %{x}: %{customdata}; distance %{y:.3f}<extra></extra>",
    )
