"""How far a free-running network is from the same network, teacher-forced on its text."""

from __future__ import annotations

import numpy as np

from rnn.analysis.dynamics import DIVERGENT_DISTANCE
from rnn.figures.kit import marks, style
from rnn.figures.kit.axes import ROOM_ABOVE, escaped_html
from rnn.figures.kit.legends import ABOVE_LEFT

BAR_WIDTH = 0.8  # given, as Plotly would make bars as wide as the distance between the nearest two of their kind
MOST_LABELS = 60


def divergence_figure(distances: np.ndarray, right: list[str], predicted: list[str]) -> style.Figure:
    """Draw the distance of the two states at each position, and below it what is predicted and what the text has.

    distances (n,)  root mean square difference of the activations, 0 to 2; right, predicted: n characters to be read
    """
    positions = np.arange(1, len(distances) + 1)
    is_right = np.array([own == wanted for own, wanted in zip(predicted, right, strict=True)], dtype=bool)
    ends = [0.4, len(positions) + 0.6]
    return style.figure(
        [
            _bars(positions, distances, is_right, predicted, right, "right", style.CORRECT),
            _bars(positions, distances, ~is_right, predicted, right, "wrong", style.WRONG),
            marks.dashed(ends, [DIVERGENT_DISTANCE, DIVERGENT_DISTANCE], f"parted: {DIVERGENT_DISTANCE}"),
        ],
        title="Left to itself against led through the text",
        see="How different the two states are from which a character is chosen. Below each bar: what the network "
        "writes by itself, and under it what the text has there.",
        alt=f"{int(is_right.sum())} of {len(predicted)} are right; the distance goes up to {distances.max():.2f}.",
        x=_two_lettered_axis(positions, predicted, right, ends),
        y=style.axis("distance of the states", range=[0, 2]),
        height=370,
        barmode="overlay",
        **ROOM_ABOVE,
        legend=ABOVE_LEFT,
    )


def _two_lettered_axis(positions: np.ndarray, predicted: list[str], right: list[str], ends: list[float]) -> dict:
    labels = [f"{escaped_html(own)}<br>{escaped_html(wanted)}" for own, wanted in zip(predicted, right, strict=True)]
    every = max(1, len(labels) // MOST_LABELS)
    return style.axis(
        "it writes, and below what the text has",
        range=ends,
        tickvals=positions[::every],
        ticktext=labels[::every],
        tickfont={"family": style.CHARACTER_FONT},
        tickangle=0,
        showgrid=False,
    )


def _bars(positions, distances, shown, predicted, right, name: str, colour: str) -> dict:
    words = [
        f"writes {escaped_html(own)}, the text has {escaped_html(wanted)}"
        for own, wanted in zip(predicted, right, strict=True)
    ]
    return style.bar(
        x=positions[shown],
        y=distances[shown].astype(np.float32),
        width=BAR_WIDTH,
        customdata=[word for word, is_shown in zip(words, shown, strict=True) if is_shown],
        name=name,
        marker={"color": colour},
        hovertemplate="position %{x}: %{customdata}; distance %{y:.3f}<extra></extra>",
    )
